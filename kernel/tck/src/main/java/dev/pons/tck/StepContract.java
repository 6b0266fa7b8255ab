package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.StepType;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** What is asked of a step. It runs on messages of a format of its own, or of opaque bytes. */
public abstract non-sealed class StepContract extends Contract {

    private static final int THREADS = 8;

    @Override
    protected abstract StepType<?> type();

    /** Good options, as YAML in braces. */
    protected abstract String good();

    /**
     * The format of its messages, as a channel file names it; its type is one of {@link #others}.
     * Without: opaque bytes, which have no paths.
     */
    protected String format() {
        return Plain.NAME;
    }

    /** Messages that it goes on with. At least one. */
    protected abstract List<byte[]> samples();

    @Override
    final String options() {
        return good();
    }

    @Override
    final String channel(String options) {
        return """
        source: { tck-hand: {}, format: %s }
        steps:
          - %s: %s
        destinations:
          basket: { tck-basket: {} }
        """
                .formatted(format(), name(), options);
    }

    private List<String> results(String channel) {
        engine.settles(channel);
        return texts(engine.basket.of(channel + "/basket"));
    }

    private void submitAll(String channel) throws InterruptedException {
        for (var sample : samples()) {
            engine.hand.submit(channel, sample);
        }
    }

    /** The same message gives the same result: retries, tests and replays rely on it. */
    @Test
    void the_same_message_gives_the_same_result() throws Exception {
        started("one", channel(options()));
        submitAll("one");
        var first = results("one");
        assertThat(first).as("each sample goes on").hasSize(samples().size());
        started("two", channel(options()));
        submitAll("two");
        assertThat(results("two")).isEqualTo(first);
    }

    /** Also on several threads at once, as one channel's instance is used. */
    @Test
    void several_threads_do_not_disturb_each_other() throws Exception {
        started("one", channel(options()));
        submitAll("one");
        var alone = results("one");
        var tasks = new ArrayList<FutureTask<Boolean>>();
        for (int i = 0; i < THREADS; i++) {
            var channel = "many" + i;
            started(channel, channel(options()));
            tasks.add(
                    Meanwhile.does(
                            () -> {
                                submitAll(channel);
                                return true;
                            }));
        }
        for (int i = 0; i < THREADS; i++) {
            tasks.get(i).get();
            assertThat(results("many" + i)).isEqualTo(alone);
        }
    }

    /** What came in stays as it came: the step makes another message. */
    @Test
    void what_came_in_is_not_changed() throws Exception {
        started("one", channel(options()));
        submitAll("one");
        engine.settles("one");
        assertThat(texts(engine.stored("one"))).isEqualTo(texts(samples()));
    }

    /** A message that it cannot take fails alone. */
    @Test
    void a_message_that_it_cannot_take_fails_alone() throws Exception {
        started(
                "one",
                channel(options())
                        .replace("steps:", "on-error: { then: hold, lane: goes-on }\nsteps:"));
        engine.hand.submit("one", new byte[0]);
        engine.hand.submit("one", new byte[] {0, (byte) 0xff, '\r', 0x1c, (byte) 0xc3});
        submitAll("one");
        engine.settles("one");
        var came = texts(engine.basket.of("one/basket"));
        started("two", channel(options()));
        submitAll("two");
        assertThat(came).endsWith(results("two").toArray(new String[0]));
    }

    @Override
    @Test
    void a_second_one_does_not_interfere() throws Exception {
        started("one", channel(options()));
        started("two", channel(options()));
        engine.stop("one");
        submitAll("two");
        assertThat(results("two")).hasSize(samples().size());
    }

    @Override
    @Test
    void closing_leaves_nothing() throws Exception {
        started("one", channel(options()));
        engine.stop("one");
        var before = Held.now();
        engine.start("one");
        submitAll("one");
        engine.settles("one");
        stops("one");
        leftNothing(before);
    }
}
