package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;
import dev.pons.spi.format.Value;

import org.mozilla.javascript.Callable;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;
import org.mozilla.javascript.Undefined;

import java.util.ArrayList;

/** The functions of {@code msg}, and of the elements that {@code msg.each} gives. */
final class MessageFunctions {

    /** Where their prototype stands. */
    static final String PROTOTYPE = "+message";

    private MessageFunctions() {}

    /** What is done with a node. */
    @FunctionalInterface
    private interface Work {
        Object of(Session session, Node node, Object[] arguments) throws ProblemException;
    }

    static void define(ScriptableObject scope) {
        var prototype = new NativeObject();
        ScriptRuntime.setBuiltinProtoAndParent(prototype, scope, TopLevel.Builtins.Object);
        reading(scope, prototype);
        writing(scope, prototype);
        Built.define(scope, prototype, "each", 2, MessageFunctions::each);
        scope.defineProperty(PROTOTYPE, prototype, ScriptableObject.DONTENUM);
    }

    private static void reading(ScriptableObject scope, ScriptableObject prototype) {
        define(scope, prototype, "get", (session, node, a) -> first(node, path(a, 0)));
        define(scope, prototype, "has", (session, node, a) -> exists(node, path(a, 0)));
        define(
                scope,
                prototype,
                "all",
                (session, node, a) -> {
                    var found = node.all(path(a, 0));
                    var values = new Object[found.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = Values.toScript(found.get(i).value());
                    }
                    return session.newArray(ScriptableObject.getTopLevelScope(scope), values);
                });
        define(
                scope,
                prototype,
                "encoded",
                (session, node, a) -> {
                    if (a.length == 0) {
                        return node.encoded().text();
                    }
                    var found = node.first(path(a, 0));
                    return found.isEmpty() ? "" : found.get().encoded().text();
                });
    }

    private static Object first(Node node, String path) throws ProblemException {
        var found = node.first(path);
        return found.isEmpty() ? "" : Values.toScript(found.get().value());
    }

    private static boolean exists(Node node, String path) throws ProblemException {
        for (var one : node.all(path)) {
            if (one.value().exists()) {
                return true;
            }
        }
        return false;
    }

    private static Object removed(Node node, Object[] arguments) throws ProblemException {
        if (arguments.length == 0) {
            node.remove();
            return Undefined.instance;
        }
        var found = node.all(path(arguments, 0));
        for (int i = found.size() - 1; i >= 0; i--) {
            found.get(i).remove();
        }
        return (double) found.size();
    }

    private static void writing(ScriptableObject scope, ScriptableObject prototype) {
        define(
                scope,
                prototype,
                "set",
                (session, node, a) -> {
                    var value = Values.toMessage(Built.argument(a, 1));
                    node.make(path(a, 0)).set(value);
                    return Undefined.instance;
                });
        define(
                scope,
                prototype,
                "setEncoded",
                (session, node, a) -> {
                    node.make(path(a, 0)).set(Value.encoded(RunFunctions.text(a, 1, "setEncoded")));
                    return Undefined.instance;
                });
        define(
                scope,
                prototype,
                "copy",
                (session, node, a) -> {
                    node.copy(path(a, 0), path(a, 1));
                    return Undefined.instance;
                });
        define(scope, prototype, "remove", (session, node, a) -> removed(node, a));
    }

    private static void define(
            ScriptableObject scope, ScriptableObject prototype, String name, Work work) {
        Built.define(
                scope,
                prototype,
                name,
                1,
                (session, from, self, arguments) -> {
                    var node = node(self);
                    session.soon();
                    try {
                        return work.of(session, node, arguments);
                    } catch (ProblemException problem) {
                        throw Words.tell(
                                session, problem.problems().get(0), texts(arguments, name));
                    } catch (IllegalArgumentException | UnsupportedOperationException never) {
                        throw Words.tell(
                                session,
                                Problem.of("value", String.valueOf(never.getMessage())),
                                texts(arguments, name));
                    }
                });
    }

    private static Node node(Scriptable self) {
        if (self instanceof Element element) {
            return element.node();
        }
        throw ScriptRuntime.typeError("this function belongs to msg or to an element of it");
    }

    private static String path(Object[] arguments, int index) {
        return RunFunctions.text(arguments, index, "a path is a text in quotes");
    }

    /** Calls a function with each element at a path, and with its number from 0. */
    private static Object each(
            Session session, Scriptable from, Scriptable self, Object[] arguments) {
        if (!(Built.argument(arguments, 1) instanceof Callable work)) {
            throw ScriptRuntime.typeError("each: write msg.each('OBX', function(obx) { ... })");
        }
        var prototype = self.getPrototype();
        try {
            var found = node(self).all(path(arguments, 0));
            for (int i = 0; i < found.size(); i++) {
                session.soon();
                var element = new Element(found.get(i), from, prototype);
                work.call(session, from, from, new Object[] {element, (double) i});
            }
            return (double) found.size();
        } catch (ProblemException problem) {
            throw Words.tell(session, problem.problems().get(0), path(arguments, 0));
        } catch (IllegalArgumentException noPath) {
            throw Words.tell(
                    session,
                    Problem.of("value", String.valueOf(noPath.getMessage())),
                    path(arguments, 0));
        }
    }

    /** Paths among the arguments, which words about them may quote. */
    private static String[] texts(Object[] arguments, String name) {
        int paths = name.equals("copy") ? 2 : 1;
        var texts = new ArrayList<String>();
        for (int i = 0; i < Math.min(paths, arguments.length); i++) {
            if (arguments[i] instanceof CharSequence text) {
                texts.add(text.toString());
            }
        }
        return texts.toArray(new String[0]);
    }
}
