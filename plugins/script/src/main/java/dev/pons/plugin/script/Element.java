package dev.pons.plugin.script;

import dev.pons.spi.format.Node;

import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A message, or an element of it, as a script has it. Its functions stand in its prototype. */
final class Element extends ScriptableObject {

    private static final long serialVersionUID = 1L;

    private final transient Node node;

    Element(Node node, Scriptable top, Scriptable prototype) {
        super(top, prototype);
        this.node = node;
        preventExtensions();
    }

    Node node() {
        return node;
    }

    @Override
    public String getClassName() {
        return "Message";
    }
}
