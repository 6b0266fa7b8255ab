package dev.pons.plugin.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.regex.Pattern;

/** The dictionary is that of PS3.6. */
class DictionaryTest {

    private static final Path RESOURCE =
            Path.of("src/main/resources/dev/pons/plugin/dicom/data/dictionary.txt");
    private static final Path DCMTK = Path.of("/usr/share/libdcmtk17/dicom.dic");
    private static final Pattern LINE =
            Pattern.compile(
                    "\\((\\w{4})(?:-\\w{4})?,(\\w{4})(?:-\\w{4})?\\)\t(\\w\\w)\t(\\w+)\t(\\S+)\t(\\S+)");

    /** The table is made from the one of DCMTK; {@code -Dpons.renew=true} makes it anew. */
    @Test
    void theTableIsTheOneOfDcmtk() throws IOException {
        assumeTrue(Files.exists(DCMTK), "skipped: there is no " + DCMTK + " (package dcmtk 3.6.7)");
        var rows = new HashMap<String, String>();
        for (var line : Files.readAllLines(DCMTK)) {
            var match = LINE.matcher(line);
            if (match.matches() && match.group(6).startsWith("DICOM")) {
                var range = line.substring(0, line.indexOf('\t')).indexOf('-');
                var group = range == 5 ? match.group(1).substring(0, 2) + "xx" : match.group(1);
                var element = range == 10 ? match.group(2).substring(0, 2) + "xx" : match.group(2);
                var keyword = match.group(4).replaceFirst("^RETIRED_", "");
                rows.put(group + element, match.group(3) + " " + match.group(5) + " " + keyword);
            }
        }
        var text = new StringBuilder();
        Files.readAllLines(RESOURCE).stream().limit(3).forEach(l -> text.append(l).append('\n'));
        rows.entrySet().stream()
                .sorted(Comparator.comparing(row -> row.getKey().replace('x', '0')))
                .forEach(
                        r -> text.append(r.getKey()).append(' ').append(r.getValue()).append('\n'));
        if (Boolean.getBoolean("pons.renew")) {
            Files.writeString(RESOURCE, text);
        }
        assertThat(Files.readString(RESOURCE)).isEqualTo(text.toString());
    }

    @Test
    void elementsAreFoundByKeywordAndTagAndRepeatedGroupsByTheirFirst() {
        assertThat(Dictionary.of("PatientID").orElseThrow().tag()).isEqualTo(0x00100020);
        assertThat(Dictionary.of(0x00080005).orElseThrow().multiplicity()).isEqualTo("1-n");
        assertThat(Dictionary.of(0x60020010).orElseThrow().keyword()).isEqualTo("OverlayRows");
        assertThat(Dictionary.name(0x60020010)).isEqualTo("(6002,0010)");
        assertThat(Dictionary.name(0x00091001)).isEqualTo("(0009,1001)");
        assertThat(Dictionary.of("PatientId")).isEmpty();
    }
}
