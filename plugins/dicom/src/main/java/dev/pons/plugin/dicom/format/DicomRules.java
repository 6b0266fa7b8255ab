package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.ValueRules;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.Problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file that can be read: order, values, and what must be the same twice. */
final class DicomRules {

    private static final int MOST = 20;
    private static final int[][] TWICE = {
        {0x00020002, 0x00080016}, {0x00020003, 0x00080018},
    };

    private final DicomFile file;
    private final List<Problem> problems = new ArrayList<>();

    DicomRules(DicomFile file) {
        this.file = file;
    }

    /** The first ones. */
    List<Problem> problems() throws IOException {
        if (!file.meta().elements().isEmpty() && file.data().find(0x00041220) == null) {
            for (var pair : TWICE) {
                same(pair[0], pair[1]);
            }
        }
        check(file.meta());
        check(file.data());
        return problems.subList(0, Math.min(MOST, problems.size()));
    }

    /** PS3.10 section 7.1: the meta information says the same as the data set. */
    private void same(int meta, int data) throws IOException {
        var first = text(file.meta(), meta);
        var second = text(file.data(), data);
        if (first.isEmpty() || second.isEmpty()) {
            add("missing", "the element is missing or empty", first.isEmpty() ? meta : data, -1);
        } else if (!first.equals(second)) {
            add("value", "it is not the same as " + Dictionary.name(data), meta, -1);
        }
    }

    private static String text(DataSet set, int tag) throws IOException {
        var element = set.find(tag);
        try {
            return element == null ? "" : String.join("\\", Values.texts(element, set));
        } catch (RefusedException unread) {
            return "";
        }
    }

    private void check(DataSet set) throws IOException {
        long last = -1;
        for (var element : set.elements()) {
            long tag = Integer.toUnsignedLong(element.tag());
            if (problems.size() >= MOST) {
                return;
            }
            if (tag <= last) {
                add(
                        "malformed",
                        tag == last ? "it stands twice" : "it stands behind a higher tag",
                        element.tag(),
                        position(element));
            }
            last = tag;
            value(element, set);
            for (var item : element.items()) {
                check(item);
            }
        }
    }

    private void value(Element element, DataSet set) throws IOException {
        if (element.vr().kind() != Vr.Kind.TEXT && element.vr().kind() != Vr.Kind.NUMBER) {
            return;
        }
        try {
            for (var text : Values.texts(element, set)) {
                var fault =
                        element.vr().kind() == Vr.Kind.TEXT
                                ? ValueRules.fault(text, element.vr())
                                : null;
                if (fault != null) {
                    add("value", fault, element.tag(), position(element));
                }
            }
        } catch (RefusedException unread) {
            problems.add(Faults.problem(unread));
        }
    }

    private static long position(Element element) {
        var span = element.span();
        return span == null ? -1 : span.at();
    }

    private void add(String code, String words, int tag, long position) {
        var problem = Problem.of(code, words).at(Dictionary.name(tag));
        problems.add(position < 0 ? problem : problem.at(position));
    }
}
