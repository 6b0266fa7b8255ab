package dev.pons.plugin.dicom.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of real devices and of other projects' tests, where they are there. */
public final class Corpus {

    private static final String FOLDER = "../shared/corpus/dicom";

    private Corpus() {}

    static Path folder() {
        var at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve(FOLDER))) {
            at = at.getParent();
        }
        assumeTrue(at != null, "skipped: there is no folder " + FOLDER + " beside a parent");
        return at == null ? Path.of("") : at.resolve(FOLDER).normalize();
    }

    public static List<Path> files() throws IOException {
        try (var files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
