package dev.pons.plugin.x12;

import dev.pons.plugin.x12.Rules.Fault;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The format. */
final class X12Format implements Format {

    private static final int MOST = 20;

    /** So large a message is scanned when it comes; of a larger one the beginning is. */
    private static final int LARGE = 1 << 24;

    private final Encoding encoding;
    private final Acknowledgment acknowledgment;

    X12Format(Encoding encoding, Acknowledgment acknowledgment) {
        this.encoding = encoding;
        this.acknowledgment = acknowledgment;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return tree(message);
    }

    private X12Tree tree(Message message) throws ProblemException, IOException {
        var own = Encoding.of(message, encoding);
        var text = own.decode(message.body().toBytes());
        return new X12Tree(message.body(), Scanner.all(text, own), own);
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
                    path + " is not a path; a path begins with a segment, as NM1-3");
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
        return Optional.of(Payload.of(FreshInterchange.of(wanted)));
    }

    @Override
    public String escape(String value) {
        return Delimiters.escape(value);
    }

    /** Type ST-1, id ISA-13 and version GS-8, each the first. */
    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        var own = Encoding.of(message, encoding);
        var body = message.body();
        var segments =
                body.size() > LARGE
                        ? Scanner.head(own.decode(start(body)), own)
                        : Scanner.all(own.decode(body.toBytes()), own);
        var found = new HashMap<String, String>(4);
        put(found, "id", segments, "ISA", 13);
        put(found, "version", segments, "GS", 8);
        put(found, "type", segments, "ST", 1);
        put(found, "type", segments, "TA1", 0);
        return found;
    }

    private static byte[] start(Payload body) throws IOException {
        try (var in = body.open()) {
            return in.readNBytes(1 << 20);
        }
    }

    /** Element 0: the segment's own name. */
    private static void put(
            Map<String, String> found, String name, Segments segments, String id, int element) {
        for (var segment : segments.all()) {
            if (segment.is(id) && !found.containsKey(name)) {
                var said = element == 0 ? id : segment.said(segments.delimiters(), element);
                if (!said.isEmpty() && !Encoding.damaged(said)) {
                    found.put(name, said);
                }
                return;
            }
        }
    }

    @Override
    public List<Problem> validate(Message message) throws ProblemException, IOException {
        return Rules.faults(tree(message).segments()).stream()
                .map(Fault::problem)
                .limit(MOST)
                .toList();
    }

    @Override
    public Reply reply(Message request, Receipt receipt) throws ProblemException, IOException {
        var own = Encoding.of(request, encoding);
        return acknowledgment.to(own.decode(request.body().toBytes()), own, receipt);
    }

    @Override
    public Delivery judge(Message sent, Message response) throws ProblemException, IOException {
        var told =
                Verdict.of(
                        encoding.decode(sent.body().toBytes()),
                        encoding.decode(response.body().toBytes()),
                        encoding);
        return told.with(response);
    }
}
