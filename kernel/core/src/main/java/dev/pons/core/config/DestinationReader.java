package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Destination;
import dev.pons.core.config.ChannelFile.Order;
import dev.pons.core.config.ChannelFile.Retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one destination of a channel file. */
final class DestinationReader {

    private static final int LANES = 8;
    private static final int MOST_LANES = 64;
    private static final Order STRICT = new Order(Order.Kind.STRICT, List.of(), 1);
    private static final Retry RETRY =
            new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5), true);

    private final Faults faults;

    DestinationReader(Faults faults) {
        this.faults = faults;
    }

    Optional<Destination> destination(Yaml.Field field) {
        return Section.of(
                        ReservedWords.DESTINATION,
                        field.value(),
                        "a destination is a map; write for example \""
                                + field.key()
                                + ": { file: { folder: archive } }\"",
                        faults)
                .flatMap(s -> destination(field, s));
    }

    private Optional<Destination> destination(Yaml.Field field, Section section) {
        var steps = section.get("steps").map(y -> StepReader.steps(y, faults)).orElse(List.of());
        var when = StepReader.when(section, faults);
        var order = order(section);
        var retry = retry(section);
        var attempts = new AttemptsReader(faults).attempts(section);
        var reply = section.get("reply").map(y -> StepReader.steps(y, faults)).orElse(List.of());
        var alert = new AlertReader(faults).alert(section);
        return section.part()
                .map(
                        p ->
                                new Destination(
                                        field.key(),
                                        field.mark(),
                                        p,
                                        when,
                                        steps,
                                        order,
                                        retry,
                                        attempts,
                                        reply,
                                        alert));
    }

    private Order order(Section section) {
        var yaml = section.get("order");
        if (yaml.isEmpty()) {
            return STRICT;
        }
        if (yaml.get() instanceof Yaml.Fields) {
            return Section.of(ReservedWords.ORDER, yaml.get(), "", faults)
                    .map(this::orderMap)
                    .orElse(STRICT);
        }
        var text = section.text("order");
        if (text.isPresent()) {
            switch (text.get().text()) {
                case "strict" -> {
                    return STRICT;
                }
                case "none" -> {
                    return new Order(Order.Kind.NONE, List.of(), LANES);
                }
                default ->
                        section.fault(
                                text.get(),
                                "order",
                                "is unknown; choose one of strict, none or { key: \"{PID-3.1}\","
                                        + " lanes: 8 }");
            }
        }
        return STRICT;
    }

    private Order orderMap(Section section) {
        section.refuseOthers();
        var none = section.get("none");
        if (none.isPresent()) {
            if (section.get("key").isPresent() || section.get("lanes").isPresent()) {
                section.refuse(
                        "none", "stands alone; write { none: { lanes: 8 } } or { key: ... }");
            }
            int lanes =
                    Section.of(
                                    ReservedWords.LANES,
                                    none.get(),
                                    "\"none\" needs its lanes; write { none: { lanes: 8 } }",
                                    faults)
                            .map(
                                    s -> {
                                        s.refuseOthers();
                                        return lanes(s);
                                    })
                            .orElse(LANES);
            return new Order(Order.Kind.NONE, List.of(), lanes);
        }
        return new Order(Order.Kind.KEY, keys(section), lanes(section));
    }

    private List<Yaml.Text> keys(Section section) {
        var yaml = section.get("key");
        var items =
                yaml.<List<Yaml>>map(y -> y instanceof Yaml.Items i ? i.items() : List.of(y))
                        .orElse(List.of());
        var keys = new ArrayList<Yaml.Text>();
        for (var item : items) {
            if (item instanceof Yaml.Text text && !text.text().isEmpty()) {
                keys.add(text);
            } else {
                faults.add(
                        item.mark(),
                        "\"key\": "
                                + (item instanceof Yaml.Text
                                        ? "no value stands here; write for example \"{PID-3.1}\""
                                        : OneLine.unexpected(item)));
            }
        }
        if (items.isEmpty()) {
            faults.add(
                    yaml.map(Yaml::mark).orElse(section.mark()),
                    "\"order\" needs a key; write for example key: \"{PID-3.1}\"");
        }
        return List.copyOf(keys);
    }

    private static int lanes(Section section) {
        var text = section.text("lanes");
        if (text.isEmpty()) {
            return LANES;
        }
        if (text.get().text().matches("[0-9]{1,4}")) {
            int lanes = Integer.parseInt(text.get().text());
            if (lanes >= 1 && lanes <= MOST_LANES) {
                return lanes;
            }
        }
        section.fault(text.get(), "lanes", "is no number from 1 to " + MOST_LANES);
        return LANES;
    }

    private Retry retry(Section section) {
        var yaml = section.get("retry");
        if (yaml.isEmpty()) {
            return RETRY;
        }
        return Section.of(
                        ReservedWords.RETRY,
                        yaml.get(),
                        "\"retry\" is a map; write for example { first: 1s, longest: 5m, jitter:"
                                + " yes }",
                        faults)
                .map(DestinationReader::retryMap)
                .orElse(RETRY);
    }

    private static Retry retryMap(Section section) {
        section.refuseOthers();
        var first = section.duration("first", RETRY.first(), "");
        var standard = first.compareTo(RETRY.longest()) > 0 ? first : RETRY.longest();
        var longest = section.duration("longest", standard, "");
        if (first.isZero()) {
            section.refuse("first", "must be longer than nothing; write for example 1s");
        }
        if (longest.compareTo(first) < 0) {
            section.refuse("longest", "is shorter than \"first\"; make it at least as long");
        }
        return new Retry(first, longest, section.yes("jitter", RETRY.jitter()));
    }
}
