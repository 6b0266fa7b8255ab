package dev.pons.plugin.script;

import dev.pons.spi.Run;

import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

import java.util.regex.Pattern;

/** The variables of the message, as the object {@code vars}. */
final class Variables extends ScriptableObject {

    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final transient Run run;

    Variables(Run run, Scriptable top) {
        super(top, null);
        this.run = run;
    }

    @Override
    public String getClassName() {
        return "Variables";
    }

    @Override
    public Object get(String name, Scriptable start) {
        return run.variable(name).<Object>map(value -> value).orElse(NOT_FOUND);
    }

    @Override
    public boolean has(String name, Scriptable start) {
        return run.variable(name).isPresent();
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
        if (!NAME.matcher(name).matches()) {
            throw ScriptRuntime.typeError(
                    "a variable is named by letters, digits and _, beginning with a letter");
        }
        if (value == null || Undefined.isUndefined(value)) {
            throw ScriptRuntime.typeError(
                    "vars." + name + " gets no value; a variable is a text, '' an empty one");
        }
        run.let(name, ScriptRuntime.toString(value));
    }

    @Override
    public void put(int index, Scriptable start, Object value) {
        put(Integer.toString(index), start, value);
    }

    @Override
    public void delete(String name) {
        throw ScriptRuntime.typeError("a variable cannot be taken away; set it to ''");
    }
}
