package dev.pons.plugin.delimited;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;

/** How cells stand in a line. Any thread. */
sealed interface Cells {

    /**
     * Cuts a line off a text.
     *
     * @param text all of it
     * @param from where the line begins; before the end
     */
    Line line(String text, int from) throws ProblemException;

    /** A cell as it is written. {@code ProblemException}: it cannot be, and why. */
    String written(String value, String before, int column) throws ProblemException;

    /** What a written cell says. */
    String value(String written, int column);

    /** A row as it is written, without its line end. */
    String row(List<String> written);

    /**
     * A line.
     *
     * @param cells as they are written
     * @param end its line end; empty at the end of the text
     * @param next where the next one begins
     */
    record Line(List<String> cells, String end, int next) {}

    /** Where the line end at a place is over. */
    static int behindEnd(String text, int at) {
        boolean pair = text.charAt(at) == '\r' && text.startsWith("\n", at + 1);
        return pair ? at + 2 : at + 1;
    }

    /** Between separators; a quote in a quoted cell is doubled (RFC 4180, section 2). */
    record Separated(char separator, char quote, String name) implements Cells {

        @Override
        public Line line(String text, int from) throws ProblemException {
            var cells = new ArrayList<String>();
            int at = from;
            while (true) {
                int end = end(text, at);
                cells.add(text.substring(at, end));
                if (end == text.length()) {
                    return new Line(cells, "", end);
                }
                if (text.charAt(end) != separator) {
                    int next = behindEnd(text, end);
                    return new Line(cells, text.substring(end, next), next);
                }
                at = end + 1;
            }
        }

        private int end(String text, int from) throws ProblemException {
            int at = from;
            if (quote != 0 && at < text.length() && text.charAt(at) == quote) {
                at = behindQuote(text, from);
            }
            while (at < text.length() && !ends(text.charAt(at))) {
                at++;
            }
            return at;
        }

        /** What stands between the closing quote and the separator is kept as it is. */
        private int behindQuote(String text, int from) throws ProblemException {
            for (int at = from + 1; at < text.length(); at++) {
                if (text.charAt(at) != quote) {
                    continue;
                }
                if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
            throw new ProblemException(
                    Problem.of("malformed", "a quote is not closed; it is that of character")
                            .at(from));
        }

        private boolean ends(char one) {
            return one == separator || one == '\r' || one == '\n';
        }

        @Override
        public String written(String value, String before, int column) throws ProblemException {
            boolean quoted = quote != 0 && !before.isEmpty() && before.charAt(0) == quote;
            if (!quoted && !needsQuote(value)) {
                return value;
            }
            if (quote == 0) {
                throw new ProblemException(
                        Problem.of(
                                "value",
                                "the value has a separator or a line end, and nothing is quoted"
                                        + " (quote: none)"));
            }
            var once = String.valueOf(quote);
            return once + value.replace(once, once + once) + once;
        }

        private boolean needsQuote(String value) {
            for (int i = 0; i < value.length(); i++) {
                char one = value.charAt(i);
                if (ends(one) || quote != 0 && one == quote) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String value(String written, int column) {
            if (quote == 0 || written.isEmpty() || written.charAt(0) != quote) {
                return written;
            }
            var text = new StringBuilder(written.length());
            int at = 1;
            while (at < written.length()) {
                char one = written.charAt(at);
                if (one == quote) {
                    at++;
                    if (at == written.length() || written.charAt(at) != quote) {
                        break;
                    }
                }
                text.append(one);
                at++;
            }
            return text.append(written, Math.min(at, written.length()), written.length())
                    .toString();
        }

        @Override
        public String row(List<String> written) {
            return String.join(String.valueOf(separator), written);
        }
    }

    /** Characters of a line, from and up to; {@code right}: filled at the left. */
    record Field(int from, int to, boolean right) {}

    /**
     * At fixed places. What stands between fields and behind the last one belongs to the cell
     * before it, so that nothing is lost; a short line has fewer cells.
     */
    record Fixed(List<Field> fields, char fill) implements Cells {

        @Override
        public Line line(String text, int from) {
            int end = from;
            while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
                end++;
            }
            var cells = new ArrayList<String>();
            for (int i = 0; i < fields.size(); i++) {
                int begin = i == 0 ? from : from + fields.get(i).from();
                int next = i + 1 < fields.size() ? from + fields.get(i + 1).from() : end;
                if (begin > end || i > 0 && begin == end) {
                    break;
                }
                cells.add(text.substring(begin, Math.min(end, Math.max(begin, next))));
            }
            int next = end == text.length() ? end : behindEnd(text, end);
            return new Line(cells, text.substring(end, next), next);
        }

        /** Where the field begins within its cell. */
        private int lead(int column) {
            return column == 0 ? fields.get(0).from() : 0;
        }

        private int width(int column) {
            return fields.get(column).to() - fields.get(column).from();
        }

        @Override
        public String written(String value, String before, int column) throws ProblemException {
            int width = width(column);
            if (value.length() > width || value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new ProblemException(
                        Problem.of(
                                "too-long", "the field has " + width + " characters of one line"));
            }
            var filled = String.valueOf(fill).repeat(width - value.length());
            var field = fields.get(column).right() ? filled + value : value + filled;
            var lead = lead(column);
            var head = before.length() >= lead ? before.substring(0, lead) : pad(before, lead);
            var tail = before.length() > lead + width ? before.substring(lead + width) : "";
            return head + field + (tail.isEmpty() ? gap(column) : tail);
        }

        private static String pad(String text, int length) {
            return text + " ".repeat(length - text.length());
        }

        /** What no field claims before the next one. */
        private String gap(int column) {
            int next =
                    column + 1 < fields.size()
                            ? fields.get(column + 1).from()
                            : fields.get(column).to();
            return " ".repeat(next - fields.get(column).to());
        }

        @Override
        public String value(String written, int column) {
            int from = Math.min(written.length(), lead(column));
            var field = written.substring(from, Math.min(written.length(), from + width(column)));
            int begin = 0;
            int end = field.length();
            boolean right = fields.get(column).right();
            while (right && begin < end && field.charAt(begin) == fill) {
                begin++;
            }
            while (!right && end > begin && field.charAt(end - 1) == fill) {
                end--;
            }
            return field.substring(begin, end);
        }

        @Override
        public String row(List<String> written) {
            return String.join("", written);
        }
    }
}
