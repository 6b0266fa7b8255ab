package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry.Branch;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Open messages in their pages are what they would be in a map. */
class OpenMessagesTest {

    private static Branch branch(int destination, int keys) {
        return new Branch(
                "d" + destination,
                DeliveryState.QUEUED,
                destination == 1 ? "d0" : "",
                false,
                true,
                "",
                IntStream.range(0, keys).mapToLong(k -> -1L - k).toArray(),
                List.of(),
                null,
                null,
                keys == 2,
                "");
    }

    private static OpenMessage message(long id, int change, int branches, int keys) {
        var message = new OpenMessage(id, id % 5, 1_700_000_000_000L + id);
        if (branches > 0) {
            message.route(
                    id + 3, IntStream.range(0, branches).mapToObj(b -> branch(b, keys)).toList());
            message.deliveries().get(0).progress.attempts = change;
        }
        return message;
    }

    @Test
    void randomOperationsGiveWhatAMapGives() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var open = new OpenMessages(new Names());
            var model = new TreeMap<Long, String>();
            for (int i = 0; i < 20_000; i++) {
                long id = (1L << 24) + random.nextInt(6000);
                if (random.nextInt(10) < 4 + i / 5000) {
                    open.remove(id);
                    model.remove(id);
                } else {
                    int long1 = random.nextInt(2000) == 0 ? 9000 : random.nextInt(3);
                    var message = message(id, random.nextInt(300), random.nextInt(4), long1);
                    open.put((int) (id % 3), message);
                    model.put(id, text(message));
                }
                assertThat(open.size()).isEqualTo(model.size());
            }
            assertThat(open.ids())
                    .containsExactly(List.copyOf(model.keySet()).toArray(Long[]::new));
            model.forEach(
                    (id, text) -> {
                        var found = Objects.requireNonNull(open.find(id));
                        assertThat(text(found.message())).isEqualTo(text);
                        assertThat(found.owner()).isEqualTo((int) (id % 3));
                        assertThat(open.owner(id)).isEqualTo(found.owner());
                    });
            model.keySet().forEach(open::remove);
            assertThat(open.bytes()).as("pages are given back").isLessThan(400_000);
        }
    }

    private static String text(OpenMessage message) {
        var text = new StringBuilder();
        text.append(message.id).append(' ').append(message.version).append(' ').append(message.at);
        text.append(' ').append(message.routed());
        for (var d : message.deliveries()) {
            text.append(' ').append(d.destination).append(d.state).append(d.after);
            text.append(d.progress.attempts).append(d.progress.first);
            text.append(List.of(d.keys.length));
        }
        return text.toString();
    }

    /** Issue 3: a million is known in a few dozen megabytes. */
    @Test
    void anOpenMessageTakesLessThanSixtyBytes() {
        var open = new OpenMessages(new Names());
        int many = 200_000;
        for (int i = 0; i < many; i++) {
            open.put(0, message((1L << 24) + i, 0, 0, 0));
            open.put(0, message((1L << 24) + i, 0, 1, 1));
        }
        assertThat(open.bytes() / many).isLessThan(60);
        for (int i = 0; i < many; i++) {
            if (i % 1000 != 0) {
                open.remove((1L << 24) + i);
            }
        }
        assertThat(open.bytes()).as("what is left does not keep whole pages").isLessThan(200_000);
    }
}
