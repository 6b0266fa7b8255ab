package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store with messages of some channels, and what is in it. */
final class Filled {

    private Filled() {}

    /** Messages with their routing and result; the body has the channel and the number. */
    static List<Long> messages(Store store, int count, long at, String... channels)
            throws Exception {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            var channel = channels[i % channels.length];
            var body = "MSH|CANARY|" + channel + "|" + i + "|" + "x".repeat(i % 300);
            var message =
                    keep(store, Samples.received(channel, "c" + i, "ADT^A01", "p" + i, at, body));
            ids.add(message);
            keep(
                    store,
                    new Entry.Routed(
                            message,
                            7,
                            at,
                            Entry.End.ROUTED,
                            "",
                            Map.of("mrn", "m" + i),
                            Map.of(),
                            List.of(branch("lab", "CANARY sent " + i), branch("file", null))));
            keep(store, result(message, "lab", DeliveryState.DELIVERED, "DELIVERED", at));
            keep(store, result(message, "file", DeliveryState.DELIVERED, "DELIVERED", at));
        }
        return ids;
    }

    static Entry.Branch branch(String destination, String body) {
        return new Entry.Branch(
                destination,
                DeliveryState.QUEUED,
                "",
                false,
                true,
                "",
                new long[] {5},
                List.of("name.hl7"),
                null,
                body == null ? null : Content.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Entry.Result result(
            long message, String destination, DeliveryState state, String outcome, long at) {
        return new Entry.Result(
                message,
                destination,
                at,
                1,
                state,
                false,
                outcome,
                "",
                Content.of(("CANARY answer " + destination).getBytes(StandardCharsets.UTF_8)));
    }

    /** Appends without waiting for the disk each time. */
    static long keep(Store store, Entry entry) throws Exception {
        return Samples.keep(store, entry);
    }

    /** All entries, as they are followed, with content. */
    static Map<Long, String> all(Store store) throws Exception {
        var found = new LinkedHashMap<Long, String>();
        try (var reader = store.follow(0).withContent()) {
            while (reader.next(0)) {
                if (found.put(reader.id(), text(reader.entry())) != null) {
                    throw new AssertionError("twice: " + Ids.text(reader.id()));
                }
            }
        }
        return found;
    }

    /** An entry with all its contents. */
    static String text(Entry entry) {
        var out = new BytesOut(256);
        EntryEncoder.payload(entry, out);
        return new String(out.array(), 0, out.size(), StandardCharsets.ISO_8859_1);
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        return LivingFolder.files(folder).stream()
                .filter(f -> f.toString().endsWith(ending))
                .toList();
    }

    static long bytes(Path folder) throws IOException {
        return LivingFolder.files(folder).stream().mapToLong(f -> f.toFile().length()).sum();
    }
}
