package dev.pons.plugin.script;

import org.mozilla.javascript.Callable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Built-in functions that make one text or list of many: a few arrays that stand in each other
 * become endless that way. Written anew, with a look at the bounds at each element.
 */
final class Joining {

    private static final String OPEN = "+open";

    private Joining() {}

    static void define(ScriptableObject scope, ScriptableObject array, ScriptableObject json) {
        Built.define(
                scope,
                array,
                "join",
                1,
                (session, from, self, arguments) -> {
                    var between = Built.argument(arguments, 0);
                    boolean usual = between == Undefined.instance;
                    return join(session, self, usual ? "," : ScriptRuntime.toString(between));
                });
        for (var name : List.of("toString", "toLocaleString")) {
            Built.define(
                    scope,
                    array,
                    name,
                    0,
                    (session, from, self, arguments) -> join(session, self, ","));
        }
        Built.define(
                scope,
                array,
                "flat",
                0,
                (session, from, self, arguments) -> {
                    Natives.few(self);
                    var depth = Built.argument(arguments, 0);
                    double levels =
                            depth == Undefined.instance ? 1 : ScriptRuntime.toInteger(depth);
                    var all = new ArrayList<Object>();
                    flat(session, self, levels, all);
                    return session.newArray(from, all.toArray());
                });
        stringify(scope, json);
    }

    private static String join(Session session, Scriptable self, String between) {
        Natives.few(self);
        var open = open(session);
        if (!open.add(self)) {
            return "";
        }
        try {
            var text = new StringBuilder();
            long length = length(self);
            for (int i = 0; i < length; i++) {
                if (i > 0) {
                    text.append(between);
                    session.charge(between.length());
                }
                var element = ScriptableObject.getProperty(self, i);
                if (present(element)) {
                    var one = ScriptRuntime.toString(element);
                    session.charge(one.length());
                    text.append(one);
                }
                session.observeInstructionCount(1);
            }
            return text.toString();
        } finally {
            open.remove(self);
        }
    }

    private static boolean present(Object element) {
        return element != null && element != Undefined.instance && element != Scriptable.NOT_FOUND;
    }

    private static long length(Scriptable self) {
        return self instanceof NativeArray array
                ? array.getLength()
                : (long) ScriptRuntime.toInteger(ScriptableObject.getProperty(self, "length"));
    }

    /** Arrays that are being joined, so that one inside itself is left out. */
    @SuppressWarnings("unchecked")
    private static Set<Scriptable> open(Session session) {
        var known = (Set<Scriptable>) session.getThreadLocal(OPEN);
        if (known == null) {
            known = Collections.newSetFromMap(new IdentityHashMap<>());
            session.putThreadLocal(OPEN, known);
        }
        return known;
    }

    private static void flat(Session session, Scriptable from, double levels, List<Object> all) {
        Natives.few(from);
        for (int i = 0; i < length(from); i++) {
            var element = ScriptableObject.getProperty(from, i);
            if (element instanceof NativeArray inside && levels >= 1) {
                flat(session, inside, levels - 1, all);
            } else if (element != Scriptable.NOT_FOUND) {
                all.add(element);
                session.charge(8);
            }
            session.observeInstructionCount(1);
        }
    }

    /** Each member is looked at by a function of ours, which also does what the script's would. */
    private static void stringify(ScriptableObject scope, ScriptableObject json) {
        var look =
                Built.function(
                        scope,
                        "look",
                        2,
                        (session, from, self, arguments) -> {
                            session.soon();
                            if (arguments[1] instanceof CharSequence text) {
                                session.charge(text.length());
                            }
                            session.charge(8);
                            return arguments[1];
                        });
        Built.define(
                scope,
                json,
                "stringify",
                3,
                (session, from, self, arguments) -> {
                    var by = Built.argument(arguments, 1);
                    Object replacer = look;
                    if (by instanceof Callable given) {
                        replacer = also(scope, look, given);
                    } else if (by instanceof NativeArray names) {
                        replacer = only(scope, look, names);
                    }
                    return NativeJSON.stringify(
                            session,
                            from,
                            Built.argument(arguments, 0),
                            replacer,
                            Built.argument(arguments, 2));
                });
    }

    private static Callable also(ScriptableObject scope, Callable look, Callable given) {
        return Built.function(
                scope,
                "replace",
                2,
                (session, from, self, arguments) ->
                        look.call(
                                session,
                                from,
                                self,
                                new Object[] {
                                    arguments[0], given.call(session, from, self, arguments)
                                }));
    }

    private static Callable only(ScriptableObject scope, Callable look, NativeArray names) {
        var wanted = new java.util.HashSet<String>();
        for (int i = 0; i < Math.min(names.getLength(), Session.MOST_ELEMENTS); i++) {
            wanted.add(ScriptRuntime.toString(names.get(i, names)));
        }
        return Built.function(
                scope,
                "replace",
                2,
                (session, from, self, arguments) -> {
                    var key = ScriptRuntime.toString(arguments[0]);
                    boolean member = !key.isEmpty() && !(self instanceof NativeArray);
                    return member && !wanted.contains(key)
                            ? Undefined.instance
                            : look.call(session, from, self, arguments);
                });
    }
}
