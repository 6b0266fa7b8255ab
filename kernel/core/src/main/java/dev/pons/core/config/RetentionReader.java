package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Retention;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads {@code retention: { content: 30d, metadata: 1y, errors: 90d, bytes: 10GB }}. */
final class RetentionReader {

    private static final String EXAMPLE =
            "write for example \"retention: { content: 30d, metadata: 1y }\"";
    private static final Pattern PERIOD = Pattern.compile("([0-9]{1,6})(m|h|d|w|y)");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1),
                    "w", Duration.ofDays(7),
                    "y", Duration.ofDays(365));

    private RetentionReader() {}

    /** Of a channel; for ever, if it says nothing. */
    static Retention retention(Section channel, Faults faults) {
        return channel.get("retention")
                .flatMap(
                        yaml ->
                                Section.of(
                                        ReservedWords.RETENTION,
                                        yaml,
                                        "\"retention\" says how long what is kept; " + EXAMPLE,
                                        faults))
                .map(section -> read(section, faults))
                .orElse(Retention.FOREVER);
    }

    private static Retention read(Section section, Faults faults) {
        section.refuseOthers();
        var content = period(section, "content");
        var metadata = period(section, "metadata");
        if (content.isPresent()
                && metadata.isPresent()
                && content.get().compareTo(metadata.get()) > 0) {
            section.refuse(
                    "content",
                    "is kept longer than \"metadata\", without which nobody finds it; make it"
                            + " shorter, or \"metadata\" longer");
        }
        var retention = new Retention(content, metadata, period(section, "errors"), bytes(section));
        if (ReservedWords.RETENTION.words().stream().noneMatch(w -> section.get(w).isPresent())) {
            faults.add(section.mark(), "\"retention\" says nothing; " + EXAMPLE);
        }
        return retention;
    }

    private static Optional<Duration> period(Section section, String word) {
        var text = section.text(word);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var match = PERIOD.matcher(text.get().text());
        if (match.matches() && Integer.parseInt(match.group(1)) > 0) {
            var unit = UNITS.getOrDefault(match.group(2), Duration.ZERO);
            return Optional.of(unit.multipliedBy(Integer.parseInt(match.group(1))));
        }
        section.fault(text.get(), word, "is no period; write for example 12h, 30d, 8w or 1y");
        return Optional.empty();
    }

    private static OptionalLong bytes(Section section) {
        var text = section.text("bytes");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long bytes = Scalars.number(text.get().text());
            if (bytes > 0) {
                return OptionalLong.of(bytes);
            }
            section.fault(text.get(), "bytes", "is nothing; write for example 10GB");
        } catch (IllegalArgumentException e) {
            section.fault(text.get(), "bytes", "is no size; write for example 500MB or 10GB");
        }
        return OptionalLong.empty();
    }
}
