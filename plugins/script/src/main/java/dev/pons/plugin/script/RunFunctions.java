package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.StepResult;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a script reaches besides the message: tables, memory, and what becomes of the message. */
final class RunFunctions {

    private static final String VALUE = "value";
    private static final Pattern KEEP = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

    private RunFunctions() {}

    static void define(ScriptableObject scope) {
        Built.define(scope, scope, "lookup", 3, (session, from, self, a) -> lookup(session, a));
        Built.define(
                scope, scope, "recall", 2, (session, from, self, a) -> recall(session, from, a));
        Built.define(scope, scope, "remember", 4, (session, from, self, a) -> remember(session, a));
        Built.define(
                scope,
                scope,
                "forget",
                2,
                (session, from, self, a) -> {
                    leave(
                            session,
                            text(a, 0, "forget"),
                            text(a, 1, "forget"),
                            Map.of(),
                            Duration.ZERO);
                    return Undefined.instance;
                });
        deciding(scope);
        log(scope);
    }

    private static void deciding(ScriptableObject scope) {
        Built.define(
                scope,
                scope,
                "drop",
                1,
                (session, from, self, a) -> {
                    throw Ended.with(StepResult.drop(Words.reason(session, a, 0)));
                });
        Built.define(
                scope,
                scope,
                "hold",
                1,
                (session, from, self, a) -> {
                    throw Ended.with(StepResult.hold(Words.reason(session, a, 0)));
                });
        Built.define(
                scope,
                scope,
                "refuse",
                2,
                (session, from, self, a) -> {
                    var code = Words.constant(session, a, 0, "code");
                    var words = Words.constant(session, a, 1, "text");
                    throw Ended.with(StepResult.refuse(Problem.of(code, words)));
                });
    }

    private static void log(ScriptableObject scope) {
        var log = new NativeObject();
        ScriptRuntime.setBuiltinProtoAndParent(
                log, scope, org.mozilla.javascript.TopLevel.Builtins.Object);
        for (var level : Words.Level.values()) {
            Built.define(
                    scope,
                    log,
                    level.word(),
                    1,
                    (session, from, self, a) -> {
                        Words.say(session, level, a);
                        return Undefined.instance;
                    });
        }
        scope.defineProperty("log", log, ScriptableObject.DONTENUM);
        scope.defineProperty("logger", log, ScriptableObject.DONTENUM);
    }

    static String text(Object[] arguments, int index, String function) {
        var value = Built.argument(arguments, index);
        if (value == null || Undefined.isUndefined(value)) {
            throw ScriptRuntime.typeError(function + ": argument " + (index + 1) + " is missing");
        }
        return ScriptRuntime.toString(value);
    }

    private static @Nullable Object lookup(Session session, Object[] arguments) {
        var table = text(arguments, 0, "lookup");
        var key = text(arguments, 1, "lookup");
        var column = arguments.length > 2 ? text(arguments, 2, "lookup") : "";
        try {
            return session.run().lookup(table, key, column).orElse(null);
        } catch (IllegalArgumentException none) {
            throw Words.tell(
                    session,
                    Problem.of("internal", String.valueOf(none.getMessage())),
                    table,
                    column);
        } catch (IllegalStateException gone) {
            if (Words.known(session, table)) {
                throw gone;
            }
            throw Words.tell(
                    session, Problem.of("internal", String.valueOf(gone.getMessage())), table);
        }
    }

    private static @Nullable Object recall(Session session, Scriptable scope, Object[] arguments) {
        var found =
                session.run().recall(text(arguments, 0, "recall"), text(arguments, 1, "recall"));
        if (found.isEmpty()) {
            return null;
        }
        var values = found.get();
        if (values.size() == 1 && values.containsKey(VALUE)) {
            return values.get(VALUE);
        }
        var object = session.newObject(scope);
        values.forEach((name, value) -> ScriptableObject.putProperty(object, name, value));
        return object;
    }

    private static Object remember(Session session, Object[] arguments) {
        var values = new LinkedHashMap<String, String>();
        if (Built.argument(arguments, 2) instanceof NativeObject object) {
            for (var id : object.getIds()) {
                values.put(
                        id.toString(),
                        ScriptRuntime.toString(
                                ScriptableObject.getProperty(object, id.toString())));
            }
        } else {
            values.put(VALUE, text(arguments, 2, "remember"));
        }
        var keep =
                arguments.length > 3 && !Undefined.isUndefined(arguments[3])
                        ? duration(ScriptRuntime.toString(arguments[3]))
                        : Duration.ZERO;
        leave(
                session,
                text(arguments, 0, "remember"),
                text(arguments, 1, "remember"),
                values,
                keep);
        return Undefined.instance;
    }

    private static void leave(
            Session session, String table, String key, Map<String, String> values, Duration keep) {
        try {
            session.run().remember(table, key, values, keep);
        } catch (IllegalArgumentException refused) {
            throw session.tell(Problem.of("not-allowed", String.valueOf(refused.getMessage())));
        }
    }

    private static Duration duration(String text) {
        var match = KEEP.matcher(text);
        if (!match.matches()) {
            throw ScriptRuntime.typeError(
                    "remember: the last argument is a time, as '90d' or '2h'");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
