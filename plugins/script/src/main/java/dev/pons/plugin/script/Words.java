package dev.pons.plugin.script;

import dev.pons.spi.Problem;

import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Undefined;
import org.slf4j.Logger;

import java.util.Locale;
import java.util.Set;

/**
 * What a script says to people. Texts that stand in the script hold no content, so they may be
 * logged; all others are shown only to whoever tries the channel, unless {@code reveal} is on.
 *
 * @param constants texts that stand in the script
 * @param log where the rest goes
 * @param reveal others may be logged too
 */
record Words(Set<String> constants, Logger log, boolean reveal) {

    private static final String KEY = "+words";

    /** How loud. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For this message. */
    void use(Session session) {
        session.putThreadLocal(KEY, this);
    }

    private static Words of(Session session) {
        return (Words) session.getThreadLocal(KEY);
    }

    /** Stands in the script, or may be shown all the same. */
    boolean mayShow(String words) {
        return reveal || constants.contains(words);
    }

    /** Stands in the script of this session. */
    static boolean known(Session session, String text) {
        return text.isEmpty() || of(session).mayShow(text);
    }

    /** For whoever looks, and for the log if they may go there. */
    static void say(Session session, Level level, Object[] arguments) {
        var said = new StringBuilder();
        boolean known = true;
        var words = of(session);
        for (var argument : arguments) {
            var text = ScriptRuntime.toString(argument);
            known &= words.mayShow(text);
            said.append(said.isEmpty() ? "" : " ").append(text);
        }
        session.run().note("log." + level.word() + ": " + said);
        if (known) {
            words.write(level, said.toString());
        }
    }

    private void write(Level level, String said) {
        switch (level) {
            case DEBUG -> log.debug("{}", said);
            case INFO -> log.info("{}", said);
            case WARN -> log.warn("{}", said);
            case ERROR -> log.error("{}", said);
        }
    }

    /** Why a message is dropped or held; not said where it may hold content. */
    static String reason(Session session, Object[] arguments, int index) {
        var value = Built.argument(arguments, index);
        if (value == null || Undefined.isUndefined(value)) {
            return "";
        }
        var text = ScriptRuntime.toString(value);
        if (of(session).mayShow(text)) {
            return text;
        }
        session.run().note("reason: " + text);
        return "a reason that may hold content is shown by channel:try only";
    }

    /**
     * A problem about texts of the script (paths, names of tables), which its words may quote: said
     * as it is only where all of them stand in the script.
     */
    static EcmaError tell(Session session, Problem problem, String... texts) {
        var words = of(session);
        for (var text : texts) {
            if (!text.isEmpty() && !words.mayShow(text)) {
                session.run().note(problem.toString());
                return session.tell(
                        Problem.of(
                                problem.code(),
                                "a path or name that the script puts together is wrong; it may"
                                        + " hold content, so only channel:try shows it"));
            }
        }
        return session.tell(problem);
    }

    /** What is sent and logged must stand in the script. */
    static String constant(Session session, Object[] arguments, int index, String name) {
        var text = RunFunctions.text(arguments, index, "refuse");
        if (!of(session).mayShow(text)) {
            throw ScriptRuntime.typeError(
                    "refuse: the "
                            + name
                            + " is logged, so it holds no values of the message; write it as one"
                            + " text in quotes");
        }
        return text;
    }
}
