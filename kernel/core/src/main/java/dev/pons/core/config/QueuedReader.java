package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Destination;
import dev.pons.core.config.ChannelFile.Queued;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code queued}: what becomes of messages that wait for a destination that is gone from the
 * file; {@code lab: drop}, or {@code lab: { send: laboratory }} where it has another name now.
 */
final class QueuedReader {

    private static final String EXAMPLE =
            "write for example queued: { lab: drop } or queued: { lab: { send: laboratory } }";

    private final Faults faults;

    QueuedReader(Faults faults) {
        this.faults = faults;
    }

    Map<String, Queued> queued(Section channel, List<Destination> destinations) {
        var yaml = channel.get("queued");
        if (yaml.isEmpty()) {
            return Map.of();
        }
        if (!(yaml.get() instanceof Yaml.Fields fields) || fields.fields().isEmpty()) {
            faults.add(yaml.get().mark(), "\"queued\" is a map; " + EXAMPLE);
            return Map.of();
        }
        var names = destinations.stream().map(Destination::name).toList();
        var all = new TreeMap<String, Queued>();
        for (var field : fields.fields()) {
            if (names.contains(field.key())) {
                faults.add(
                        field.mark(),
                        "destination "
                                + field.key()
                                + " is in the file, so its messages go there; name one that is"
                                + " gone, or remove this line");
            }
            fate(field, names).ifPresent(q -> all.put(field.key(), q));
        }
        return Map.copyOf(all);
    }

    private Optional<Queued> fate(Yaml.Field field, List<String> names) {
        if (field.value() instanceof Yaml.Text text) {
            try {
                return Optional.of(
                        new Queued(Scalars.constant(text.text(), Queued.Fate.class), ""));
            } catch (IllegalArgumentException e) {
                faults.add(text.mark(), "\"" + text.text() + "\" " + e.getMessage());
                return Optional.empty();
            }
        }
        if (field.value() instanceof Yaml.Fields fields
                && fields.fields().size() == 1
                && fields.get("send").orElse(null) instanceof Yaml.Text to) {
            if (!names.contains(to.text())) {
                faults.add(
                        to.mark(),
                        "there is no destination "
                                + to.text()
                                + " in this file"
                                + DidYouMean.words(to.text(), names));
            }
            return Optional.of(new Queued(Queued.Fate.SEND, to.text()));
        }
        faults.add(
                field.value().mark(),
                "\"" + field.key() + "\" is hold, send, drop or { send: other }; " + EXAMPLE);
        return Optional.empty();
    }
}
