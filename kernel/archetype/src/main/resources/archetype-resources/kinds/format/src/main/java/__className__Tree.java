package ${package};

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message: lines of UTF-8, each a name and a value. A path is a name, {@code name[2]} its
 * second line. What was not touched is written as it came. A plugin begins here: put your format in
 * the place of lines.
 */
final class ${className}Tree implements Tree<${className}Tree.Line> {

    /** A line; without a name it is text that is kept as it stands. The root has neither. */
    static final class Line {
        private final String name;
        private String text;

        private Line(String name, String text) {
            this.name = name;
            this.text = text;
        }
    }

    private final Payload original;
    private final String separator;
    private final Line root = new Line("", "");
    private final List<Line> lines = new ArrayList<>();
    private boolean changed;

    ${className}Tree(Payload original, String separator) throws ProblemException, IOException {
        this.original = original;
        this.separator = separator;
        for (var text : decoded(original).split("\n", -1)) {
            int at = text.indexOf(separator);
            lines.add(new Line(at < 0 ? "" : text.substring(0, at), text));
        }
    }

    private static String decoded(Payload bytes) throws ProblemException, IOException {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.decode(ByteBuffer.wrap(bytes.toBytes())).toString();
        } catch (CharacterCodingException e) {
            throw problem("malformed", "the bytes are no text in UTF-8");
        }
    }

    /** Own words only: they may be logged and told to the peer. */
    private static ProblemException problem(String code, String words) {
        return new ProblemException(Problem.of(code, words));
    }

    @Override
    public Line root() {
        return root;
    }

    @Override
    public String name(Line node) {
        return node.name;
    }

    @Override
    public Value value(Line node) {
        return Value.of(
                node == root
                        ? text()
                        : node.text.substring(node.name.length() + separator.length()));
    }

    @Override
    public List<Line> children(Line node) {
        return node == root
                ? lines.stream().filter(line -> !line.name.isEmpty()).toList()
                : List.of();
    }

    @Override
    public void set(Line node, Value value) throws ProblemException {
        if (node == root || value.text().indexOf('\n') >= 0) {
            throw problem("value", "a value is one line, and the whole message cannot be set");
        }
        node.text = node.name + separator + value.text();
        changed = true;
    }

    @Override
    public Line insert(Line parent, int index, String name) throws ProblemException {
        if (parent != root || name.isEmpty() || name.contains(separator) || name.contains("\n")) {
            throw problem("not-allowed", "a message here has lines with names and nothing else");
        }
        var named = children(root);
        var added = new Line(name, name + separator);
        lines.add(index < named.size() ? lines.indexOf(named.get(index)) : end(), added);
        changed = true;
        return added;
    }

    /** Behind the last line; before the nothing that follows its line end. */
    private int end() {
        int last = lines.size() - 1;
        return lines.get(last).text.isEmpty() ? last : last + 1;
    }

    @Override
    public void remove(Line node) {
        changed |= lines.remove(node);
    }

    @Override
    public Payload write() {
        return changed ? Payload.of(text().getBytes(StandardCharsets.UTF_8)) : original;
    }

    private String text() {
        return String.join("\n", lines.stream().map(line -> line.text).toList());
    }
}
