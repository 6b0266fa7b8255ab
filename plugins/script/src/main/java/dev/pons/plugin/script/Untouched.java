package dev.pons.plugin.script;

import org.w3c.dom.Node;
import org.w3c.dom.Text;

import java.util.ArrayList;
import java.util.List;

/**
 * What an element was made of, to see quickly that nothing in it was touched: the same nodes in the
 * same order, with the same names and texts.
 */
final class Untouched {

    private final List<Node> nodes = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int at;

    private Untouched() {}

    /** As it is now. */
    static Untouched of(Node element) {
        var known = new Untouched();
        known.keep(element);
        return known;
    }

    private void keep(Node node) {
        nodes.add(node);
        said.add(says(node));
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            keep(child);
        }
    }

    private static String says(Node node) {
        return node instanceof Text ? node.getNodeValue() : String.valueOf(node.getLocalName());
    }

    /** It still is. One thread. */
    boolean still(Node element) {
        at = 0;
        return same(element) && at == nodes.size();
    }

    private boolean same(Node node) {
        if (at == nodes.size() || nodes.get(at) != node || !said.get(at).equals(says(node))) {
            return false;
        }
        at++;
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!same(child)) {
                return false;
            }
        }
        return true;
    }
}
