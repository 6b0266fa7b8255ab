package dev.pons.plugin.script;

import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The global object of one message: empty, before the sealed standard objects. The checks that
 * {@link Bounding} put into the script are found here, whatever the script defines.
 */
final class Top extends ScriptableObject {

    private static final long serialVersionUID = 1L;

    private static final char CHECK = '+';

    Top(Scriptable standard) {
        setPrototype(standard);
    }

    @Override
    public String getClassName() {
        return "global";
    }

    private static boolean check(String name) {
        return !name.isEmpty() && name.charAt(0) == CHECK;
    }

    @Override
    public Object get(String name, Scriptable start) {
        return check(name) ? getPrototype().get(name, getPrototype()) : super.get(name, start);
    }

    @Override
    public boolean has(String name, Scriptable start) {
        return check(name) || super.has(name, start);
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
        if (!check(name)) {
            super.put(name, start, value);
        }
    }
}
