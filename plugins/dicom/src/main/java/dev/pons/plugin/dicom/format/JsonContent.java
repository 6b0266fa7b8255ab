package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Syntax;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The data set that the DICOM JSON Model says (PS3.18 annex F), in UTF-8. */
final class JsonContent {

    private static final int META = 2;
    private static final List<String> NAMES = List.of("Alphabetic", "Ideographic", "Phonetic");

    private JsonContent() {}

    /** A data set, explicit, little endian; elements of group 0002 are left out. */
    static DataSet read(String json) throws IOException, RefusedException, ProblemException {
        var value = JsonReader.read(json);
        if (value instanceof List<?> list && list.size() == 1) {
            value = list.get(0);
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw Faults.of("value", "one object, a data set, is wanted", "$");
        }
        var data = DataSet.of(null, Syntax.EXPLICIT);
        if (members.containsKey("00080005") || !isAscii(json)) {
            var set = Element.of(Tag.SPECIFIC_CHARACTER_SET, Vr.CS);
            set.set(Content.of(Values.unchecked(List.of("ISO_IR 192"), set.tag(), Vr.CS, data)));
            data.put(set);
        }
        fill(data, members);
        return data;
    }

    private static boolean isAscii(String json) {
        return !json.contains("\\u") && json.chars().allMatch(one -> one < 0x80);
    }

    private static void fill(DataSet set, Map<?, ?> members)
            throws IOException, RefusedException, ProblemException {
        for (var member : members.entrySet()) {
            var name = String.valueOf(member.getKey());
            if (!name.matches("\\p{XDigit}{8}") || !(member.getValue() instanceof Map<?, ?> body)) {
                throw Faults.of("value", "an element is \"00100020\": {\"vr\": \"LO\", ...}", "$");
            }
            int tag = Integer.parseUnsignedInt(name, 16);
            boolean left =
                    Tag.group(tag) == META
                            || tag == Tag.SPECIFIC_CHARACTER_SET
                            || Tag.isGroupLength(tag);
            if (!left) {
                set.put(element(tag, body, set));
            }
        }
    }

    private static Element element(int tag, Map<?, ?> body, DataSet set)
            throws IOException, RefusedException, ProblemException {
        var code = String.valueOf(body.get("vr"));
        var vr = code.length() == 2 ? Vr.of(code.charAt(0), code.charAt(1)) : null;
        if (vr == null || body.containsKey("BulkDataURI")) {
            throw wrong(vr == null ? "`vr` is none of DICOM" : "bulk data is not fetched", tag);
        }
        var element = Element.of(tag, vr);
        if (body.get("InlineBinary") instanceof String text) {
            element.set(Content.of(Values.even(bytes(text, tag), vr)));
            return element;
        }
        var values = body.get("Value") instanceof List<?> list ? list : List.of();
        if (vr == Vr.SQ) {
            for (var value : values) {
                items(element, value, set);
            }
        } else if (vr.kind() == Vr.Kind.BYTES && !values.isEmpty()) {
            throw wrong("bytes stand in `InlineBinary`, as Base64", tag);
        } else {
            element.set(Content.of(Values.unchecked(texts(values, tag), tag, vr, set)));
        }
        return element;
    }

    private static ProblemException wrong(String words, int tag) {
        return Faults.of("value", words, Dictionary.name(tag));
    }

    private static byte[] bytes(String text, int tag) throws ProblemException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException none) {
            throw wrong("`InlineBinary` is no Base64", tag);
        }
    }

    private static void items(Element sequence, @Nullable Object value, DataSet set)
            throws IOException, RefusedException, ProblemException {
        var members = value == null ? Collections.emptyMap() : value;
        if (!(members instanceof Map<?, ?> map)) {
            throw wrong("an item is an object", sequence.tag());
        }
        var item = DataSet.of(set, set.syntax());
        sequence.insert(sequence.items().size(), item);
        fill(item, map);
    }

    private static List<String> texts(List<?> values, int tag) throws ProblemException {
        var texts = new ArrayList<String>();
        for (var value : values) {
            if (value == null) {
                texts.add("");
            } else if (value instanceof String text) {
                texts.add(text);
            } else if (value instanceof Map<?, ?> name) {
                texts.add(name(name));
            } else {
                throw wrong("a value is a text, a number, null, or the parts of a name", tag);
            }
        }
        return texts;
    }

    private static String name(Map<?, ?> groups) {
        var name = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            if (groups.get(NAMES.get(i)) instanceof String group && !group.isEmpty()) {
                while (name.chars().filter(one -> one == '=').count() < i) {
                    name.append('=');
                }
                name.append(group);
            }
        }
        return name.toString();
    }
}
