package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Part;
import dev.pons.core.config.Yaml.Field;
import dev.pons.core.config.Yaml.Fields;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One map of a channel file whose keys are words of the language, one of them maybe a type. */
final class Section {

    private final ReservedWords words;
    private final Fields fields;
    private final Faults faults;

    private Section(ReservedWords words, Fields fields, Faults faults) {
        this.words = words;
        this.fields = fields;
        this.faults = faults;
    }

    /** The section, or empty with the fault said. */
    static Optional<Section> of(ReservedWords words, Yaml yaml, String needed, Faults faults) {
        if (!(yaml instanceof Fields fields)) {
            faults.add(yaml.mark(), needed);
            return Optional.empty();
        }
        return Optional.of(new Section(words, fields, faults));
    }

    /** The value of a word. */
    Optional<Yaml> get(String word) {
        return fields.get(word);
    }

    /** Where the map begins. */
    Mark mark() {
        return fields.mark();
    }

    /** Says each key that is no word here; for a place that names no type. */
    void refuseOthers() {
        for (var field : others()) {
            faults.add(
                    field.mark(),
                    "unknown word \""
                            + field.key()
                            + '"'
                            + DidYouMean.words(field.key(), words.words()));
        }
    }

    /** The one key that names the type; empty with the fault said if there is none or several. */
    Optional<Part> part() {
        var candidates = new ArrayList<>(others());
        if (candidates.size() > 1) {
            candidates.removeIf(this::saidAsTypo);
        }
        if (candidates.size() == 1) {
            var type = candidates.get(0);
            return Optional.of(new Part(type.key(), type.mark(), type.value()));
        }
        if (candidates.isEmpty()) {
            faults.add(
                    fields.mark(),
                    words.place()
                            + " needs one key that names its "
                            + (words == ReservedWords.STEP ? "kind" : "type")
                            + example());
        } else {
            faults.add(candidates.get(1).mark(), several(candidates));
        }
        return Optional.empty();
    }

    private String several(List<Field> candidates) {
        var names =
                candidates.stream()
                        .map(f -> '"' + f.key() + '"')
                        .collect(Collectors.joining(" and "));
        return words == ReservedWords.STEP
                ? "a step does one thing, here stand " + names + "; begin each with \"- \""
                : words.place()
                        + " names one type, here stand "
                        + names
                        + "; keep one, and for the others choose one of "
                        + String.join(", ", words.words());
    }

    private String example() {
        return switch (words) {
            case STEP -> "; write for example \"keep: { MSH-9.1: ADT }\"";
            case SOURCE -> "; write for example \"mllp: { listen: 2575 }\"";
            case ENRICH -> "; write for example \"mllp: { connect: mpi.example:2575 }\"";
            default -> "; write for example \"file: { folder: archive }\"";
        };
    }

    private boolean saidAsTypo(Field field) {
        var meant = DidYouMean.of(field.key(), words.words());
        meant.ifPresent(
                m ->
                        faults.add(
                                field.mark(),
                                "unknown word \""
                                        + field.key()
                                        + "\"; did you mean \""
                                        + m
                                        + "\"?"));
        return meant.isPresent();
    }

    /** Keys that are no words here; those of another place are said and left out. */
    private List<Field> others() {
        var all = ReservedWords.all();
        var others = new ArrayList<Field>();
        for (var field : fields.fields()) {
            if (words.words().contains(field.key())) {
                continue;
            }
            if (all.contains(field.key())) {
                faults.add(
                        field.mark(),
                        "\""
                                + field.key()
                                + "\" is no word of "
                                + words.place()
                                + "; choose one of "
                                + String.join(", ", words.words()));
            } else {
                others.add(field);
            }
        }
        return others;
    }

    /** A duration, or the default. */
    Duration duration(String word, Duration standard, String remedy) {
        var text = text(word);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return Scalars.duration(text.get().text());
        } catch (IllegalArgumentException e) {
            fault(text.get(), word, e.getMessage() + remedy);
            return standard;
        }
    }

    /** A text; empty if it is not given or, with the fault said, is none. */
    Optional<Yaml.Text> text(String word) {
        var value = get(word);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof Yaml.Text text)) {
            faults.add(value.get().mark(), "\"" + word + "\": " + OneLine.unexpected(value.get()));
            return Optional.empty();
        }
        if (text.text().isEmpty() && !text.quoted()) {
            faults.add(
                    text.mark(),
                    "\"" + word + "\": no value stands here; write one, or remove the line");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** One text or a list of them; empty if it is not given or, with the fault said, is neither. */
    List<Yaml.Text> texts(String word) {
        var value = get(word);
        if (value.isEmpty() || !(value.get() instanceof Yaml.Items items)) {
            return text(word).stream().toList();
        }
        var texts = new ArrayList<Yaml.Text>();
        for (var item : items.items()) {
            if (item instanceof Yaml.Text text) {
                texts.add(text);
            } else {
                faults.add(item.mark(), "\"" + word + "\": " + OneLine.unexpected(item));
            }
        }
        if (items.items().isEmpty()) {
            faults.add(items.mark(), "\"" + word + "\": the list is empty; remove the line");
        }
        return texts;
    }

    /** One of some words, or the default. */
    <E extends Enum<E>> E choice(String word, Class<E> type, E standard) {
        var text = text(word);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return Scalars.constant(text.get().text(), type);
        } catch (IllegalArgumentException e) {
            fault(text.get(), word, String.valueOf(e.getMessage()));
            return standard;
        }
    }

    /** Yes or no, or the default. */
    boolean yes(String word, boolean standard) {
        var text = text(word);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            return Scalars.yes(text.get().text());
        } catch (IllegalArgumentException e) {
            fault(text.get(), word, String.valueOf(e.getMessage()));
            return standard;
        }
    }

    /** Says that a word that is given does not fit. */
    void refuse(String word, String words) {
        fields.fields().stream()
                .filter(f -> f.key().equals(word))
                .forEach(f -> faults.add(f.mark(), "\"" + word + "\" " + words));
    }

    /** {@code "retry": "often" is ...}. */
    void fault(Yaml.Text text, String word, String words) {
        var hint =
                text.text().contains("${")
                        ? "; references stand in the options of a type only"
                        : "";
        faults.add(text.mark(), "\"" + word + "\": \"" + text.text() + "\" " + words + hint);
    }
}
