package dev.pons.plugin.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Every file of the corpus is read, written byte for byte as it came, and has the tags,
 * representations, lengths and values that dcmdump of DCMTK finds; or it is refused with a place.
 * Prints a table.
 */
class CorpusTest {

    /** Read by dcmtk, refused by us, and why that is right. */
    private static final Map<String, String> REFUSED =
            Map.of(
                    "pydicom__fileset-dicomdirtests/DICOMDIR-nooffset",
                    "the length of an item says 24 bytes more than the file has: it may be cut off");

    @TempDir Path folder;

    /** What of two dumps is not the same; empty: nothing. */
    private static String difference(List<Line> ours, List<Line> theirs) {
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            var a = i < ours.size() ? ours.get(i) : null;
            var b = i < theirs.size() ? theirs.get(i) : null;
            if (a == null || !a.equals(b)) {
                return "element " + i + ": " + shown(a) + " is not " + shown(b);
            }
        }
        return "";
    }

    private static String shown(@Nullable Line line) {
        return line == null
                ? "nothing"
                : Tag.text(line.tag())
                        + " "
                        + line.vr()
                        + " "
                        + line.length()
                        + " "
                        + line.value().substring(0, Math.min(60, line.value().length()));
    }

    @Test
    void everyFileIsReadAsDcmtkReadsItAndWrittenAsItCame() throws Exception {
        var root = Corpus.folder();
        var dictionary = dictionary();
        var table = new StringBuilder("\n");
        var counts = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (var file : Corpus.files()) {
            var name = root.relativize(file).toString();
            var theirs = dictionary == null ? null : dump(file, dictionary);
            var found = verdict(file, name, theirs);
            table.append(String.format("%-70s %s%n", name, found.words + found.detail));
            counts.merge(found.words, 1, Integer::sum);
            if (found.wrong && !REFUSED.containsKey(name)) {
                wrong.add(name + ": " + found.words + found.detail);
            }
        }
        var log = LoggerFactory.getLogger(CorpusTest.class);
        log.info("{}{}", table, counts);
        if (dictionary == null) {
            log.warn("dcmdump is missing, so nothing was compared: install the package dcmtk");
        }
        assertThat(wrong).as("files that are not read as dcmtk reads them").isEmpty();
    }

    private record Verdict(String words, String detail, boolean wrong) {}

    private static Verdict verdict(Path file, String name, @Nullable List<Line> theirs)
            throws IOException {
        var bytes = Files.readAllBytes(file);
        try {
            var read = DicomFile.read(Content.of(bytes), Limits.USUAL);
            assertThat(read.write().bytes()).as(name).isEqualTo(bytes);
            assertThat(rewritten(read)).as("%s, every element written", name).isEqualTo(bytes);
            if (theirs == null) {
                return new Verdict("read, identical; nothing to compare it with", "", false);
            }
            var difference = difference(Line.of(read), theirs);
            return difference.isEmpty()
                    ? new Verdict("read, identical, as dcmtk", "", false)
                    : new Verdict("read, identical, not as dcmtk", ": " + difference, true);
        } catch (RefusedException refused) {
            assertThat(refused.position()).as(name).isNotNegative();
            var place = ": " + refused.getMessage();
            return theirs == null
                    ? new Verdict("refused", place, false)
                    : new Verdict("refused, and dcmtk reads it", place, true);
        }
    }

    /** Each element put together from its stretches, as if a neighbour had been changed. */
    private static byte[] rewritten(DicomFile file) throws IOException, RefusedException {
        if (file.syntax().deflated()) {
            return file.original().bytes();
        }
        var out = new Pieces();
        out.add(file.original().part(0, file.begin()));
        out.addAll(new DataSetWriter(file.original()).write(file.meta()));
        out.addAll(new DataSetWriter(file.body()).write(file.data()));
        return out.bytes();
    }

    /** The one with the elements of the standard only; null: DCMTK is not here. */
    private static @Nullable Path dictionary() throws IOException {
        if (!Files.isDirectory(Path.of("/usr/share"))) {
            return null;
        }
        try (Stream<Path> all = Files.list(Path.of("/usr/share"))) {
            return all.filter(at -> String.valueOf(at.getFileName()).startsWith("libdcmtk"))
                    .map(at -> at.resolve("dicom.dic"))
                    .filter(Files::exists)
                    .filter(at -> Files.isExecutable(Path.of("/usr/bin/dcmdump")))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Null: it is refused. */
    private @Nullable List<Line> dump(Path file, Path dictionary) throws Exception {
        var out = folder.resolve("dump");
        var command =
                new ProcessBuilder("/usr/bin/dcmdump", "-q", "+L", "-Un", "-dc", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        command.environment().put("DCMDICTPATH", dictionary.toString());
        var process = command.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("dcmdump in time").isTrue();
        return process.exitValue() == 0
                ? Line.parsed(Files.readString(out, StandardCharsets.ISO_8859_1))
                : null;
    }
}
