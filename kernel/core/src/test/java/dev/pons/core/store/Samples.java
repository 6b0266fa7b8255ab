package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.keys.Vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries and stores for tests. */
public final class Samples {

    public static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final String MASTER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final Settings SMALL = new Settings(16 << 10, 1 << 20, 0);

    private Samples() {}

    public static Journal open(Path folder) throws IOException {
        return open(folder, Settings.DEFAULTS);
    }

    public static Journal open(Path folder, Settings settings) throws IOException {
        return open(folder, settings, Disk.REAL);
    }

    static Journal open(Path folder, Settings settings, Disk disk) throws IOException {
        return Journal.open(folder, settings, Clock.systemUTC(), (why, cause) -> {}, disk);
    }

    /** The same, encrypted. */
    static Journal sealed(Path folder, Settings settings, Disk disk) throws IOException {
        return Journal.open(
                folder, settings, Clock.systemUTC(), (why, cause) -> {}, disk, Samples::vault);
    }

    /** The keys of a folder, by a master key that is always the same. */
    public static Vault vault(Path folder) throws IOException {
        return vault(folder, Map.of("PONS_MASTER_KEY", MASTER));
    }

    public static Vault vault(Path folder, Map<String, String> environment) throws IOException {
        return Vault.open(
                folder, folder.resolve("none"), name -> Optional.ofNullable(environment.get(name)));
    }

    public static Entry.Received received(String control) {
        return received("adt", control, "ADT^A01", "4711", NOON, "MSH|" + control + "|body");
    }

    public static Entry.Received received(
            String channel, String control, String type, String patient, long at, String body) {
        return new Entry.Received(
                channel,
                7,
                at,
                Origin.SOURCE,
                Entry.Once.NONE,
                Map.of("peer", "10.0.0.1"),
                Map.of("id", control, "type", type, "patient", patient),
                Content.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    public static Entry.Received received(Content body) {
        return new Entry.Received(
                "adt", 7, NOON, Origin.SOURCE, Entry.Once.NONE, Map.of(), Map.of(), body);
    }

    public static Entry.Routed routed(long message, Entry.End end, Entry.Branch... branches) {
        return new Entry.Routed(
                message, 7, NOON + 1, end, "", Map.of(), Map.of(), List.of(branches));
    }

    public static Entry.Branch branch(String destination, DeliveryState state, String reason) {
        return new Entry.Branch(
                destination,
                state,
                "",
                false,
                true,
                reason,
                new long[] {-1},
                List.of("x"),
                null,
                null);
    }

    public static Entry.Result result(
            long message, String destination, DeliveryState state, int attempt) {
        return new Entry.Result(
                message, destination, NOON + 2, attempt, state, false, state.name(), "why", null);
    }

    /** Appends and waits. */
    public static long keep(Store store, Entry... entries) throws Exception {
        var commit = store.append(List.of(entries));
        if (!commit.await(LONG)) {
            throw new AssertionError("not kept in time");
        }
        return commit.first();
    }

    public static String body(Entry entry) {
        return new String(((Entry.Received) entry).body().array(), StandardCharsets.UTF_8);
    }
}
