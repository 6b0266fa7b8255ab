package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of the standard. */
class StandardTest {

    @Test
    void theTablesAreThoseOfHapi() throws Exception {
        var file = Path.of("src/main/resources/dev/pons/plugin/hl7v2/standard.txt");
        var text = HapiTables.text();
        if (Boolean.getBoolean("pons.renew")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .as("mvn test -Dtest=StandardTest -Dpons.renew=true writes it anew")
                .isEqualTo(text);
    }
}
