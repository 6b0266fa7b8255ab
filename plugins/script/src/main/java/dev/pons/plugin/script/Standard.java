package dev.pons.plugin.script;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

import java.util.ArrayList;
import java.util.Set;

/**
 * The standard objects of JavaScript, those that a script may have, with our functions among them.
 * Made once and sealed: messages share them and change nothing in them.
 */
final class Standard {

    /** All else that the engine defines is taken away: ways to new code, to time and to Java. */
    private static final Set<String> ALLOWED =
            Set.of(
                    "Object",
                    "Function",
                    "Array",
                    "String",
                    "Boolean",
                    "Number",
                    "Date",
                    "Math",
                    "JSON",
                    "RegExp",
                    "Symbol",
                    "Map",
                    "Set",
                    "WeakMap",
                    "WeakSet",
                    "Error",
                    "EvalError",
                    "RangeError",
                    "ReferenceError",
                    "SyntaxError",
                    "TypeError",
                    "URIError",
                    "AggregateError",
                    "InternalError",
                    "NaN",
                    "Infinity",
                    "undefined",
                    "isNaN",
                    "isFinite",
                    "parseInt",
                    "parseFloat",
                    "encodeURI",
                    "encodeURIComponent",
                    "decodeURI",
                    "decodeURIComponent",
                    "escape",
                    "unescape",
                    "XML",
                    "XMLList",
                    "Namespace",
                    "QName",
                    "isXMLName");

    /** Objects whose prototypes have no name of their own. */
    private static final String NAMELESS =
            "[[][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new"
                    + " Set().values(), 'a'.matchAll(/a/g), (function*(){}), (function*(){})(),"
                    + " (function(){return arguments})(), () => 0, /a/, new Error('a')]";

    private static final String UNSAFE =
            "delete Symbol.for; delete Symbol.keyFor;"
                    + "delete Symbol.replace; delete Symbol.split; delete Symbol.match; delete Symbol.matchAll;"
                    + "delete Symbol.search; delete Object.getOwnPropertySymbols;"
                    + "delete Object.prototype.__proto__;"
                    + "delete Error.stackTraceLimit; delete Error.prepareStackTrace; delete String.raw;"
                    + "['anchor','big','blink','bold','fixed','fontcolor','fontsize','italics','link',"
                    + "'small','strike','sub','sup'].forEach(function(n){delete String.prototype[n];});"
                    + "[Object,Array,String,Boolean,Number,Date,RegExp,Function,Error].forEach("
                    + "function(c){delete c.prototype.toSource;});";

    private final ScriptableObject scope;

    private Standard(ScriptableObject scope) {
        this.scope = scope;
    }

    /** With E4X or without. */
    static Standard of(boolean e4x) {
        return e4x ? Classic.SHARED : Plain.SHARED;
    }

    private static final class Plain {
        private static final Standard SHARED = made(false);
    }

    private static final class Classic {
        private static final Standard SHARED = made(true);
    }

    private static Standard made(boolean e4x) {
        var session = Sandbox.ONLY.session(e4x);
        try {
            return Sandbox.ONLY.with(session, () -> make(session));
        } catch (Exception broken) {
            throw new IllegalStateException("the engine of JavaScript is broken", broken);
        }
    }

    private static Standard make(Session session) {
        var scope = session.initSafeStandardObjects(null, false);
        session.evaluateString(scope, UNSAFE, "standard", 1, null);
        var nameless = (NativeArray) session.evaluateString(scope, NAMELESS, "standard", 1, null);
        for (var id : scope.getAllIds()) {
            if (id instanceof String name && !ALLOWED.contains(name)) {
                scope.delete(name);
            }
        }
        new Natives(scope).bound();
        Joining.define(
                scope,
                (ScriptableObject) Context.toObject(value(scope, "Array", "prototype"), scope),
                (ScriptableObject) ScriptableObject.getProperty(scope, "JSON"));
        Chance.define(scope);
        Additions.define(scope);
        NoCode.define(scope, nameless);
        iterators(scope, nameless);
        RunFunctions.define(scope);
        MessageFunctions.define(scope);
        if (session.e4x()) {
            Segments.define(session, scope);
        }
        seal(scope, nameless);
        return new Standard(scope);
    }

    private static Object value(ScriptableObject scope, String name, String member) {
        return ScriptableObject.getProperty(
                (Scriptable) ScriptableObject.getProperty(scope, name), member);
    }

    /** What goes through a list goes through these functions, also where no script runs. */
    private static void iterators(ScriptableObject scope, NativeArray nameless) {
        for (int i = 0; i < 5; i++) {
            var iterator = (ScriptableObject) nameless.get(i, nameless);
            for (var at = iterator.getPrototype(); at != null; at = at.getPrototype()) {
                if (at.get("next", at) instanceof org.mozilla.javascript.Callable original) {
                    ((ScriptableObject) at)
                            .defineProperty(
                                    "next",
                                    Built.function(
                                            scope,
                                            "next",
                                            0,
                                            (session, from, self, arguments) -> {
                                                session.charge(8);
                                                session.observeInstructionCount(1);
                                                return original.call(
                                                        session, from, self, arguments);
                                            }),
                                    ScriptableObject.DONTENUM);
                    break;
                }
            }
        }
    }

    private static void seal(ScriptableObject scope, NativeArray nameless) {
        var roots = new ArrayList<Object>();
        roots.add(scope);
        for (int i = 0; i < nameless.getLength(); i++) {
            roots.add(((Scriptable) nameless.get(i, nameless)).getPrototype());
        }
        Sealing.of(roots);
    }

    /** The global object for one message. */
    ScriptableObject fresh() {
        return new Top(scope);
    }

    /** The sealed global object, where prototypes of ours stand. */
    ScriptableObject scope() {
        return scope;
    }
}
