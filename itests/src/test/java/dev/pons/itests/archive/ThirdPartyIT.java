package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Every library of others in the archive stands in THIRD-PARTY.md, with its licence. */
class ThirdPartyIT {

    @Test
    void everyLibraryIsNamedWithItsLicence() throws IOException {
        var home = Installation.home();
        var page = Files.readString(home.resolve("THIRD-PARTY.md"));
        try (var files = Files.walk(home)) {
            assertThat(files.filter(f -> f.toString().endsWith(".jar")))
                    .filteredOn(f -> !home.relativize(f).toString().contains("dev/pons"))
                    .filteredOn(f -> !f.startsWith(home.resolve("lib/pons")))
                    .isNotEmpty()
                    .allMatch(f -> names(page, f));
        }
    }

    /** By its name, or by the beginning of it with {@code *}. */
    private static boolean names(String page, Path jar) {
        var name = jar.getFileName().toString();
        return Pattern.compile("[\\w.-]+\\*?")
                .matcher(page)
                .results()
                .map(r -> r.group())
                .filter(word -> word.length() > 3)
                .anyMatch(
                        word ->
                                word.endsWith("*")
                                        ? name.startsWith(word.substring(0, word.length() - 1))
                                        : name.startsWith(word + "-"));
    }
}
