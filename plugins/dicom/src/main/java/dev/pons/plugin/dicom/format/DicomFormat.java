package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Limits;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.format.DicomPath.Step;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Tree;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** DICOM files and data sets (PS3.10, PS3.5). */
final class DicomFormat implements Format {

    private static final int STUDY_INSTANCE_UID = 0x0020000D;
    private static final int LARGE_VALUE = 1024;
    private static final Pattern UID = Pattern.compile("[0-9][0-9.]{0,63}");
    private static final Map<String, Integer> FOUND_BY =
            Map.of(
                    "type", 0x00080060,
                    "id", 0x00080018,
                    "patient", 0x00100020,
                    "accession", 0x00080050,
                    "study", STUDY_INSTANCE_UID);

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        return tree(message);
    }

    private static DicomTree tree(Message message) throws ProblemException, IOException {
        try {
            var file = DicomFile.read(Stretch.of(message.body()), Limits.USUAL);
            return new DicomTree(file, message.body());
        } catch (RefusedException refused) {
            throw Faults.of(refused);
        }
    }

    @Override
    public void check(String path) {
        DicomPath.parse(path);
    }

    /** An element of a group of the standard that the dictionary has not. */
    @Override
    public Optional<String> doubt(String path) {
        for (var step : DicomPath.parse(path).steps()) {
            int tag = step.tag();
            boolean known = Tag.isPrivate(tag) || Tag.isGroupLength(tag);
            if (!known && Dictionary.of(tag).isEmpty()) {
                return Optional.of(
                        Tag.text(tag) + " is not in the dictionary of PS3.6: check its digits");
            }
        }
        return Optional.empty();
    }

    @Override
    public String path(List<String> names) {
        return names.stream().filter(name -> !name.isEmpty()).collect(Collectors.joining("."));
    }

    /** The items and values of an element are its repetitions. */
    @Override
    public Optional<String> within(String element, String path) {
        var base = DicomPath.parse(element).steps();
        var steps = DicomPath.parse(path).steps();
        if (steps.size() < base.size()) {
            return Optional.empty();
        }
        int last = base.size() - 1;
        for (int i = 0; i <= last; i++) {
            var own = steps.get(i);
            boolean same = i < last ? own.equals(base.get(i)) : own.isSame(base.get(i));
            if (!same || i == last && !own.isWhole()) {
                return Optional.empty();
            }
        }
        var rest = steps.subList(base.size(), steps.size());
        return Optional.of(rest.stream().map(Step::written).collect(Collectors.joining(".")));
    }

    @Override
    public Set<String> converts() {
        return Conversion.FORMATS;
    }

    @Override
    public Payload convert(Message message, String from, String to)
            throws ProblemException, IOException {
        return Conversion.FORMATS.contains(from)
                ? Conversion.from(message.body().toBytes())
                : Conversion.to(tree(message).file());
    }

    /** A backslash within a value stays none between values. */
    @Override
    public String escape(String value) {
        return value.replace('\\', Editor.BACKSLASH);
    }

    /**
     * The modality, the instance, the patient, the order's accession number, the study. Looked for
     * in the first elements; what comes behind is not looked at.
     */
    @Override
    public Map<String, String> identify(Message message) throws ProblemException, IOException {
        try {
            var content = Stretch.of(message.body());
            var data = DicomFile.begin(content, STUDY_INSTANCE_UID, Limits.USUAL).data();
            var found = new HashMap<String, String>(8);
            for (var one : FOUND_BY.entrySet()) {
                var text = text(data, one.getValue());
                if (!text.isEmpty()) {
                    found.put(one.getKey(), text);
                }
            }
            return found;
        } catch (RefusedException refused) {
            throw Faults.of(refused);
        }
    }

    /** Unreadable bytes are no reason to refuse a file: then it is found by other values. */
    private static String text(DataSet data, int tag) throws IOException {
        var element = data.find(tag);
        if (element == null || element.value().size() > LARGE_VALUE) {
            return "";
        }
        try {
            var texts = Values.texts(element, data);
            return texts.isEmpty() ? "" : texts.get(0);
        } catch (RefusedException unread) {
            return "";
        }
    }

    @Override
    public List<Problem> validate(Message message) throws ProblemException, IOException {
        return new DicomRules(tree(message).file()).problems();
    }

    /** A file with its meta information, explicit, little endian, in UTF-8. */
    @Override
    public Optional<Payload> fresh(Fresh wanted) {
        if (!wanted.version().isEmpty()) {
            throw new IllegalArgumentException("DICOM has no version: leave it out");
        }
        var entry = wanted.as();
        if (!UID.matcher(entry).matches()) {
            throw new IllegalArgumentException(
                    "`as` is the UID of a SOP class, for example 1.2.840.10008.5.1.4.1.1.7");
        }
        try {
            Content file = FreshFile.of(entry, wanted.id());
            return Optional.of(new Stretch(file));
        } catch (RefusedException | IOException fault) {
            throw new IllegalArgumentException("`as` is no UID of a SOP class", fault);
        }
    }
}
