package dev.pons.plugin.sql;

import java.sql.SQLException;

/**
 * What a database or its driver said no with.
 *
 * @param words ours, with the code; may be logged
 * @param text theirs, which may quote content
 */
record Trouble(Kind kind, String words, String text) {

    /** What it means. */
    enum Kind {
        /** There is no connection, or none any more. */
        LOST,
        /** Nothing is wrong with the statement; later may work. */
        LATER,
        /** It was cancelled: its time was over. */
        CANCELLED,
        /** The same statement will never be taken. */
        REFUSED,
        /** Nobody knows. */
        STRANGE
    }

    /** A fault in our own words. */
    static final class OwnWords extends SQLException {

        private static final long serialVersionUID = 1L;

        OwnWords(String words) {
            super(words, "");
        }

        OwnWords(String words, Throwable cause) {
            super(words, "", cause);
        }
    }

    /** Nothing was changed where something had to be. */
    static final String NO_ROW = "02000";

    /** PostgreSQL's and our own. */
    static final String CANCEL = "57014";

    /** It may be committed or not. */
    private static final String NOT_KNOWN = "40003";

    static Trouble of(SQLException e, Product product) {
        var told = telling(e);
        if (told instanceof OwnWords) {
            return new Trouble(Kind.REFUSED, String.valueOf(told.getMessage()), "");
        }
        var text = String.valueOf(told.getMessage());
        var state = told.getSQLState() == null ? "" : told.getSQLState();
        return product == Product.SQLITE && state.isEmpty()
                ? sqlite(told.getErrorCode(), text)
                : standard(told, state, text);
    }

    /** The one that carries a code: pools and batches wrap it. */
    private static SQLException telling(SQLException first) {
        var told = first;
        for (Throwable at = first; at != null; at = at.getCause()) {
            if (at instanceof SQLException one
                    && (one instanceof OwnWords || hasCode(one) || !hasCode(told))) {
                told = one;
            }
        }
        var next = first.getNextException();
        return hasCode(told) || next == null ? told : next;
    }

    private static boolean hasCode(SQLException e) {
        return e.getErrorCode() != 0 || e.getSQLState() != null && !e.getSQLState().isEmpty();
    }

    /** By SQLSTATE (ISO/IEC 9075-2, section 24.1, and appendix A of PostgreSQL's manual). */
    private static Trouble standard(SQLException e, String state, String text) {
        var words = words(state, e);
        var kind =
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08", "28", "3D" -> Kind.LOST;
                    case "57" -> intervention(state);
                    case "40" -> state.equals(NOT_KNOWN) ? Kind.LOST : Kind.LATER;
                    case "53", "55" -> Kind.LATER;
                    case "25" -> state.equals("25006") ? Kind.LATER : Kind.REFUSED;
                    case "02", "0A", "21", "22", "23", "27", "2D", "34", "42", "44", "P0" ->
                            Kind.REFUSED;
                    default -> byClass(e, state);
                };
        return new Trouble(kind, words, text);
    }

    /** PostgreSQL ends sessions with 57P; of others it is a time limit. */
    private static Kind intervention(String state) {
        if (state.equals(CANCEL)) {
            return Kind.CANCELLED;
        }
        return state.startsWith("57P") ? Kind.LOST : Kind.LATER;
    }

    /** Drivers that give codes of their own say it by the class of the exception. */
    private static Kind byClass(SQLException e, String state) {
        if (e instanceof java.sql.SQLTimeoutException) {
            return Kind.CANCELLED;
        }
        if (e instanceof java.sql.SQLRecoverableException
                || e instanceof java.sql.SQLNonTransientConnectionException
                || e instanceof java.sql.SQLTransientConnectionException) {
            return Kind.LOST;
        }
        boolean deadlock = state.equals("61000") || state.equals("41000");
        if (deadlock || e instanceof java.sql.SQLTransientException) {
            return Kind.LATER;
        }
        return e instanceof java.sql.SQLNonTransientException ? Kind.REFUSED : Kind.STRANGE;
    }

    private static String words(String state, SQLException e) {
        var code =
                state.isEmpty()
                        ? " (error " + e.getErrorCode() + ")"
                        : " (SQLSTATE " + state.replaceAll("[^A-Za-z0-9]", "") + ")";
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "02" -> "the statement changed no row";
            case "08" -> "there is no connection to the database" + code;
            case "28" -> "the database refuses the login: correct user and password" + code;
            case "3D" -> "the database of the url does not exist: create it, or correct url" + code;
            case "57" ->
                    state.equals(CANCEL)
                            ? "the statement did not end in time and was cancelled"
                            : "the database is shutting down or starting" + code;
            case "40", "61" ->
                    state.equals("40P01") || state.equals("61000")
                            ? "the database ended a deadlock" + code
                            : "the transaction met another one" + code;
            case "53" -> "the database lacks room or connections" + code;
            case "55" -> "the database has locked what is needed" + code;
            case "25" -> "the database takes no changes now" + code;
            case "23" -> "a constraint of the database is violated" + code;
            case "21", "22" -> "a value does not fit" + code;
            case "42" ->
                    state.equals("42501")
                            ? "the user may not do that: grant it" + code
                            : "the statement does not fit the database: correct it, or the tables"
                                    + code;
            default -> "the database refuses it" + code;
        };
    }

    /** By its result codes (sqlite.org/rescode.html); the driver gives no SQLSTATE. */
    private static Trouble sqlite(int result, String text) {
        var code = " (SQLite " + result + ")";
        return switch (result & 0xff) {
            case 5, 6 -> new Trouble(Kind.LATER, "the file is locked by another" + code, text);
            case 8 -> new Trouble(Kind.LATER, "the file cannot be written" + code, text);
            case 13 -> new Trouble(Kind.LATER, "the disk is full: free some space" + code, text);
            case 9 ->
                    new Trouble(
                            Kind.CANCELLED,
                            "the statement did not end in time and was cancelled",
                            text);
            case 14 ->
                    new Trouble(
                            Kind.LOST,
                            "the file of url cannot be opened: create its folder, or correct url"
                                    + code,
                            text);
            case 11, 26 -> new Trouble(Kind.LOST, "the file is damaged or no SQLite" + code, text);
            case 19 ->
                    new Trouble(
                            Kind.REFUSED, "a constraint of the database is violated" + code, text);
            case 1, 18, 20, 25 ->
                    new Trouble(
                            Kind.REFUSED,
                            "the statement or a value does not fit the database" + code,
                            text);
            default -> new Trouble(Kind.STRANGE, "SQLite failed" + code, text);
        };
    }
}
