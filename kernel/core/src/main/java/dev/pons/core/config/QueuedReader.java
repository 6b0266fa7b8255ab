package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Queued;
import dev.pons.core.config.ChannelFile.Queued.Fate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code queued: { old: hold, older: drop, oldest: { send: archive } }}. */
final class QueuedReader {

    private static final String EXAMPLE =
            "write for example \"queued: { old-name: hold }\", \"drop\" or \"{ send: new-name }\"";

    private final List<String> destinations;
    private final Faults faults;

    /**
     * @param destinations names that the file has
     */
    QueuedReader(List<String> destinations, Faults faults) {
        this.destinations = destinations;
        this.faults = faults;
    }

    /** By the name of the destination that is gone. */
    Map<String, Queued> queued(Yaml yaml) {
        if (!(yaml instanceof Yaml.Fields fields)) {
            faults.add(
                    yaml.mark(),
                    "\"queued\" says what becomes of messages that wait for a destination that is"
                            + " gone; "
                            + EXAMPLE);
            return Map.of();
        }
        var all = new LinkedHashMap<String, Queued>();
        for (var field : fields.fields()) {
            if (destinations.contains(field.key())) {
                faults.add(
                        field.mark(),
                        "\"queued\": destination "
                                + field.key()
                                + " stands in the file, so its messages are delivered; remove this"
                                + " line, or the destination");
            }
            one(field.value()).ifPresent(queued -> all.put(field.key(), queued));
        }
        return Map.copyOf(all);
    }

    private Optional<Queued> one(Yaml value) {
        if (value instanceof Yaml.Text text && text.text().equals("hold")) {
            return Optional.of(new Queued(Fate.HOLD, ""));
        }
        if (value instanceof Yaml.Text text && text.text().equals("drop")) {
            return Optional.of(new Queued(Fate.DROP, ""));
        }
        if (value instanceof Yaml.Fields fields
                && fields.fields().size() == 1
                && fields.get("send").orElse(null) instanceof Yaml.Text to) {
            if (destinations.contains(to.text())) {
                return Optional.of(new Queued(Fate.SEND, to.text()));
            }
            faults.add(
                    to.mark(),
                    "\"send\": there is no destination "
                            + to.text()
                            + DidYouMean.words(to.text(), destinations));
            return Optional.empty();
        }
        faults.add(value.mark(), "\"queued\" is hold, drop or { send: NAME }; " + EXAMPLE);
        return Optional.empty();
    }
}
