package dev.pons.plugin.xml;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The format. See {@link XmlTree} for reading and changing. */
final class XmlFormat implements Format {

    /** So much of a document is looked at when it comes. */
    private static final int START = 1 << 16;

    private final Paths paths;
    private final Charset charset;
    private final String joined;

    /**
     * @param joined name of the element around documents that are joined
     */
    XmlFormat(Paths paths, Charset charset, String joined) {
        this.joined = joined;
        this.paths = paths;
        this.charset = charset;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        var decoded = Decoded.whole(message.body().toBytes(), said(message), charset);
        return XmlTree.of(message.body(), decoded, paths);
    }

    private static String said(Message message) {
        return message.meta("charset").orElse("");
    }

    @Override
    public void check(String path) {
        paths.parse(path);
    }

    @Override
    public Optional<String> within(String element, String path) {
        return paths.within(element, path);
    }

    @Override
    public String path(List<String> names) {
        return "/" + String.join("/", names);
    }

    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        return Optional.of(Payload.of(FreshDocument.of(wanted, paths)));
    }

    /**
     * The outermost elements, as they are, within one, in UTF-8; what stands beside them is left
     * out.
     */
    @Override
    public Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append('<').append(joined).append(">\n");
        for (var message : messages) {
            var decoded = Decoded.whole(message.body().toBytes(), said(message), charset);
            try {
                outermost(Parser.document(decoded.text())).write(text);
                text.append('\n');
            } catch (Malformed fault) {
                throw decoded.problem(fault);
            }
        }
        text.append("</").append(joined).append(">\n");
        return Payload.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Item outermost(Element document) {
        var item = document.first;
        while (item != null && !(item instanceof Element)) {
            item = item.next;
        }
        return item == null ? document : item;
    }

    @Override
    public String escape(String value) {
        return References.escape(value);
    }

    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        var body = message.body();
        boolean whole = body.size() <= START;
        var bytes = whole ? body.toBytes() : start(body);
        var decoded =
                whole
                        ? Decoded.whole(bytes, said(message), charset)
                        : Decoded.start(bytes, said(message), charset);
        try {
            var text = decoded.text();
            return new Identity(whole ? Parser.document(text) : Parser.start(text)).all();
        } catch (Malformed fault) {
            throw decoded.problem(fault);
        }
    }

    private static byte[] start(Payload body) throws IOException {
        try (var in = body.open()) {
            return in.readNBytes(START);
        }
    }
}
