package dev.pons.plugin.script;

import org.w3c.dom.Node;
import org.w3c.dom.Text;

import java.util.Arrays;

/**
 * The nodes that a message was made into, in their order, to see quickly which of them a script
 * left alone: the same nodes, with the same names and texts. One thread.
 */
final class Untouched {

    private Node[] nodes = new Node[256];
    private String[] said = new String[256];
    private int[] ends = new int[256];
    private int size;

    /** Notes a node before those below it, and gives its place. */
    int begin(Node node, String says) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
            said = Arrays.copyOf(said, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        nodes[size] = node;
        said[size] = says;
        ends[size] = size + 1;
        return size++;
    }

    /** All below a node are noted. */
    void end(int place) {
        ends[place] = size;
    }

    /** The place behind all that was below a node. */
    int behind(int place) {
        return ends[place];
    }

    /** A node is the one that was noted there, whatever is below it. */
    boolean is(Node node, int place) {
        return place < size && nodes[place] == node && said[place].equals(says(node));
    }

    /** Nor has anything below it changed. */
    boolean still(Node node, int place) {
        if (!is(node, place)) {
            return false;
        }
        int at = place + 1;
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (at == ends[place] || !still(child, at)) {
                return false;
            }
            at = ends[at];
        }
        return at == ends[place];
    }

    private static String says(Node node) {
        return node instanceof Text ? node.getNodeValue() : String.valueOf(node.getLocalName());
    }
}
