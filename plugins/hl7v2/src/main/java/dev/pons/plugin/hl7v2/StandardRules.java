package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Outline.Part;
import dev.pons.plugin.hl7v2.Outline.Spot;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the standard asks of a message by the tables of its version: segments and their order,
 * required fields, repetitions, and how numbers and times are written. Further fields and
 * components are none of its faults, as receivers pass over them (HL7 v2.5, section 2.8), nor are
 * segments whose names begin with Z, nor lengths, which sites agree upon. One use.
 */
final class StandardRules {

    private static final int MOST = 20;

    private final Typed message;
    private final List<Problem> problems = new ArrayList<>();

    StandardRules(Typed message) {
        this.message = message;
    }

    /** The first of them, in the message's order; empty: none. */
    List<Problem> problems() throws ProblemException {
        if (message.structure().isEmpty()) {
            wrong("unsupported", "the version has no structure for this type of message", "MSH-9");
        }
        var spots = message.spots();
        for (int i = 0; i < message.segments().size() && problems.size() < MOST; i++) {
            var segment = message.segments().get(i);
            if (segment.name().startsWith("Z")) {
                continue;
            }
            if (message.standard().fields(segment.name()).isEmpty()) {
                wrong("value", "the version has no such segment", message.path(segment, 0, 1));
                continue;
            }
            if (!spots.isEmpty() && spots.get(i).index() == Outline.NOWHERE) {
                wrong(
                        "value",
                        "the message has no place for this segment here",
                        message.path(segment, 0, 1));
            }
            fields(segment);
        }
        missing(spots);
        return problems;
    }

    private void wrong(String code, String words, String path) {
        if (problems.size() < MOST) {
            problems.add(Problem.of(code, words).at(path));
        }
    }

    private void fields(Segment segment) throws ProblemException {
        int known = message.standard().fields(segment.name()).size();
        for (int number = 1; number <= known; number++) {
            if (number < 3 && segment.isHeader()) {
                continue;
            }
            var field = message.field(segment, number);
            var written = message.written(segment, number);
            if (written.isEmpty() && field.required()) {
                wrong("missing", "the field is required", message.path(segment, number, 1));
            }
            if (field.most() > 0 && written.size() > field.most()) {
                wrong(
                        "value",
                        "the field may stand " + field.most() + " times",
                        message.path(segment, number, field.most() + 1));
            }
            for (int i = 0; i < written.size(); i++) {
                value(written.get(i), field, message.path(segment, number, i + 1));
            }
        }
    }

    private void value(String written, Standard.Field field, String path) {
        if (field.type().isEmpty()) {
            wrong("value", "the segment names no data type that the version has", path);
            return;
        }
        parts(written, field.type(), 0, path);
    }

    private void parts(String written, String type, int level, String path) {
        var components = message.standard().components(type);
        if (components.isEmpty()) {
            var first = Typed.parts(Typed.parts(written, '^').get(0), '&').get(0);
            var fault =
                    first.isEmpty() || first.equals("\"\"") ? "" : Primitives.fault(type, first);
            if (!fault.isEmpty()) {
                wrong("value", fault, path);
            }
            return;
        }
        var parts = level > 1 ? List.of(written) : Typed.parts(written, level == 0 ? '^' : '&');
        for (int i = 0; i < Math.min(parts.size(), components.size()); i++) {
            parts(
                    parts.get(i),
                    components.get(i),
                    level + 1,
                    level > 1 ? path : path + "." + (i + 1));
        }
    }

    /** What groups that are there ask for. */
    private void missing(List<Spot> spots) {
        Map<Part, BitSet> groups = new IdentityHashMap<>();
        var order = new ArrayList<Part>();
        for (var spot : spots) {
            int index = spot.index();
            for (var part = spot.part(); part != null; part = part.around()) {
                if (!groups.containsKey(part)) {
                    groups.put(part, new BitSet());
                    order.add(part);
                }
                if (index >= 0) {
                    groups.get(part).set(index);
                }
                index = part.index();
            }
        }
        for (var part : order) {
            missing(part, groups.getOrDefault(part, new BitSet()));
        }
    }

    private void missing(Part part, BitSet there) {
        var slots = part.slot().slots();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            int end = i;
            while (slot.choice() && end + 1 < slots.size() && slots.get(end + 1).choice()) {
                end++;
            }
            int next = there.nextSetBit(i);
            if (slot.required() && (next < 0 || next > end)) {
                var first = slot;
                while (first.group()) {
                    first = first.slots().get(0);
                }
                wrong(
                        "missing",
                        (slot.group() ? "a group " + slot.name() : "this segment")
                                + " is required in "
                                + part.slot().name(),
                        first.name());
            }
            i = end;
        }
    }
}
