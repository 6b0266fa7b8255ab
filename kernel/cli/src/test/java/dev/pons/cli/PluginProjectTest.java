package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** {@code pons plugin new}, on the archetype's files. */
class PluginProjectTest {

    private static final Path TEMPLATES = Path.of("../archetype/src/main/resources");

    @TempDir Path folder;

    @BeforeEach
    void pack() throws IOException {
        Path jar = folder.resolve("home/lib/pons/archetype.jar");
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> tree = Files.walk(TEMPLATES)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(TEMPLATES.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
    }

    private String call(String... words) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] all = Stream.concat(Stream.of(words), into()).toArray(String[]::new);
        PluginProject.run(
                new Arguments(all),
                folder.resolve("home"),
                Path.of("base"),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private Stream<String> into() {
        return Stream.of("--into", folder.resolve("work").toString());
    }

    private List<String> made() throws IOException {
        Path work = folder.resolve("work");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(work)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> work.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_project_has_sources_in_its_package_tests_a_page_and_an_example() throws IOException {
        String said = call("new", "lab-feed", "--kind", "listener", "--package", "org.lab.feed");
        assertThat(made())
                .containsExactly(
                        "lab-feed/README.md",
                        "lab-feed/example.yaml",
                        "lab-feed/pom.xml",
                        "lab-feed/src/main/java/org/lab/feed/LabFeedListener.java",
                        "lab-feed/src/main/java/org/lab/feed/LabFeedSource.java",
                        "lab-feed/src/main/java/org/lab/feed/package-info.java",
                        "lab-feed/src/test/java/org/lab/feed/LabFeedContractTest.java");
        assertThat(said).contains("mvn -f").contains("base/plugins/").contains("lab-feed.yaml");
    }

    @Test
    void the_kind_is_not_said_twice() throws IOException {
        call("new", "stamp-step", "--kind", "step");
        assertThat(made())
                .contains("stamp-step/src/main/java/com/example/stampstep/StampStep.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listener", "poller", "destination", "step", "format"})
    void no_value_is_left_open_in_any_kind(String kind) throws IOException {
        call("new", "one", "--kind", kind, "--vendor", "Lab & Sons");
        for (String file : made()) {
            String text = Files.readString(folder.resolve("work").resolve(file));
            assertThat(text.replaceAll("\\$\\{(project|pons)\\.[a-zA-Z.]+}", ""))
                    .as(file)
                    .doesNotContain("${");
            assertThat(file).doesNotContain("__");
        }
        assertThat(Files.readString(folder.resolve("work/one/pom.xml")))
                .contains("<groupId>com.example</groupId>")
                .contains("Bundle-Vendor: Lab & Sons");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "new Lab --kind step; small letters, digits and hyphens",
                "new lab; --kind is one of listener, poller, destination, step, format",
                "new lab --kind sink; --kind is one of",
                "new lab --kind step --package lab; a Java package with a dot",
                "new class --kind step; a Java package with a dot",
                "new lab --kind step --vendor <x>; --vendor is a name",
                "new lab more --kind step; one name is enough",
                "new lab --kind step --wrong; unknown option --wrong",
                "old lab --kind step; plugin knows one word, new",
                "new --kind step; expected a name"
            })
    void a_wrong_call_says_what_is_right_and_makes_nothing(String words, String said)
            throws IOException {
        assertThatThrownBy(() -> call(words.split(" ")))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining(said);
        assertThat(made()).isEmpty();
    }

    @Test
    void a_folder_that_is_there_is_left_alone() throws IOException {
        Files.createDirectories(folder.resolve("work/lab"));
        Files.writeString(folder.resolve("work/lab/mine.txt"), "mine");
        assertThatThrownBy(() -> call("new", "lab", "--kind", "step"))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("is there already");
        assertThat(made()).containsExactly("lab/mine.txt");
    }

    @Test
    void nothing_half_made_stays_when_the_templates_are_missing() throws IOException {
        Files.delete(folder.resolve("home/lib/pons/archetype.jar"));
        assertThatThrownBy(() -> call("new", "lab", "--kind", "step"))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }
}
