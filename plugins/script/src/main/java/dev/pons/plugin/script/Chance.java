package dev.pons.plugin.script;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

import java.util.List;

/**
 * Date and random numbers, which come from the run, so that a message that runs again has the same.
 */
final class Chance {

    private Chance() {}

    static void define(ScriptableObject scope) {
        var original = (Function) ScriptableObject.getProperty(scope, "Date");
        var prototype = (ScriptableObject) ScriptableObject.getProperty(original, "prototype");
        var date = new RunDate(original);
        ScriptRuntime.setFunctionProtoAndParent(date, Context.getCurrentContext(), scope);
        date.setImmunePrototypeProperty(prototype);
        for (var name : List.of("parse", "UTC")) {
            date.defineProperty(
                    name, ScriptableObject.getProperty(original, name), ScriptableObject.DONTENUM);
        }
        Built.define(
                scope,
                date,
                "now",
                0,
                (session, from, self, arguments) -> (double) session.run().now().toEpochMilli());
        prototype.defineProperty("constructor", date, ScriptableObject.DONTENUM);
        scope.defineProperty("Date", date, ScriptableObject.DONTENUM);
        Built.define(
                scope,
                (ScriptableObject) ScriptableObject.getProperty(scope, "Math"),
                "random",
                0,
                (session, from, self, arguments) -> session.random());
    }

    /** The constructor {@code Date}: without arguments, the time of the message. */
    private static final class RunDate extends BaseFunction {

        private static final long serialVersionUID = 1L;

        private final transient Function original;

        private RunDate(Function original) {
            this.original = original;
        }

        @Override
        public String getFunctionName() {
            return "Date";
        }

        @Override
        public int getArity() {
            return 7;
        }

        @Override
        public int getLength() {
            return 7;
        }

        @Override
        public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
            return ScriptRuntime.toString(construct(context, scope, new Object[0]));
        }

        @Override
        public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
            var given =
                    arguments.length == 0
                            ? new Object[] {(double) Session.of(context).run().now().toEpochMilli()}
                            : arguments;
            return original.construct(context, scope, given);
        }
    }
}
