package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What is asked of a format. */
public abstract non-sealed class FormatContract extends Contract {

    private static final int MUTATIONS = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    @Override
    protected abstract FormatType<?> type();

    /** Good options, as YAML in braces. */
    protected abstract String good();

    /** The same, as the record that {@link #type} has. */
    protected abstract Format format();

    /** Messages of this format. At least one. */
    protected abstract List<byte[]> samples();

    /** Paths that can be set in the first sample, and texts for them; empty: it has no paths. */
    protected abstract Map<String, String> edits();

    /**
     * The path of what was one of the {@link #members} in a message that they were joined to;
     * empty: the format joins none.
     */
    protected String joined() {
        return "";
    }

    /** Messages that fit together, each one of what {@link #joined} finds. */
    protected List<byte[]> members() {
        return samples();
    }

    /** What an instance is made with: a format needs nothing of it but the time. */
    protected static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("clock")) {
                                return Clock.systemUTC();
                            }
                            throw new UnsupportedOperationException(
                                    "a format asks its context for the time only: "
                                            + method.getName());
                        });
    }

    @Override
    final String options() {
        return good();
    }

    @Override
    final String channel(String options) {
        return """
        source:
          tck-hand: {}
          format: { %s: %s }
        destinations:
          basket: { tck-basket: {} }
        """
                .formatted(name(), options);
    }

    /** What no edit touched is written as it came, byte for byte. */
    @Test
    void what_is_not_touched_is_written_as_it_came() throws Exception {
        for (var sample : samples()) {
            assertThat(format().read(Message.of(sample)).write().toBytes()).isEqualTo(sample);
        }
    }

    /** What was set is read again, also after it was written. */
    @Test
    void what_was_set_is_read_again() throws Exception {
        for (var edit : edits().entrySet()) {
            var tree = format().read(Message.of(samples().get(0)));
            set(tree, edit.getKey(), edit.getValue());
            assertThat(get(tree, edit.getKey())).isEqualTo(edit.getValue());
            var again = format().read(Message.of(tree.write().toBytes()));
            assertThat(get(again, edit.getKey())).isEqualTo(edit.getValue());
        }
    }

    private static <N> void set(Tree<N> tree, String path, String value) throws ProblemException {
        var found = tree.find(tree.root(), path);
        var node = found.isEmpty() ? tree.make(tree.root(), path) : found.get(0);
        tree.set(node, Value.of(value));
    }

    private static <N> String get(Tree<N> tree, String path) throws ProblemException {
        var found = tree.find(tree.root(), path);
        return found.isEmpty() ? "" : tree.value(found.get(0)).text();
    }

    /** A path that can never be one is refused before any message comes. */
    @Test
    void looking_at_a_path_needs_no_message() {
        edits().keySet().forEach(path -> format().check(path));
    }

    /** Whatever bytes come: a problem in words without content, or a tree; soon. */
    @Test
    void garbage_is_a_problem_without_content_or_a_tree() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < MUTATIONS; i++) {
            var bytes = mutated(samples().get(i % samples().size()), random);
            long begin = System.nanoTime();
            try {
                look(bytes);
            } catch (ProblemException e) {
                assertThat(String.valueOf(e.getMessage())).doesNotContain(CANARY);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
        }
    }

    private void look(byte[] bytes) throws ProblemException, IOException {
        var message = Message.of(bytes);
        format().identify(message);
        var tree = format().read(message);
        for (var path : edits().keySet()) {
            get(tree, path);
        }
        tree.write();
    }

    private static byte[] mutated(byte[] sample, Random random) {
        var canary = bytes(CANARY);
        var bytes = java.util.Arrays.copyOf(sample, sample.length + canary.length);
        int at = random.nextInt(sample.length + 1);
        System.arraycopy(sample, at, bytes, at + canary.length, sample.length - at);
        System.arraycopy(canary, 0, bytes, at, canary.length);
        for (int n = random.nextInt(8); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
    }

    /** An answer can be made to each sample, taken or refused, and speaks no content in words. */
    @Test
    void an_answer_can_be_made_to_each_message() throws Exception {
        for (var sample : samples()) {
            for (var kind : List.of(Receipt.Kind.STORED, Receipt.Kind.BUSY)) {
                var reply = format().reply(Message.of(sample), Receipt.of(kind));
                assertThat(reply.kind()).isNotNull();
            }
        }
    }

    /** Joined messages are all there, in order, and can be split again; or none can be joined. */
    @Test
    void what_was_joined_can_be_split_again() throws Exception {
        if (joined().isEmpty()) {
            assertThatThrownBy(() -> join(List.of()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo("unsupported"));
            return;
        }
        var one = join(members().subList(0, 1));
        var all = join(members());
        assertThat(count(one)).isEqualTo(1);
        assertThat(count(all)).isEqualTo(members().size());
        format().identify(Message.of(all));
        var parts = format().split(Message.of(all), joined(), List.of());
        assertThat(parts).hasSize(members().size());
        for (var part : parts) {
            assertThat(count(part.toBytes())).isLessThanOrEqualTo(1);
        }
        try {
            format().read(Message.of(join(List.of()))).write();
        } catch (ProblemException refused) {
            assertThat(refused.problems().get(0).code()).isNotEqualTo("unsupported");
        }
    }

    private byte[] join(List<byte[]> members) throws ProblemException, IOException {
        var messages = members.stream().map(Message::of).toList();
        var envelope = new Fresh("", "", "17-4", Instant.EPOCH, ZoneOffset.UTC);
        return format().join(messages, envelope).toBytes();
    }

    private int count(byte[] bytes) throws ProblemException, IOException {
        return count(format().read(Message.of(bytes)));
    }

    private <N> int count(Tree<N> tree) throws ProblemException {
        return tree.find(tree.root(), joined()).size();
    }

    @Override
    @Test
    void a_second_one_does_not_interfere() throws Exception {
        started("one", channel(options()));
        started("two", channel(options()));
        engine.stop("one");
        engine.hand.submit("two", samples().get(0));
        engine.settles("two");
        assertThat(engine.basket.of("two/basket")).hasSize(1);
        assertThat(engine.basket.of("two/basket").get(0)).isEqualTo(samples().get(0));
    }

    @Override
    @Test
    void closing_leaves_nothing() throws Exception {
        started("one", channel(options()));
        engine.stop("one");
        var before = Held.now();
        engine.start("one");
        for (var sample : samples()) {
            engine.hand.submit("one", sample);
        }
        engine.settles("one");
        stops("one");
        leftNothing(before);
    }
}
