package dev.pons.plugin.script;

import dev.pons.spi.Message;

import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** What the source said about the message, as the object {@code meta}. */
final class Facts extends ScriptableObject {

    private static final long serialVersionUID = 1L;

    private final transient Message message;

    Facts(Message message, Scriptable top) {
        super(top, null);
        this.message = message;
    }

    @Override
    public String getClassName() {
        return "Facts";
    }

    @Override
    public Object get(String name, Scriptable start) {
        return message.meta(name).<Object>map(value -> value).orElse(NOT_FOUND);
    }

    @Override
    public boolean has(String name, Scriptable start) {
        return message.meta(name).isPresent();
    }

    @Override
    public Object[] getIds() {
        return message.meta().keySet().stream().sorted().toArray();
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
        throw ScriptRuntime.typeError(
                "meta is what the source said and cannot be changed; use vars for a value of your"
                        + " own");
    }
}
