package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Outcome;
import dev.pons.core.config.ChannelFile.Outcome.Then;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code outcome}, a list of which the first match decides, and its short form {@code
 * unknown: hold}.
 */
final class OutcomeReader {

    private static final String EXAMPLE =
            "write for example [ { when: { outcome: unknown }, then: hold } ]";

    /** What {@code outcome} can be in a condition. */
    private static final List<String> OUTCOMES =
            List.of("delivered", "rejected", "retry", "unknown");

    private final Faults faults;

    OutcomeReader(Faults faults) {
        this.faults = faults;
    }

    List<Outcome> outcomes(Section section) {
        var list = section.get("outcome");
        if (section.get("unknown").isPresent()) {
            if (list.isPresent()) {
                section.refuse(
                        "unknown",
                        "stands for a line of \"outcome\", which is there; add { when: { outcome:"
                                + " unknown }, then: ... } to it");
            }
            return unknown(section);
        }
        if (list.isEmpty()) {
            return List.of();
        }
        if (!(list.get() instanceof Yaml.Items items) || items.items().isEmpty()) {
            faults.add(list.get().mark(), "\"outcome\" is a list; " + EXAMPLE);
            return List.of();
        }
        var all = new ArrayList<Outcome>();
        for (var item : items.items()) {
            if (!all.isEmpty() && all.get(all.size() - 1).when().isEmpty()) {
                faults.add(
                        item.mark(),
                        "nothing gets here: the line before it has no \"when\" and decides always;"
                                + " put it last");
            }
            Section.of(ReservedWords.OUTCOME, item, "an outcome is a map; " + EXAMPLE, faults)
                    .ifPresent(s -> all.add(outcome(s)));
        }
        return List.copyOf(all);
    }

    private List<Outcome> unknown(Section section) {
        var mark = section.get("unknown").map(Yaml::mark).orElse(section.mark());
        var then = section.choice("unknown", Then.class, Then.RETRY);
        Yaml value = new Yaml.Text(mark, "unknown", false);
        Yaml when = new Yaml.Fields(mark, List.of(new Yaml.Field(mark, "outcome", value)), false);
        return List.of(new Outcome(mark, Optional.of(when), then, true));
    }

    private Outcome outcome(Section section) {
        section.refuseOthers();
        if (section.get("then").isEmpty()) {
            faults.add(
                    section.mark(),
                    "an outcome needs \"then\"; choose one of "
                            + String.join(", ", Scalars.words(Then.class)));
        }
        var then = section.choice("then", Then.class, Then.HOLD);
        var lane = section.choice("lane", Lane.class, Lane.BLOCKS);
        if (section.get("lane").isPresent() && then != Then.HOLD) {
            section.refuse("lane", "goes with \"then: hold\" only; remove it");
        }
        var when = section.get("when");
        when.ifPresent(this::words);
        return new Outcome(section.mark(), when, then, lane == Lane.BLOCKS);
    }

    /** A misspelt outcome would never match, and nobody would know. */
    private void words(Yaml condition) {
        if (condition instanceof Yaml.Items items) {
            items.items().forEach(this::words);
        } else if (condition instanceof Yaml.Fields fields) {
            for (var field : fields.fields()) {
                if (field.key().equals("outcome")) {
                    values(field.value());
                } else {
                    words(field.value());
                }
            }
        }
    }

    private void values(Yaml value) {
        if (value instanceof Yaml.Items items) {
            items.items().forEach(this::values);
        } else if (value instanceof Yaml.Fields fields) {
            fields.fields().forEach(f -> values(f.value()));
        } else if (value instanceof Yaml.Text text
                && !text.text().startsWith("~")
                && !OUTCOMES.contains(text.text())) {
            faults.add(
                    text.mark(),
                    "\"outcome\": \""
                            + text.text()
                            + "\" is no outcome"
                            + DidYouMean.words(text.text(), OUTCOMES));
        }
    }

    private enum Lane {
        BLOCKS,
        GOES_ON
    }
}
