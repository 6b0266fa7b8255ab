package dev.pons.plugin.script;

import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.ScriptNode;

import java.util.Set;

/**
 * Puts checks into a script before it is compiled, where the language itself makes much of little:
 * a text that is added to itself doubles, and so does XML that is put into itself. Refuses what has
 * no bound at all. One thread.
 */
final class Bounding {

    /** No script can say these names. */
    static final String ADD = "+add";

    static final String PIECE = "+piece";
    static final String TEXT = "+text";
    static final String XML = "+xml";

    private static final Set<String> GROWING =
            Set.of(
                    "appendChild",
                    "prependChild",
                    "insertChildAfter",
                    "insertChildBefore",
                    "replace",
                    "setChildren");

    private final Source source;
    private final boolean e4x;
    private final Set<String> constants;

    Bounding(Source source, boolean e4x, Set<String> constants) {
        this.source = source;
        this.e4x = e4x;
        this.constants = constants;
    }

    /** Changes the tree in place. */
    void apply(ScriptNode tree) throws CompileFault {
        below(tree);
        for (int i = 0; i < tree.getFunctionCount(); i++) {
            apply(tree.getFunctionNode(i));
        }
    }

    private void below(Node parent) throws CompileFault {
        for (var child = parent.getFirstChild(); child != null; ) {
            below(child);
            refused(child);
            var next = child.getNext();
            switch (child.getType()) {
                case Token.STRING -> constants.add(child.getString());
                case Token.ADD -> added(parent, child);
                case Token.STRING_CONCAT -> wrap(child, child.getLastChild(), TEXT);
                case Token.SETPROP, Token.SETELEM, Token.SET_REF, Token.SETNAME -> assigned(child);
                case Token.ESCXMLTEXT, Token.ESCXMLATTR -> wrap(child, child.getFirstChild(), TEXT);
                case Token.CALL -> called(parent, child);
                default -> {}
            }
            child = next;
        }
    }

    private void refused(Node node) throws CompileFault {
        var words =
                switch (node.getType()) {
                    case Token.BIGINT -> "BigInt is off; use numbers, or texts for long ones";
                    case Token.TEMPLATE_LITERAL ->
                            "a function before a template is off; call it with texts";
                    default -> "";
                };
        if (!words.isEmpty()) {
            throw new CompileFault(source, Math.max(1, node.getLineno()), 1, words);
        }
    }

    /** What only one of the two can make longer grows by what stands in the script. */
    private void added(Node parent, Node add) {
        var left = add.getFirstChild();
        var right = add.getLastChild();
        if (literal(left) || literal(right)) {
            return;
        }
        if (left.getType() == Token.USE_STACK) {
            wrap(add, right, PIECE);
            return;
        }
        add.removeChild(left);
        add.removeChild(right);
        parent.replaceChild(add, call(ADD, add, left, right));
    }

    private static boolean literal(Node node) {
        return node.getType() == Token.STRING || node.getType() == Token.NUMBER;
    }

    private void assigned(Node assignment) {
        var value = assignment.getLastChild();
        if (e4x && !literal(value)) {
            wrap(assignment, value, XML);
        }
    }

    private void called(Node parent, Node call) {
        var target = call.getFirstChild();
        var name =
                e4x
                                && target.getType() == Token.GETPROP
                                && target.getLastChild().getType() == Token.STRING
                        ? target.getLastChild().getString()
                        : "";
        if (name.equals("toXMLString")) {
            wrap(parent, call, PIECE);
        } else if (GROWING.contains(name)) {
            for (var argument = target.getNext(); argument != null; ) {
                var next = argument.getNext();
                wrap(call, argument, XML);
                argument = next;
            }
        }
    }

    private static void wrap(Node parent, Node child, String function) {
        var marker = new Node(Token.EMPTY);
        parent.replaceChild(child, marker);
        parent.replaceChild(marker, call(function, child, child));
    }

    private static Node call(String function, Node at, Node... arguments) {
        var call = new Node(Token.CALL, Node.newString(Token.NAME, function));
        call.setLineColumnNumber(at.getLineno(), at.getColumn());
        for (var argument : arguments) {
            call.addChildToBack(argument);
        }
        return call;
    }
}
