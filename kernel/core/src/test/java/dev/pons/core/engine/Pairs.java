package dev.pons.core.engine;

import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A format for tests: {@code id=7 key=anna}; a message without {@code =} is none. */
final class Pairs implements Format {

    /** A value that this format cannot read, as a broken plugin would. */
    static final String BROKEN = "BROKEN";

    /** No options. */
    @Name("pairs")
    @Doc("Pairs of name and value")
    record Options() {}

    static final class Type implements FormatType<Options> {
        @Override
        public Class<Options> config() {
            return Options.class;
        }

        @Override
        public Format create(Options options, Context context) {
            return new Pairs();
        }
    }

    /** {@code ids=1,2 count=2}; all have the same {@code kind}. */
    @Override
    public Payload join(List<Message> messages, Fresh envelope) throws ProblemException {
        var ids = new ArrayList<String>();
        for (var message : messages) {
            if (!value(message, "kind").equals(value(messages.get(0), "kind"))) {
                throw new ProblemException(Problem.of("value", "its kind is another"));
            }
            ids.add(value(message, "id"));
        }
        var text = "ids=" + String.join(",", ids) + " count=" + ids.size();
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Message message) {
        try {
            return new String(message.body().toBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a name; empty: none. */
    static String value(Message message, String name) {
        for (var pair : text(message).split(" ")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    @Override
    public Tree<Pair> read(Message message) throws ProblemException {
        if (!text(message).contains("=")) {
            throw new ProblemException(Problem.of("malformed", "no pair in it"));
        }
        return new PairTree(text(message));
    }

    @Override
    public Map<String, String> identify(Message message) throws ProblemException {
        read(message);
        return Map.of("id", value(message, "id"), "type", "pairs");
    }

    /** {@code two=yes} asks for two answers. */
    @Override
    public Optional<Reply> accept(Message request, Receipt receipt) {
        return value(request, "two").isEmpty()
                ? Optional.empty()
                : Optional.of(Reply.answer(message("accept=" + receipt.kind())));
    }

    @Override
    public Reply reply(Message request, Receipt receipt) {
        var words = receipt.kind() + (receipt.finished() ? "" : " unfinished");
        return Reply.answer(message(words + " " + receipt.problems()));
    }

    /** One pair. */
    static final class Pair {
        final String name;
        String value;

        Pair(String name, String value) {
            this.name = name;
            this.value = value;
        }
    }

    private static final class PairTree implements Tree<Pair> {

        private final Pair root = new Pair("", "");
        private final List<Pair> pairs = new ArrayList<>();

        PairTree(String text) {
            for (var pair : text.split(" ")) {
                int at = pair.indexOf('=');
                pairs.add(
                        at < 0
                                ? new Pair(pair, "")
                                : new Pair(pair.substring(0, at), pair.substring(at + 1)));
            }
        }

        @Override
        public Pair root() {
            return root;
        }

        @Override
        public String name(Pair node) {
            return node.name;
        }

        @Override
        public Value value(Pair node) {
            if (node.value.equals(BROKEN)) {
                throw new IllegalStateException("CANARY");
            }
            return Value.of(node.value);
        }

        @Override
        public List<Pair> children(Pair node) {
            return node == root ? List.copyOf(pairs) : List.of();
        }

        @Override
        public void set(Pair node, Value value) {
            node.value = value.text();
        }

        @Override
        public Pair insert(Pair parent, int index, String name) {
            var pair = new Pair(name, "");
            pairs.add(index, pair);
            return pair;
        }

        @Override
        public void remove(Pair node) {
            pairs.remove(node);
        }

        @Override
        public Payload write() {
            return Payload.of(
                    pairs.stream()
                            .map(p -> p.name + "=" + p.value)
                            .collect(Collectors.joining(" "))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
