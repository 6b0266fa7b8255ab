package dev.pons.plugin.script;

import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The constructor {@code Function} that makes no functions: code made of texts has no bounds. */
final class NoCode extends BaseFunction {

    private static final long serialVersionUID = 1L;

    private NoCode() {}

    /** In place of every constructor of functions. */
    static void define(ScriptableObject scope, NativeArray nameless) {
        var known = (Scriptable) ScriptableObject.getProperty(scope, "Function");
        var prototype = (ScriptableObject) ScriptableObject.getProperty(known, "prototype");
        var none = new NoCode();
        ScriptRuntime.setFunctionProtoAndParent(none, Context.getCurrentContext(), scope);
        none.setImmunePrototypeProperty(prototype);
        scope.defineProperty("Function", none, ScriptableObject.DONTENUM);
        for (int i = 0; i < nameless.getLength(); i++) {
            var at = ((Scriptable) nameless.get(i, nameless)).getPrototype();
            if (at instanceof ScriptableObject object
                    && nameless.get(i, nameless) instanceof BaseFunction) {
                object.defineProperty("constructor", none, ScriptableObject.DONTENUM);
            }
        }
        prototype.defineProperty("constructor", none, ScriptableObject.DONTENUM);
    }

    @Override
    public String getFunctionName() {
        return "Function";
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
        throw ScriptRuntime.typeError("code cannot be made of texts here");
    }

    @Override
    public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
        throw ScriptRuntime.typeError("code cannot be made of texts here");
    }
}
