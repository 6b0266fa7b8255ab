package dev.pons.plugin.astm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One record: its text until someone asks for a field, then fields. Behind it stand its line end
 * and lines that are no records.
 */
final class AstmRecord {

    /** Types of records (E1394-97, section 5.1.8). */
    static final String TYPES = "HPORCQMSL";

    private String text;
    private String end;
    private boolean gone;
    private @Nullable List<Field> fields;
    private int index;

    AstmRecord(String text, String end) {
        this.text = text;
        this.end = end;
    }

    String name() {
        return text.substring(0, 1);
    }

    /** H, whose second field has the delimiters. */
    boolean isHeader() {
        return text.charAt(0) == 'H';
    }

    /** See {@link Place#opaque}. */
    boolean opaque(int field) {
        return field == 1 || field == 2 && isHeader();
    }

    /** Where it stands among all records; see {@link Records#indexOf}. */
    int index() {
        return index;
    }

    void index(int now) {
        index = now;
    }

    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    String end() {
        return end;
    }

    void end(String other) {
        end = other;
    }

    /** As it stands, without its line end. */
    String text(Delimiters own) {
        if (fields == null) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(own.field());
            }
            out.append(fields.get(i).text(own));
        }
        return out.toString();
    }

    private List<Field> fields(Delimiters own) {
        if (fields == null) {
            var split = new ArrayList<Field>();
            for (var field : Split.by(own.field(), text)) {
                split.add(new Field(field));
            }
            fields = split;
        }
        return fields;
    }

    /** How many fields there are. */
    int count(Delimiters own) {
        return fields(own).size();
    }

    /** One more field, which is empty. */
    void extend(Delimiters own) {
        fields(own).add(new Field(""));
    }

    /** The live list of repeats of a field, counted from 1; empty: the field is absent. */
    List<Repeat> repeats(Delimiters own, int field) {
        var all = fields(own);
        return field > all.size() ? List.of() : all.get(field - 1).repeats(own, opaque(field));
    }

    /** All of it becomes another text; handles into it end. */
    void become(String other) {
        if (fields != null) {
            fields.forEach(Field::leave);
        }
        fields = null;
        text = other;
    }

    /** All repeats of a field become those of a text; the first handle stays. */
    void field(Delimiters own, int field, String other) {
        var repeats = repeats(own, field);
        var texts = Split.by(own.repeat(), other);
        while (repeats.size() > texts.size()) {
            repeats.remove(repeats.size() - 1).leave();
        }
        for (int i = 0; i < texts.size(); i++) {
            if (i < repeats.size()) {
                repeats.get(i).become(texts.get(i));
            } else {
                repeats.add(new Repeat(texts.get(i)));
            }
        }
    }
}
