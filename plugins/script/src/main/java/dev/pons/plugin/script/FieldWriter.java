package dev.pons.plugin.script;

import dev.pons.plugin.script.Fields.Component;
import dev.pons.plugin.script.Fields.Field;
import dev.pons.plugin.script.Fields.Repetition;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;
import dev.pons.spi.format.Value;

/** Writes the fields of a segment that changed, and leaves all others as they came. */
final class FieldWriter {

    /** How HL7 says: delete what you have. */
    private static final String DELETED = "\"\"";

    private final Node segment;

    FieldWriter(Node segment) {
        this.segment = segment;
    }

    void write(Fields before, Fields now) throws ProblemException {
        boolean header = segment.name().equals("MSH");
        for (int i = 1; i <= Math.max(before.all().size(), now.all().size()); i++) {
            var was = before.field(i);
            var is = now.field(i);
            if (!was.equals(is)) {
                if (header && i <= 2) {
                    throw new ProblemException(
                            Problem.of(
                                            "not-allowed",
                                            "the delimiters of a message stay as they are")
                                    .at("MSH-" + i));
                }
                field(Integer.toString(i), was, is);
            }
        }
    }

    private void field(String path, Field was, Field is) throws ProblemException {
        int before = Math.max(1, was.repetitions().size());
        int now = Math.max(1, is.repetitions().size());
        for (int i = before; i > now; i--) {
            for (var surplus : segment.all(path + "[" + i + "]")) {
                surplus.remove();
            }
        }
        for (int i = 1; i <= now; i++) {
            repetition(path + "[" + i + "]", at(was, i), at(is, i));
        }
    }

    private static Repetition at(Field field, int number) {
        return number <= field.repetitions().size()
                ? field.repetitions().get(number - 1)
                : Repetition.NONE;
    }

    private void repetition(String path, Repetition was, Repetition is) throws ProblemException {
        var before = was;
        if (is.components().size() < was.components().size()) {
            segment.make(path).set(Value.empty());
            before = Repetition.NONE;
        }
        for (int i = 1; i <= is.components().size(); i++) {
            var old = i <= before.components().size() ? before.components().get(i - 1) : null;
            component(
                    path + "." + i, old == null ? Component.NONE : old, is.components().get(i - 1));
        }
    }

    private void component(String path, Component was, Component is) throws ProblemException {
        if (was.equals(is)) {
            return;
        }
        if (is.parts().size() <= 1) {
            set(path, is.parts().isEmpty() ? "" : is.parts().get(0));
            return;
        }
        if (was.parts().size() > is.parts().size()) {
            set(path, "");
        }
        for (int i = 1; i <= is.parts().size(); i++) {
            boolean same =
                    was.parts().size() <= is.parts().size()
                            && i <= was.parts().size()
                            && was.parts().get(i - 1).equals(is.parts().get(i - 1));
            if (!same) {
                set(path + "." + i, is.parts().get(i - 1));
            }
        }
    }

    private void set(String path, String text) throws ProblemException {
        segment.make(path).set(text.equals(DELETED) ? Value.deleted() : Value.of(text));
    }
}
