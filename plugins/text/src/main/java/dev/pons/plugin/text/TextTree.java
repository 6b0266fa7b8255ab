package dev.pons.plugin.text;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text and its lines. The handle is a line, counted from 0, or the whole. Decoded when first
 * read, with line ends kept as they stand.
 */
final class TextTree implements Tree<TextTree.Line> {

    /** A line with its end; also the handle of the whole, which has neither. */
    static final class Line {

        private String text;
        private String end;
        private boolean gone;

        private Line(String text, String end) {
            this.text = text;
            this.end = end;
        }
    }

    private final Payload original;
    private final Charset charset;
    private final Line whole = new Line("", "");
    private @Nullable List<Line> lines;
    private boolean changed;

    TextTree(Payload original, Charset charset) {
        this.original = original;
        this.charset = charset;
    }

    private List<Line> lines() throws ProblemException {
        if (lines == null) {
            try {
                lines =
                        split(
                                charset.newDecoder()
                                        .decode(ByteBuffer.wrap(original.toBytes()))
                                        .toString());
            } catch (CharacterCodingException undecodable) {
                throw problem("value", "the bytes are no text of the character set");
            } catch (IOException unread) {
                throw problem("internal", "the content could not be read; try again");
            }
        }
        return lines;
    }

    private static List<Line> split(String text) {
        var lines = new ArrayList<Line>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == '\r' || one == '\n') {
                boolean pair = one == '\r' && text.startsWith("\n", i + 1);
                int to = pair ? i + 2 : i + 1;
                lines.add(new Line(text.substring(from, i), text.substring(i, to)));
                from = to;
                i = to - 1;
            }
        }
        if (from < text.length()) {
            lines.add(new Line(text.substring(from), ""));
        }
        return lines;
    }

    private static ProblemException problem(String code, String words) {
        return new ProblemException(Problem.of(code, words));
    }

    private void present(Line node) throws ProblemException {
        if (node.gone) {
            throw problem("missing", "this line was removed or replaced by an earlier step");
        }
    }

    @Override
    public Line root() {
        return whole;
    }

    @Override
    public String name(Line node) {
        return node == whole ? "text" : "line";
    }

    @Override
    public Value value(Line node) throws ProblemException {
        present(node);
        if (node != whole) {
            return Value.of(node.text);
        }
        var all = new StringBuilder();
        for (var line : lines()) {
            all.append(line.text).append(line.end);
        }
        return Value.of(all.toString());
    }

    @Override
    public List<Line> children(Line node) throws ProblemException {
        present(node);
        return node == whole ? new ArrayList<>(lines()) : List.of();
    }

    @Override
    public void set(Line node, Value value) throws ProblemException {
        present(node);
        var text = value.text();
        bytes(text);
        if (node == whole) {
            var before = lines == null ? List.<Line>of() : lines;
            before.forEach(line -> line.gone = true);
            lines = split(text);
        } else if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw problem("value", "a line cannot hold a line end; set the text, or insert a line");
        } else {
            node.text = text;
        }
        changed = true;
    }

    @Override
    public Line insert(Line parent, int index, String name) throws ProblemException {
        if (parent != whole || !name.equals("line")) {
            throw problem("not-allowed", "a text has lines and nothing else");
        }
        var all = lines();
        var end = all.isEmpty() || all.get(0).end.isEmpty() ? "\n" : all.get(0).end;
        var added = new Line("", end);
        int at = Math.min(index, all.size());
        if (at > 0 && all.get(at - 1).end.isEmpty()) {
            all.get(at - 1).end = end;
            added.end = "";
        }
        all.add(at, added);
        changed = true;
        return added;
    }

    @Override
    public void remove(Line node) throws ProblemException {
        present(node);
        lines().remove(node);
        node.gone = true;
        changed = true;
    }

    @Override
    public List<Line> find(Line from, String path) throws ProblemException {
        var match = TextFormat.PATH.matcher(path);
        if (!match.matches()) {
            throw new ProblemException(
                    Problem.of("value", "not a path of a text; write text or line[2]").at(path));
        }
        if (!path.startsWith("line")) {
            return List.of(from);
        }
        var all = children(from);
        var index = match.group(1);
        if (index == null || index.equals("*")) {
            return all;
        }
        int number = Integer.parseInt(index);
        return number > all.size() ? List.of() : List.of(all.get(number - 1));
    }

    @Override
    public Line make(Line from, String path) throws ProblemException {
        var found = find(from, path);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        var match = TextFormat.PATH.matcher(path);
        var index = match.matches() ? match.group(1) : null;
        int size = lines().size();
        if (index != null && !index.equals("*") && Integer.parseInt(index) > size + 1) {
            throw new ProblemException(
                    Problem.of("missing", "the text has not so many lines").at(path));
        }
        return insert(whole, size, "line");
    }

    @Override
    public Payload write() throws ProblemException {
        return changed ? Payload.of(bytes(value(whole).text())) : original;
    }

    private byte[] bytes(String text) throws ProblemException {
        try {
            var out = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(out.array(), out.limit());
        } catch (CharacterCodingException missing) {
            throw problem("value", "the text has characters that the character set does not have");
        }
    }
}
