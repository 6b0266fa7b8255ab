package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Destination;
import dev.pons.core.config.ChannelFile.Keeping;
import dev.pons.core.config.ChannelFile.OnError;
import dev.pons.core.config.ChannelFile.Source;
import dev.pons.core.config.ChannelFile.StepPart;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a channel file. Pure: includes are asked of a function. Where the language leaves a shape
 * open, this is it:
 *
 * <ul>
 *   <li>{@code on-error: hold}, or {@code on-error: { then: hold, lane: goes-on }}.
 *   <li>{@code order: strict}, {@code none}, {@code { none: { lanes: 4 } }}, or {@code { key:
 *       [...], lanes: 4 }}; lanes 1 to 64, 8 unless told otherwise.
 *   <li>{@code within} is 10s, {@code schedule} every second, {@code format} binary unless told
 *       otherwise.
 *   <li>{@code create: true} may stand beside {@code set:} or in it; the value of the step has it
 *       either way.
 *   <li>{@code include} names a file relative to the folder of the channel files, in included files
 *       too.
 * </ul>
 */
public final class ChannelReader {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Faults faults;

    private ChannelReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * Reads one. {@code include} gives the text of a file named by {@code include:}, or empty. The
     * result is empty when there are faults; they are all said. A text made by {@link
     * ChannelText#pack} ({@link ChannelFile#text} is one) carries its includes and asks for none.
     *
     * @param file its name, for marks; without folders and {@code .yaml} it is the channel's name
     */
    public static Optional<ChannelFile> read(
            String file, String text, Function<String, Optional<String>> include, Faults faults) {
        int before = faults.count();
        var parts = ChannelText.unpack(text);
        Function<String, Optional<String>> carried =
                name -> Optional.ofNullable(parts.includes().get(name));
        var includes = new Includes(parts.includes().isEmpty() ? include : carried, faults);
        var name = name(file, faults);
        var channel =
                YamlReader.read(file, parts.main(), faults)
                        .map(includes::expand)
                        .flatMap(
                                y ->
                                        Section.of(
                                                ReservedWords.CHANNEL,
                                                y,
                                                "a channel file begins with its words; write"
                                                        + " \"source:\" and \"destinations:\"",
                                                faults))
                        .flatMap(s -> new ChannelReader(faults).channel(name, s));
        var packed = new ChannelText(parts.main(), includes.used()).pack();
        return faults.count() > before ? Optional.empty() : channel.map(c -> with(c, packed));
    }

    /**
     * Reads a list of steps that stands inside a step ({@code choose}); its includes are put in
     * already.
     */
    public static List<StepPart> steps(Yaml yaml, Faults faults) {
        return StepReader.steps(yaml, faults);
    }

    /** What the step {@code enrich} asks; empty with the faults said. */
    public static Optional<ChannelFile.Enrich> enrich(Yaml yaml, Faults faults) {
        return new EnrichReader(faults).enrich(yaml);
    }

    private static ChannelFile with(ChannelFile c, String text) {
        return new ChannelFile(
                c.name(),
                text,
                c.description(),
                c.zone(),
                c.source(),
                c.steps(),
                c.destinations(),
                c.onError(),
                c.keeping());
    }

    private static String name(String file, Faults faults) {
        var name =
                file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
                        .replaceFirst("\\.ya?ml$", "");
        if (!name.matches(ReservedWords.NAME)) {
            faults.add(
                    Mark.whole(file),
                    "\""
                            + name
                            + "\" cannot be a channel's name; rename the file, with lower case"
                            + " letters, digits and \"-\" only");
        }
        return name;
    }

    private Optional<ChannelFile> channel(String name, Section section) {
        section.refuseOthers();
        var description = section.text("description").map(Yaml.Text::text).orElse("");
        var zone = zone(section);
        var source = source(section, zone);
        var steps = section.get("steps").map(y -> steps(y, faults)).orElse(List.of());
        var destinations = destinations(section);
        var onError = onError(section);
        new AfterCheck(faults).check(destinations);
        var names = destinations.stream().map(Destination::name).toList();
        var keeping = keeping(section, names);
        return source.map(
                s ->
                        new ChannelFile(
                                name,
                                "",
                                description,
                                zone,
                                s,
                                steps,
                                destinations,
                                onError,
                                keeping));
    }

    private Keeping keeping(Section section, List<String> destinations) {
        var standard = Keeping.STANDARD;
        var index =
                section.get("index")
                        .map(new IndexPathsReader(faults)::paths)
                        .orElse(standard.index());
        var queued =
                section.get("queued")
                        .map(new QueuedReader(destinations, faults)::queued)
                        .orElse(standard.queued());
        return new Keeping(index, RetentionReader.retention(section, faults), queued);
    }

    private static ZoneId zone(Section section) {
        var text = section.text("zone");
        if (text.isPresent()) {
            try {
                return Scalars.zone(text.get().text());
            } catch (IllegalArgumentException e) {
                section.fault(text.get(), "zone", String.valueOf(e.getMessage()));
            }
        }
        return UTC;
    }

    private Optional<Source> source(Section section, ZoneId zone) {
        var yaml = section.get("source");
        if (yaml.isEmpty()) {
            faults.add(
                    section.mark(),
                    "the channel has no source; write for example \"source: { mllp: { listen: 2575"
                            + " } }\"");
            return Optional.empty();
        }
        var names =
                section.get("destinations")
                        .filter(Yaml.Fields.class::isInstance)
                        .map(y -> ((Yaml.Fields) y).fields().stream().map(Yaml.Field::key))
                        .orElse(Stream.of())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new SourceReader(names, zone, faults).source(yaml.get());
    }

    private List<Destination> destinations(Section section) {
        var yaml = section.get("destinations");
        if (yaml.isEmpty()
                || !(yaml.get() instanceof Yaml.Fields fields)
                || fields.fields().isEmpty()) {
            faults.add(
                    yaml.map(Yaml::mark).orElse(section.mark()),
                    "the channel has no destinations; name at least one, for example"
                            + " \"destinations: { archive: { file: { folder: archive } } }\"");
            return List.of();
        }
        var reader = new DestinationReader(faults);
        var all = new ArrayList<Destination>();
        for (var field : fields.fields()) {
            if (!field.key().matches(ReservedWords.NAME)) {
                faults.add(
                        field.mark(),
                        "\""
                                + field.key()
                                + "\" cannot be a destination's name; use lower case letters,"
                                + " digits and \"-\" only");
            }
            reader.destination(field).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private OnError onError(Section section) {
        var standard = new OnError(OnError.Then.HOLD, true);
        var yaml = section.get("on-error");
        if (yaml.isEmpty()) {
            return standard;
        }
        if (yaml.get() instanceof Yaml.Text) {
            return new OnError(
                    section.choice("on-error", OnError.Then.class, standard.then()), true);
        }
        return Section.of(
                        ReservedWords.ON_ERROR,
                        yaml.get(),
                        "\"on-error\" is hold, refuse or drop, or { then: hold, lane: goes-on }",
                        faults)
                .map(s -> onErrorMap(s, standard))
                .orElse(standard);
    }

    private static OnError onErrorMap(Section section, OnError standard) {
        section.refuseOthers();
        var then = section.choice("then", OnError.Then.class, standard.then());
        var lane = section.choice("lane", Lane.class, Lane.BLOCKS);
        if (section.get("lane").isPresent() && then != OnError.Then.HOLD) {
            section.refuse("lane", "goes with \"then: hold\" only; remove it");
        }
        return new OnError(then, lane == Lane.BLOCKS);
    }

    private enum Lane {
        BLOCKS,
        GOES_ON
    }
}
