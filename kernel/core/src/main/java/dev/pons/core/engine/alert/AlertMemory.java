package dev.pons.core.engine.alert;

import dev.pons.core.config.Faults;
import dev.pons.core.config.JsonText;
import dev.pons.core.config.Yaml;
import dev.pons.core.config.YamlReader;
import dev.pons.core.engine.alert.Alert.Told;
import dev.pons.core.engine.alert.Sign.Watched;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps alerts in a file of JSON, so that after a restart nobody is told twice and every end is
 * told. It stands beside the journal and not in it: it must work when the journal takes nothing.
 */
public final class AlertMemory {

    private static final Logger LOG = LoggerFactory.getLogger(AlertMemory.class);

    private final Optional<Path> file;
    private boolean failing;

    /** In this file; empty: nothing is kept. */
    public AlertMemory(Optional<Path> file) {
        this.file = file;
    }

    /** What was kept last; what cannot be read is as if nothing had been, and is said. */
    public List<Alert> read() {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            var faults = new Faults();
            var text = Files.readString(file.get());
            var yaml = YamlReader.read(String.valueOf(file.get().getFileName()), text, faults);
            var kept = new ArrayList<Alert>();
            if (yaml.isPresent() && yaml.get() instanceof Yaml.Items items) {
                items.items().forEach(one -> kept.add(alert((Yaml.Fields) one)));
            }
            return kept;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} cannot be read ({}); what is still wrong is told once more",
                    file.get(),
                    e.getClass().getSimpleName());
            return List.of();
        }
    }

    /** Replaces what is kept. A disk that does not take it is told once; alerts go on without. */
    public void write(List<Alert> alerts) {
        if (file.isEmpty()) {
            return;
        }
        try {
            replace(file.get(), JsonText.of(alerts.stream().map(AlertMemory::map).toList()));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "alerts cannot be kept in {} ({}); after a restart some are told twice",
                        file.get(),
                        e.getClass().getSimpleName());
            }
            failing = true;
        }
    }

    private static void replace(Path file, String text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try (var channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> map(Alert alert) {
        var of = alert.sign().of();
        return JsonText.map(
                "number", alert.number(),
                "kind", of.kind(),
                "channel", of.channel(),
                "destination", of.destination(),
                "what", alert.sign().what(),
                "why", alert.sign().why(),
                "type", alert.sign().type(),
                "to", alert.sign().to(),
                "since", alert.since().toString(),
                "until", alert.until().map(Instant::toString).orElse(""),
                "begin", alert.begin().kind() + " " + alert.begin().at(),
                "end", alert.end().kind() + " " + alert.end().at());
    }

    private static Alert alert(Yaml.Fields fields) {
        var watched =
                new Watched(
                        text(fields, "kind"), text(fields, "channel"), text(fields, "destination"));
        var sign =
                new Sign(
                        watched,
                        Sign.Level.ILL,
                        text(fields, "what"),
                        text(fields, "why"),
                        text(fields, "type"),
                        text(fields, "to"));
        var until = text(fields, "until");
        return new Alert(
                Long.parseLong(text(fields, "number")),
                sign,
                Instant.parse(text(fields, "since")),
                until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until)),
                told(text(fields, "begin")),
                told(text(fields, "end")));
    }

    private static Told told(String text) {
        var parts = text.split(" ", 2);
        return new Told(Told.Kind.valueOf(parts[0]), Instant.parse(parts[1]));
    }

    private static String text(Yaml.Fields fields, String key) {
        return fields.get(key).map(y -> ((Yaml.Text) y).text()).orElseThrow();
    }
}
