package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Outline.Spot;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message together with what the standard's tables say of it. One thread. */
final class Typed {

    private static final Standard.Field UNKNOWN = new Standard.Field("", false, 0);

    private final Hl7v2Tree tree;
    private final List<Segment> segments;
    private final Standard standard;
    private final String name;
    private final Optional<Slot> structure;

    Typed(Hl7v2Tree tree) throws ProblemException {
        this.tree = tree;
        this.segments = tree.segments().all();
        this.standard = Standard.of(first("MSH-12.1"));
        var type = first("MSH-9.1");
        var event = first("MSH-9.2");
        var told = first("MSH-9.3");
        var known = standard.named(type, event, told);
        this.structure = known.flatMap(standard::structure);
        this.name =
                known.orElse(told.isEmpty() ? event.isEmpty() ? type : type + "_" + event : told);
    }

    private String first(String path) throws ProblemException {
        var found = tree.find(tree.root(), path);
        return found.isEmpty() ? "" : tree.value(found.get(0)).text();
    }

    Standard standard() {
        return standard;
    }

    /** Of the structure; as the message says it, where the version has none for it. */
    String name() {
        return name;
    }

    /** Empty: the version has none for this message. */
    Optional<Slot> structure() {
        return structure;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Where the segments stand; empty: the structure is not known. */
    List<Spot> spots() {
        return structure
                .map(slot -> Outline.of(slot, segments.stream().map(Segment::name).toList()))
                .orElse(List.of());
    }

    int fields(Segment segment) {
        return segment.fields(tree.texts().delimiters());
    }

    /** What a field is; that of OBX-5 and MFE-4 by the field that says it. */
    Standard.Field field(Segment segment, int number) throws ProblemException {
        var fields = standard.fields(segment.name());
        if (number > fields.size()) {
            return UNKNOWN;
        }
        var field = fields.get(number - 1);
        if (!field.type().equals("varies")) {
            return field;
        }
        var said = segment.name().equals("MFE") ? 5 : 2;
        var written = written(segment, said);
        var type = written.isEmpty() ? "" : written.get(0);
        return new Standard.Field(
                standard.isType(type) ? type : "", field.required(), field.most());
    }

    /** The repetitions of a field with the standard's delimiters; none: it is empty. */
    List<String> written(Segment segment, int field) throws ProblemException {
        int count = segment.repetitions(tree.texts().delimiters(), field);
        var texts = new ArrayList<String>(count);
        int last = 0;
        for (int i = 1; i <= count; i++) {
            var value = tree.encoded(new Place(segment, segment.rep(field, i), 0, 0));
            var text = value.kind() == Kind.DELETED ? "\"\"" : trimmed(value.text());
            texts.add(segment.isHeader() && field < 3 ? value.text() : text);
            last = texts.get(i - 1).isEmpty() ? last : i;
        }
        return texts.subList(0, last);
    }

    /** Without delimiters at the end, which say nothing. */
    static String trimmed(String text) {
        int to = text.length();
        while (to > 0 && (text.charAt(to - 1) == '^' || text.charAt(to - 1) == '&')) {
            to--;
        }
        return text.substring(0, to);
    }

    /** The path of a segment (field 0), or of a repetition of a field. */
    String path(Segment segment, int field, int repetition) {
        var texts = tree.texts();
        return texts.path(
                field == 0
                        ? Place.of(segment)
                        : new Place(segment, segment.rep(field, repetition), 0, 0));
    }

    Encoding encoding() {
        return tree.texts().encoding();
    }

    /** The parts of a text; at least one. */
    static List<String> parts(String text, char delimiter) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
