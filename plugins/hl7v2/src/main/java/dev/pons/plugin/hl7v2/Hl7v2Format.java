package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Hl7v2Options.Check;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The format. Bytes are looked at, not parsed; see {@link Hl7v2Tree} for reading and changing. */
final class Hl7v2Format implements Format {

    private static final int PID = 'P' << 16 | 'I' << 8 | 'D';
    private static final int MSH = 'M' << 16 | 'S' << 8 | 'H';

    /** So much of a message is looked at when it comes; in one that is longer, no more. */
    private static final int LARGE = 1 << 20;

    /** Of larger batches only the beginning is looked at when they come. */
    private static final int LARGEST_BATCH = 16 << 20;

    private final Hl7v2Options options;
    private final Encoding encoding;
    private final Acknowledgement acknowledgement;

    Hl7v2Format(Hl7v2Options options, Encoding encoding, Acknowledgement acknowledgement) {
        this.options = options;
        this.encoding = encoding;
        this.acknowledgement = acknowledgement;
    }

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        var bytes = message.body().toBytes();
        var header = Header.read(bytes);
        return Hl7v2Tree.of(message.body(), bytes, header, encoding(message, header));
    }

    private Encoding encoding(Message message, Header header) {
        return header.encoding(message.meta("charset").orElse(""), encoding);
    }

    @Override
    public String path(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : names.get(0) + "-" + String.join(".", names.subList(1, names.size()));
    }

    @Override
    public void check(String path) {
        var parsed = PathParser.parse(path);
        if (parsed.relative()) {
            throw new IllegalArgumentException(
                    path + " is not a path; a path begins with a segment, as PID-5.1");
        }
        if (!options.lenient()) {
            PathRules.impossible(parsed)
                    .ifPresent(
                            words -> {
                                throw new IllegalArgumentException(path + ": " + words);
                            });
        }
    }

    @Override
    public Optional<String> doubt(String path) {
        var parsed = PathParser.parse(path);
        return PathRules.impossible(parsed)
                .or(() -> PathRules.doubtful(parsed))
                .map(words -> path + ": " + words);
    }

    @Override
    public Optional<String> within(String element, String path) {
        return PathParser.within(element, path);
    }

    @Override
    public List<Payload> split(Message message, String by, List<String> keep)
            throws ProblemException, IOException {
        return Parts.of((Hl7v2Tree) read(message), by, keep);
    }

    @Override
    public Payload join(List<Message> messages, Fresh envelope)
            throws ProblemException, IOException {
        return Payload.of(Joined.of(messages, envelope));
    }

    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        return Optional.of(Payload.of(FreshMessage.of(wanted, options.charset())));
    }

    @Override
    public Set<String> converts() {
        return Conversion.FORMATS;
    }

    @Override
    public Payload convert(Message message, String from, String to)
            throws ProblemException, IOException {
        return Conversion.FORMATS.contains(from)
                ? Conversion.from(message.body().toBytes(), from, encoding)
                : Conversion.to(to, (Hl7v2Tree) read(message));
    }

    @Override
    public String escape(String value) {
        try {
            return Escapes.escape(value, Delimiters.STANDARD);
        } catch (ProblemException never) {
            throw new IllegalStateException("the standard has an escape character", never);
        }
    }

    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        var bytes = start(message.body());
        var header = Header.read(bytes);
        if (header.batch()) {
            return batch(message);
        }
        var texts = encoding(message, header);
        var found = identified(bytes, header, texts);
        if (options.check() == Check.STANDARD && message.body().size() <= LARGE) {
            refuse(rules(message));
        }
        return found;
    }

    /** Its counts stand at the end, so it is looked at as a whole, unless it is very large. */
    private Map<String, String> batch(Message message) throws ProblemException, IOException {
        boolean whole = message.body().size() <= LARGEST_BATCH;
        var bytes = whole ? message.body().toBytes() : start(message.body());
        var header = Header.read(bytes);
        var texts = encoding(message, header);
        var mask = texts.mask(bytes);
        check(mask, header);
        if (whole && !options.lenient()) {
            Batch.check(mask, header);
        }
        if (options.check() == Check.STANDARD && message.body().size() <= LARGE) {
            refuse(rules(message));
        }
        var found = new HashMap<String, String>(2);
        put(found, "id", text(bytes, header.component(10, 1), header, texts));
        put(
                found,
                "type",
                Segment.code(bytes, header.start()) == Batch.code("FHS") ? "FHS" : "BHS");
        return found;
    }

    private static void refuse(List<Problem> problems) throws ProblemException {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    problems.get(0), problems.subList(1, problems.size()).toArray(new Problem[0]));
        }
    }

    private List<Problem> rules(Message message) throws ProblemException, IOException {
        var tree = (Hl7v2Tree) read(message);
        if (!tree.segments().all().get(0).name().equals("MSH")) {
            return ofEach(message);
        }
        return new StandardRules(new Typed(tree)).problems();
    }

    /** Of each message of a batch, with the message before the path. */
    private List<Problem> ofEach(Message batch) throws ProblemException, IOException {
        var all = new ArrayList<Problem>();
        int number = 0;
        for (var part : split(batch, "MSH", List.of())) {
            number++;
            for (var problem : rules(batch.withBody(part))) {
                var path = "MSH[" + number + "]/" + problem.path().orElse("MSH");
                all.add(Problem.of(problem.code(), problem.words()).at(path));
            }
        }
        return all;
    }

    @Override
    public List<Problem> validate(Message message) throws ProblemException, IOException {
        var bytes = message.body().toBytes();
        var header = Header.read(bytes);
        if (header.batch()) {
            batch(message);
        } else {
            identified(bytes, header, encoding(message, header));
        }
        return rules(message);
    }

    private Map<String, String> identified(byte[] bytes, Header header, Encoding texts)
            throws ProblemException {
        var mask = texts.mask(bytes);
        int patient = check(mask, header);
        var found = new HashMap<String, String>(4);
        put(found, "id", text(bytes, header.component(10, 1), header, texts));
        var type = text(bytes, header.component(9, 1), header, texts);
        var trigger = text(bytes, header.component(9, 2), header, texts);
        if (!options.lenient()) {
            required(type, "MSH-9", "the message has no type (MSH-9)");
            required(
                    found.getOrDefault("id", ""),
                    "MSH-10",
                    "the message has no control id (MSH-10)");
        }
        put(found, "type", trigger.isEmpty() ? type : type + "^" + trigger);
        if (patient > 0) {
            var pid = new Segment(bytes, mask, patient, Spans.line(mask, patient), bytes.length);
            var span = pid.find(header.delimiters(), 3, 1, 1, 0);
            put(found, "patient", text(bytes, span, header, texts));
        }
        return found;
    }

    /** All of it, or the first whole lines of one that may be larger than memory. */
    private static byte[] start(Payload body) throws IOException {
        if (body.size() <= LARGE) {
            return body.toBytes();
        }
        try (var in = body.open()) {
            var first = in.readNBytes(LARGE);
            int end = first.length;
            while (end > 0 && first[end - 1] != '\r' && first[end - 1] != '\n') {
                end--;
            }
            return end == 0 ? first : Arrays.copyOf(first, end);
        }
    }

    private static void put(Map<String, String> found, String name, String text) {
        if (!text.isEmpty() && !text.equals("\"\"")) {
            found.put(name, text);
        }
    }

    private static void required(String text, String path, String words) throws ProblemException {
        if (text.isEmpty() || text.equals("\"\"")) {
            throw new ProblemException(Problem.of("missing", words).at(path));
        }
    }

    /** Unreadable bytes are no reason to refuse a message: then it is found by other values. */
    private static String text(byte[] bytes, long span, Header header, Encoding encoding) {
        if (span == Spans.NONE) {
            return "";
        }
        var raw = encoding.decode(bytes, Spans.from(span), Spans.to(span));
        return raw == null ? "" : Escapes.unescape(raw, header.delimiters(), encoding);
    }

    /**
     * Every line is a segment, and there is one MSH. Returns where the first PID is; 0: nowhere.
     */
    private int check(byte[] bytes, Header header) throws ProblemException {
        byte separator = header.delimiters().field();
        int patient = 0;
        int line = 1;
        int at = header.end();
        while (at < bytes.length) {
            byte one = bytes[at];
            if (one == '\r' || one == '\n') {
                boolean pair = one == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
                at += pair ? 2 : 1;
                line++;
                continue;
            }
            boolean segment = Segments.isSegment(bytes, at, separator);
            if (!options.lenient() && !segment) {
                throw new ProblemException(noSegment(bytes, at, line, separator).at(at));
            }
            int code = segment ? Segment.code(bytes, at) : 0;
            if (code == MSH && !header.batch() && !options.lenient()) {
                throw new ProblemException(
                        Problem.of(
                                        "malformed",
                                        "line "
                                                + line
                                                + " is a second MSH; send one message at a time")
                                .at(at));
            }
            patient = code == PID && patient == 0 ? at : patient;
            at = Spans.line(bytes, at);
        }
        return patient;
    }

    private static Problem noSegment(byte[] bytes, int at, int line, byte separator) {
        boolean small =
                at + 3 < bytes.length
                        && Character.isLowerCase(bytes[at])
                        && Delimiters.isAlphanumeric(bytes[at + 1])
                        && Delimiters.isAlphanumeric(bytes[at + 2])
                        && bytes[at + 3] == separator;
        return Problem.of(
                "malformed",
                small
                        ? "line " + line + ": segment names have capital letters"
                        : "line "
                                + line
                                + " is no segment: a line begins with three capitals or digits and"
                                + " the field separator");
    }

    @Override
    public Optional<Reply> accept(Message request, Receipt receipt) {
        return acknowledgement.accept(head(request), receipt);
    }

    @Override
    public Reply relay(Message request, Message response) throws IOException {
        return new Relay(acknowledgement).of(head(request), response, response.body().toBytes());
    }

    @Override
    public Reply reply(Message request, Receipt receipt) {
        return acknowledgement.to(head(request), receipt);
    }

    /** The first line at least, or what of it can be read. */
    private static byte[] head(Message message) {
        try {
            return start(message.body());
        } catch (IOException unread) {
            return new byte[0];
        }
    }

    @Override
    public Delivery judge(Message sent, Message response) throws IOException {
        return Verdict.of(head(sent), response.body().toBytes()).with(response);
    }
}
