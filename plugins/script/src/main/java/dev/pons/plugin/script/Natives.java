package dev.pons.plugin.script;

import org.mozilla.javascript.Callable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

import java.util.List;
import java.util.Set;

/**
 * Puts bounds before built-in functions, for while one runs nobody looks at the clock: on how many
 * elements it goes through, and on what it can make of a text.
 */
final class Natives {

    private static final List<String> TEXTS =
            List.of("concat", "toUpperCase", "toLocaleUpperCase", "normalize", "substring");
    private static final List<String> GLOBALS =
            List.of("encodeURI", "encodeURIComponent", "escape", "decodeURIComponent", "unescape");

    /** They change the object that they are given, sealed or not. */
    private static final List<String> DEFINING =
            List.of(
                    "defineProperty",
                    "defineProperties",
                    "setPrototypeOf",
                    "freeze",
                    "seal",
                    "preventExtensions");

    private static final List<String> DEFINING_OWN =
            List.of("__defineGetter__", "__defineSetter__");
    private static final Set<String> AS_IT_IS = Set.of("constructor", "push", "pop");

    private final ScriptableObject scope;

    Natives(ScriptableObject scope) {
        this.scope = scope;
    }

    void bound() {
        var array = constructor("Array");
        eachFunction(prototype("Array"), (name, callable) -> counted(callable));
        eachFunction(array, (name, callable) -> counted(callable));
        eachFunction(constructor("Object"), (name, callable) -> counted(callable));
        for (var name : DEFINING) {
            bound(constructor("Object"), name, Natives::ofItsOwn);
        }
        for (var name : DEFINING_OWN) {
            bound(prototype("Object"), name, Natives::onItsOwn);
        }
        bound(constructor("Object"), "getPrototypeOf", Natives::hidden);
        bound(prototype("Function"), "apply", Natives::counted);
        for (var name : TEXTS) {
            bound(prototype("String"), name, Natives::looked);
        }
        for (var name : GLOBALS) {
            bound(scope, name, Natives::looked);
        }
        var texts = prototype("String");
        bound(texts, "repeat", Natives::repeated);
        bound(texts, "padStart", Natives::padded);
        bound(texts, "padEnd", Natives::padded);
        bound(texts, "split", Natives::split);
        bound(texts, "replace", Replacing::bounded);
        bound(texts, "replaceAll", Replacing::bounded);
    }

    private ScriptableObject constructor(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(scope, name);
    }

    private ScriptableObject prototype(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(constructor(name), "prototype");
    }

    /** Another function in place of one. */
    @FunctionalInterface
    interface Bound {
        Built.Body around(Callable original);
    }

    /** Another function in place of each. */
    @FunctionalInterface
    private interface NamedBound {
        Built.Body around(String name, Callable original);
    }

    private void eachFunction(ScriptableObject owner, NamedBound bound) {
        for (var id : owner.getAllIds()) {
            if (id instanceof String name
                    && !AS_IT_IS.contains(name)
                    && owner.get(name, owner) instanceof Callable) {
                bound(owner, name, callable -> bound.around(name, callable));
            }
        }
    }

    private void bound(ScriptableObject owner, String name, Bound bound) {
        if (owner.get(name, owner) instanceof Callable original) {
            int arity =
                    ((ScriptableObject) original).get("length", owner) instanceof Number n
                            ? n.intValue()
                            : 0;
            owner.defineProperty(
                    name,
                    Built.function(scope, name, arity, bound.around(original)),
                    ScriptableObject.DONTENUM);
        }
    }

    /** The time and memory are looked at behind it. */
    static Built.Body looked(Callable original) {
        return (session, from, self, arguments) -> {
            var result = original.call(session, from, self, arguments);
            session.look();
            return result;
        };
    }

    private static Built.Body ofItsOwn(Callable original) {
        return (session, from, self, arguments) -> {
            own(Built.argument(arguments, 0));
            return original.call(session, from, self, arguments);
        };
    }

    /** The prototype of XML is XML itself, and cannot be sealed. */
    private static Built.Body hidden(Callable original) {
        return (session, from, self, arguments) ->
                Built.argument(arguments, 0) instanceof XMLObject
                        ? null
                        : original.call(session, from, self, arguments);
    }

    private static Built.Body onItsOwn(Callable original) {
        return (session, from, self, arguments) -> {
            own(self);
            return original.call(session, from, self, arguments);
        };
    }

    private static void own(Object thing) {
        if (thing instanceof ScriptableObject object && object.isSealed()) {
            throw ScriptRuntime.typeError("a standard object cannot be changed");
        }
    }

    /** It goes through itself and its arguments, which have no more elements than allowed. */
    private static Built.Body counted(Callable original) {
        return (session, from, self, arguments) -> {
            few(self);
            for (var argument : arguments) {
                few(argument);
            }
            var result = original.call(session, from, self, arguments);
            session.soon();
            if (result instanceof NativeArray made && made.getLength() > 1000) {
                session.look();
            }
            return result;
        };
    }

    /** {@code Ended}: it has, or may say that it has, more elements than allowed. */
    static void few(Object thing) {
        if (thing instanceof NativeArray array) {
            few(array.getLength());
        } else if (thing instanceof CharSequence text) {
            few(text.length());
        } else if (thing instanceof ScriptableObject object
                && !(object instanceof Callable)
                && !(object instanceof XMLObject)) {
            declared(object);
        }
    }

    private static void declared(ScriptableObject object) {
        var owner = object;
        while (!owner.has("length", owner)) {
            if (!(owner.getPrototype() instanceof ScriptableObject next)) {
                return;
            }
            owner = next;
        }
        var length = plain(owner) ? owner.get("length", object) : null;
        if (length instanceof Number number) {
            few(number.doubleValue());
        } else if (length instanceof CharSequence text) {
            few(ScriptRuntime.toNumber(text));
        } else if (length == null || length instanceof Scriptable) {
            throw ScriptRuntime.typeError("the length of an array is a number that stands there");
        }
    }

    /** It is a value that stands there, and no function that gives another each time. */
    private static boolean plain(ScriptableObject owner) {
        var getter = owner.getGetterOrSetter("length", 0, owner, false);
        return getter == null || Undefined.isUndefined(getter);
    }

    private static void few(double length) {
        if (length > Session.MOST_ELEMENTS) {
            throw Ended.over(
                    "a built-in function gets something with more than "
                            + Session.MOST_ELEMENTS
                            + " elements; use a loop, or less");
        }
    }

    private static Built.Body repeated(Callable original) {
        return (session, from, self, arguments) -> {
            double times = Math.max(0, ScriptRuntime.toInteger(arguments, 0));
            session.charge((long) (times * ScriptRuntime.toString(self).length()));
            return original.call(session, from, self, arguments);
        };
    }

    private static Built.Body padded(Callable original) {
        return (session, from, self, arguments) -> {
            session.charge((long) ScriptRuntime.toInteger(arguments, 0));
            return original.call(session, from, self, arguments);
        };
    }

    private static Built.Body split(Callable original) {
        return (session, from, self, arguments) -> {
            boolean byText = Built.argument(arguments, 0) instanceof CharSequence;
            if (byText && ((CharSequence) arguments[0]).length() == 0) {
                few(ScriptRuntime.toString(self).length());
            }
            var result = original.call(session, from, self, arguments);
            session.look();
            return result;
        };
    }
}
