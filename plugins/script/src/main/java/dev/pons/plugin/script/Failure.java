package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

import java.util.Set;

/** Says why a script failed and where, without what the message holds. */
final class Failure {

    private static final String GENERATED = "org.mozilla.javascript.gen.";

    private static final Set<String> KINDS =
            Set.of(
                    "Error",
                    "EvalError",
                    "RangeError",
                    "ReferenceError",
                    "SyntaxError",
                    "TypeError",
                    "URIError",
                    "InternalError");

    private final Program.Compiled program;
    private final Session session;
    private final Words words;

    Failure(Program.Compiled program, Session session, Words words) {
        this.program = program;
        this.session = session;
        this.words = words;
    }

    /** It went over a bound. */
    ProblemException of(Ended ended) {
        return problem("not-allowed", place(ended) + ended.getMessage());
    }

    /** Functions that call each other without an end. */
    ProblemException of(StackOverflowError deep) {
        return problem(
                "not-allowed",
                place(deep)
                        + "functions call each other too deep; use a loop, or see whether they"
                        + " ever end");
    }

    /** A built-in function that fails in Java, whose words may quote what it got. */
    ProblemException of(RuntimeException broken) {
        var at = place(broken);
        session.run().note("script: " + at + broken);
        return problem(
                "value",
                at
                        + "a built-in function failed with "
                        + broken.getClass().getSimpleName()
                        + "; look at what it is given");
    }

    /** An error of the script, or one that it was told and did not catch. */
    ProblemException of(RhinoException error) {
        var at = place(error);
        var known = session.problem(error);
        if (known != null) {
            return new ProblemException(
                    known.path().isEmpty()
                            ? Problem.of(known.code(), at + known.words())
                            : Problem.of(known.code(), at + known.words()).at(known.path().get()));
        }
        session.run().note("script: " + at + error.details());
        return problem("value", at + said(error));
    }

    private static ProblemException problem(String code, String text) {
        return new ProblemException(Problem.of(code, text));
    }

    private String said(RhinoException error) {
        if (error instanceof EcmaError own) {
            return kind(own.getName()) + shown(own.getErrorMessage());
        }
        if (error instanceof JavaScriptException thrown) {
            var value = thrown.getValue();
            if (value instanceof Scriptable object && !(value instanceof CharSequence)) {
                return kind(text(object, "name")) + shown(text(object, "message"));
            }
            return "thrown" + shown(value instanceof CharSequence text ? text.toString() : "");
        }
        return "InternalError" + shown(error.details());
    }

    private static String kind(@Nullable String name) {
        return name != null && KINDS.contains(name) ? name : "Error";
    }

    private String shown(@Nullable String text) {
        if (text != null && !text.isEmpty() && words.mayShow(text)) {
            return ": " + text;
        }
        return "; its words may hold content, so only channel:try shows them";
    }

    private static @Nullable String text(Scriptable object, String name) {
        try {
            var value = ScriptableObject.getProperty(object, name);
            return value instanceof CharSequence text ? text.toString() : null;
        } catch (RhinoException | Ended | StackOverflowError fails) {
            return null;
        }
    }

    /** {@code adt.js:12:5: }, from the frames of Java; empty where no script is among them. */
    private String place(Throwable error) {
        for (var frame : error.getStackTrace()) {
            var file = frame.getFileName();
            if (frame.getClassName().startsWith(GENERATED)
                    && frame.getLineNumber() > 0
                    && file != null) {
                var source = program.sources().get(file);
                int column = source == null ? 1 : source.firstColumn(frame.getLineNumber());
                return file + ":" + frame.getLineNumber() + ":" + column + ": ";
            }
        }
        return "";
    }
}
