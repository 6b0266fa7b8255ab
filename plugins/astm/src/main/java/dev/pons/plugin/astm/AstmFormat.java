package dev.pons.plugin.astm;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The format. Its messages have no replies: the link acknowledges their frames. */
final class AstmFormat implements Format {

    /** The kinds of message, by the record that says most. */
    private static final String KINDS = "RQOPSM";

    /** So large a message is looked into when it comes; a larger one is not. */
    private static final int LOOKED_AT = 1 << 24;

    private final Encoding encoding;
    private final boolean lenient;

    AstmFormat(Encoding encoding, boolean lenient) {
        this.encoding = encoding;
        this.lenient = lenient;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return tree(message);
    }

    private AstmTree tree(Message message) throws ProblemException, IOException {
        var own = Encoding.of(message, encoding);
        var text = own.decode(message.body().toBytes());
        return new AstmTree(message.body(), Records.read(text, own, lenient), own);
    }

    @Override
    public String path(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : names.get(0) + "-" + String.join(".", names.subList(1, names.size()));
    }

    @Override
    public void check(String path) {
        if (PathParser.parse(path).relative()) {
            throw new IllegalArgumentException(
                    path + " is not a path; a path begins with a record, as R-4");
        }
    }

    @Override
    public Optional<String> within(String element, String path) {
        return PathParser.within(element, path);
    }

    @Override
    public List<Payload> split(Message message, String by, List<String> keep)
            throws ProblemException, IOException {
        return Parts.of(tree(message), by, keep);
    }

    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        return Optional.of(FreshMessage.of(wanted, encoding));
    }

    @Override
    public String escape(String value) {
        return Escapes.escape(value, Delimiters.STANDARD);
    }

    /** Type, H-3, and the first patient's number: P-3, P-4 or P-5. */
    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        if (message.body().size() > LOOKED_AT) {
            return Map.of();
        }
        var tree = tree(message);
        var found = new HashMap<String, String>(4);
        found.put("type", kind(tree));
        put(found, "id", tree, "H-3");
        for (var path : List.of("P[1]-3[1].1", "P[1]-4[1].1", "P[1]-5[1].1")) {
            if (!found.containsKey("patient")) {
                put(found, "patient", tree, path);
            }
        }
        return found;
    }

    private static String kind(AstmTree tree) {
        int best = KINDS.length();
        for (var record : tree.records().all()) {
            int rank = KINDS.indexOf(record.name());
            best = rank >= 0 ? Math.min(best, rank) : best;
        }
        return best == KINDS.length() ? "H" : KINDS.substring(best, best + 1);
    }

    /** Unreadable bytes are no reason to refuse a message: then it is found by other values. */
    private static void put(Map<String, String> found, String name, AstmTree tree, String path)
            throws ProblemException {
        var places = tree.find(tree.root(), path);
        if (places.isEmpty() || Encoding.damaged(tree.raw(places.get(0)))) {
            return;
        }
        var value = tree.value(places.get(0));
        if (value.exists()) {
            found.put(name, value.text());
        }
    }

    @Override
    public List<Problem> validate(Message message) throws ProblemException, IOException {
        return new Rules(tree(message)).problems();
    }
}
