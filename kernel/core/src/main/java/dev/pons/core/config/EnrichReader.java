package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Enrich;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads what a step asks of a peer; where the answer goes is read with the steps. */
final class EnrichReader {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Faults faults;

    EnrichReader(Faults faults) {
        this.faults = faults;
    }

    Optional<Enrich> enrich(Yaml yaml) {
        return Section.of(
                        ReservedWords.ENRICH,
                        yaml,
                        "\"enrich\" is a map; write for example { mllp: { connect:"
                                + " \"mpi.example:2575\" }, into: { mrn: PID-3.1 } }",
                        faults)
                .flatMap(this::enrich);
    }

    private Optional<Enrich> enrich(Section section) {
        var steps = section.get("steps").map(y -> StepReader.steps(y, faults)).orElse(List.of());
        var body = section.get("body").flatMap(new AttemptsReader(faults)::body);
        var within = section.duration("within", WITHIN, "");
        if (within.isZero()) {
            section.refuse("within", "must be longer than nothing; write for example 10s");
        }
        var unknown = section.choice("unknown", Enrich.Unknown.class, Enrich.Unknown.RETRY);
        var name = section.text("name");
        name.filter(n -> !n.text().matches(ReservedWords.NAME))
                .ifPresent(
                        n ->
                                section.fault(
                                        n,
                                        "name",
                                        "is no name; use small letters, digits and -, for example"
                                                + " mpi"));
        return section.part()
                .map(
                        p ->
                                new Enrich(
                                        name.map(Yaml.Text::text).orElse(p.type()),
                                        section.mark(),
                                        p,
                                        steps,
                                        body,
                                        within,
                                        unknown));
    }
}
