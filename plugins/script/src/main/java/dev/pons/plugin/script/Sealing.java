package dev.pons.plugin.script;

import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Seals all that can be reached from an object, so that no message leaves anything for the next.
 */
final class Sealing {

    private static final List<SymbolKey> SYMBOLS =
            List.of(
                    SymbolKey.ITERATOR,
                    SymbolKey.TO_STRING_TAG,
                    SymbolKey.SPECIES,
                    SymbolKey.HAS_INSTANCE,
                    SymbolKey.IS_CONCAT_SPREADABLE,
                    SymbolKey.IS_REGEXP,
                    SymbolKey.TO_PRIMITIVE,
                    SymbolKey.MATCH,
                    SymbolKey.MATCH_ALL,
                    SymbolKey.REPLACE,
                    SymbolKey.SEARCH,
                    SymbolKey.SPLIT,
                    SymbolKey.UNSCOPABLES);

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<ScriptableObject> open = new ArrayDeque<>();

    private Sealing() {}

    /** From these and their prototypes. */
    static void of(List<Object> roots) {
        var sealing = new Sealing();
        roots.forEach(sealing::reach);
        while (!sealing.open.isEmpty()) {
            sealing.below(sealing.open.pop());
        }
        for (var one : sealing.seen) {
            if (one instanceof ScriptableObject object) {
                object.sealObject();
            }
        }
    }

    private void reach(Object thing) {
        if (thing instanceof ScriptableObject object
                && !(object instanceof XMLObject)
                && seen.add(object)) {
            open.push(object);
        }
    }

    private void below(ScriptableObject object) {
        reach(object.getPrototype());
        for (var id : object.getAllIds()) {
            var name = id.toString();
            if (id instanceof String) {
                reach(object.getGetterOrSetter(name, 0, object, false));
                reach(object.getGetterOrSetter(name, 0, object, true));
                reach(value(object, name));
            }
        }
        for (var symbol : SYMBOLS) {
            if (object.has(symbol, object)) {
                reach(object.get(symbol, object));
            }
        }
    }

    /** What a getter would give is reached as the getter itself. */
    private static Object value(ScriptableObject object, String name) {
        var getter = object.getGetterOrSetter(name, 0, object, false);
        if (getter != null && !Undefined.isUndefined(getter)) {
            return Scriptable.NOT_FOUND;
        }
        try {
            return object.get(name, object);
        } catch (RhinoException ofInstancesOnly) {
            return Scriptable.NOT_FOUND;
        }
    }
}
