package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SiteReferencesTest {

    @TempDir Path etc;

    private final List<String> warnings = new ArrayList<>();
    private SiteReferences references;

    @BeforeEach
    void installation() throws IOException {
        Files.createDirectory(etc.resolve("secrets"));
        references =
                new SiteReferences(
                        etc,
                        name -> Optional.ofNullable(Map.of("HOME", "/home/x").get(name)),
                        warnings::add);
    }

    @Test
    void theEnvironment() {
        assertThat(references.resolve("env", "HOME")).contains("/home/x");
        assertThat(references.resolve("env", "NONE")).isEmpty();
        assertThat(references.where("env")).isEqualTo("the environment of the engine");
    }

    @Test
    void aSecretIsAFileWithoutItsLastLineEnd() throws IOException {
        secret("lab", "a b\n\n", "rw-------");
        assertThat(references.resolve("secret", "lab")).contains("a b\n");
        assertThat(warnings).isEmpty();
        secret("lab", "rotated\r\n", "rw-------");
        assertThat(references.resolve("secret", "lab")).contains("rotated");
    }

    @Test
    void aSecretThatEverybodyMayReadIsWarnedOf() throws IOException {
        secret("lab", "hunter2", "rw-r--r--");
        assertThat(references.resolve("secret", "lab")).contains("hunter2");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("lab may be read by everybody; chmod 600");
        assertThat(warnings.get(0)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../site.yaml", "a/b", "a.b", "", ".", "none"})
    void aNameIsNoPath(String name) throws IOException {
        secret("b", "x", "rw-------");
        assertThat(references.resolve("secret", name)).isEmpty();
    }

    @Test
    void theSitesValuesAreFlatOrNested() throws IOException {
        Files.writeString(
                etc.resolve("site.yaml"), "lab.host: lab1\nhis:\n  port: 0042\n  tls: yes\n");
        assertThat(references.resolve("site", "lab.host")).contains("lab1");
        assertThat(references.resolve("site", "his.port")).contains("0042");
        assertThat(references.resolve("site", "his.tls")).contains("yes");
        assertThat(references.resolve("site", "his")).isEmpty();
        assertThat(references.where("site")).endsWith("site.yaml");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aBrokenSiteFileIsWarnedOfWithItsLine() throws IOException {
        assertThat(references.resolve("site", "a")).isEmpty();
        Files.writeString(etc.resolve("site.yaml"), "# nothing yet\n");
        assertThat(references.resolve("site", "a")).isEmpty();
        assertThat(warnings).isEmpty();
        Files.writeString(etc.resolve("site.yaml"), "a: 1\nb:2\n");
        assertThat(references.resolve("site", "a")).isEmpty();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .endsWith("site.yaml:2:3: a space is missing behind the colon; write \"b: 2\"");
    }

    @Test
    void otherKindsAreNone() {
        assertThat(references.resolve("vault", "x")).isEmpty();
        assertThat(references.where("vault")).isEqualTo("env, secret or site");
    }

    private void secret(String name, String text, String permissions) throws IOException {
        var file = Files.writeString(etc.resolve("secrets").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
