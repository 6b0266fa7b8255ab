package dev.pons.itests.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.itests.archive.Installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Real messages, as they were found; text is ISO 8859-1, one character per byte.
 *
 * @param name of the file
 * @param text without MLLP's frame bytes
 */
record Corpus(String name, String text) {

    private static final String FOLDER = "../shared/corpus/hl7v2";
    private static final Pattern FRAMED = Pattern.compile("(?s)\u000b(.*?)\u001c\r?");

    /** All of them, by name; the test is skipped where there are none. */
    static List<Corpus> all() {
        List<Corpus> found = ifThere();
        assumeTrue(
                !found.isEmpty(), "skipped: no corpus; there is no " + FOLDER + " beside a parent");
        return found;
    }

    /** All of them, by name; none where there are none. */
    static List<Corpus> ifThere() {
        Path at = Installation.repository();
        while (at != null && !Files.isDirectory(at.resolve(FOLDER))) {
            at = at.getParent();
        }
        if (at == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(at.resolve(FOLDER))) {
            return files.filter(Files::isRegularFile).sorted().flatMap(Corpus::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message of a file; all of them if it is a recording of frames. */
    private static Stream<Corpus> read(Path file) {
        String name = file.getFileName().toString();
        List<Corpus> frames = new ArrayList<>();
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FRAMED.matcher(text)
                .results()
                .map(found -> new Corpus(name + "#" + frames.size(), found.group(1)))
                .forEach(frames::add);
        String bare = text.replaceAll("[\u000b\u001c]", "");
        return frames.isEmpty() ? Stream.of(new Corpus(name, bare)) : frames.stream();
    }
}
