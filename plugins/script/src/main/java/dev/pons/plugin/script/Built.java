package dev.pons.plugin.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Functions of Java that a script may call. */
final class Built {

    private Built() {}

    /** What such a function does. */
    @FunctionalInterface
    interface Body {

        /** Arguments as they were given, perhaps none. */
        @Nullable Object call(
                Session session, Scriptable scope, Scriptable self, Object[] arguments);
    }

    /** Defines one. */
    static void define(
            ScriptableObject scope, ScriptableObject owner, String name, int arity, Body body) {
        owner.defineProperty(name, function(scope, name, arity, body), ScriptableObject.DONTENUM);
    }

    static LambdaFunction function(ScriptableObject scope, String name, int arity, Body body) {
        return new LambdaFunction(
                scope,
                name,
                arity,
                (context, from, self, arguments) ->
                        body.call(Session.of(context), from, self, arguments));
    }

    /** An argument; undefined where it is not given. */
    static Object argument(Object[] arguments, int index) {
        return index < arguments.length ? arguments[index] : Undefined.instance;
    }
}
