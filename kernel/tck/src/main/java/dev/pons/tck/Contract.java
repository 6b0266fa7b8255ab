package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;

/** What is asked of every plugin, whatever its kind. */
@SuppressWarnings("NullAway") // JUnit sets the fields, before each test
public abstract sealed class Contract
        permits ListenerContract,
                PollerContract,
                DestinationContract,
                StepContract,
                FormatContract {

    /**
     * The version of these contracts. A plugin that passes says so in its manifest, {@code
     * Pons-Contract: 1.0}.
     */
    public static final String VERSION = "1.0";

    /** Stands in bodies and secrets, and nowhere else. */
    static final String CANARY = "Kanarienvogel";

    static final Duration SOON = Duration.ofSeconds(10);

    /** The longest that closing may take. */
    static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    @TempDir Path folder;
    TestEngine engine;
    private Said said;

    /** The type under test. */
    protected abstract Type<?, ?> type();

    /** Other types that stand in its channels: for a step of one format, that format. */
    protected List<Type<?, ?>> others() {
        return List.of();
    }

    /**
     * Options in a channel file, as YAML in braces, at least three of which are wrong: one that the
     * type does not know, one with a value of another kind, one that is missing, or as many of an
     * unknown name.
     */
    protected abstract String wrongOptions();

    /** A whole channel file that the plugin's documentation shows; empty: it shows none. */
    protected abstract String example() throws IOException;

    /**
     * The page of the project, where {@code <!-- options -->} and {@code <!-- end of options -->}
     * stand around the table of options. Without: {@code README.md} of the folder that tests run
     * in.
     */
    protected Path readme() {
        return Path.of("README.md");
    }

    @BeforeEach
    final void begin() throws IOException {
        said = Said.listen();
        var types = new ArrayList<Type<?, ?>>(others());
        types.add(Packed.inUse(type()));
        engine = new TestEngine(folder.resolve("data"), types);
    }

    @AfterEach
    final void end() throws IOException {
        engine.close();
        said.close();
        assertThat(said.words())
                .as("content of messages and secrets in the log or in an exception's text")
                .doesNotContain(CANARY);
    }

    /** What is wrong with options is said all at once, each with its place in the file. */
    @Test
    void what_is_wrong_with_options_is_said_all_at_once() {
        engine.deploy("wrong", channel(wrongOptions()));
        var problems = engine.view("wrong").problems();
        assertThat(problems).as("problems of %s", wrongOptions()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(problems).allMatch(p -> p.matches("(?s)wrong\\.yaml:\\d+:\\d+: .+"));
    }

    /** Looking at options opens nothing: no thread, no port, no file. */
    @Test
    void looking_at_a_file_opens_nothing() {
        var before = Held.now();
        engine.deploy("looked", channel(options()) + "nonsense: yes\n");
        assertThat(engine.view("looked").state()).isEqualTo(ChannelState.BROKEN);
        assertThat(engine.view("looked").problems()).hasSize(1);
        assertThat(Held.now().since(before, type().getClass())).isEmpty();
    }

    /** The example of the documentation is right; other types in it need not be there. */
    @Test
    void the_example_of_the_documentation_is_right() throws IOException {
        var example = example();
        if (example.isEmpty()) {
            return;
        }
        assertThat(example).as("the example").containsPattern("\\b" + name() + "\\b");
        engine.deploy("example", example + "\n");
        assertThat(engine.view("example").problems())
                .filteredOn(problem -> !problem.startsWith("waiting for a plugin"))
                .isEmpty();
    }

    /**
     * The page has the options of the record. A table that is not there yet is written, and one
     * that is old with {@code -Dpons.renew=true}.
     */
    @Test
    void the_readme_has_the_options_of_the_record() throws IOException {
        assumeThat(Readme.isOne(readme())).as("a page with a place for options").isTrue();
        var table = Readme.table(type().config());
        if (Boolean.getBoolean("pons.renew") || !Readme.options(readme()).contains("|")) {
            Readme.write(readme(), table);
        }
        assertThat(Readme.options(readme()))
                .as("options in %s; -Dpons.renew=true writes them anew", readme())
                .isEqualTo(table);
    }

    /** Two in one engine do not know of each other. */
    @Test
    abstract void a_second_one_does_not_interfere() throws Exception;

    /** Closed within five seconds, and nothing of it is left. */
    @Test
    abstract void closing_leaves_nothing() throws Exception;

    /** A manifest that names a version of the contracts names the one that was passed. */
    @Test
    void the_manifest_names_the_version_that_was_passed() throws IOException {
        var named = named();
        assertThat(named.isEmpty() || named.equals(VERSION))
                .as("Pons-Contract: %s in the manifest; this is %s", named, VERSION)
                .isTrue();
    }

    private String named() throws IOException {
        var at = type().getClass();
        var path = at.getName().replace('.', '/') + ".class";
        var url = at.getClassLoader().getResource(path);
        if (url == null) {
            return "";
        }
        var root = url.toString().substring(0, url.toString().length() - path.length());
        try (InputStream in =
                java.net.URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
            var named = new Manifest(in).getMainAttributes().getValue("Pons-Contract");
            return named == null ? "" : named;
        } catch (java.io.FileNotFoundException none) {
            return "";
        }
    }

    /** Good options, for one that nobody talks to. */
    abstract String options();

    /** A channel around options. */
    abstract String channel(String options);

    /** As channel files call the type. */
    final String name() {
        var name = type().config().getAnnotation(Name.class);
        assertThat(name).as("@Name of %s", type().config()).isNotNull();
        return name.value();
    }

    /** A channel that works. */
    final void started(String channel, String text) {
        engine.deploy(channel, text);
        var view = engine.view(channel);
        assertThat(view.problems()).isEmpty();
        assertThat(view.state()).as(view.reason()).isEqualTo(ChannelState.STARTED);
    }

    /** Stops a channel, within the limit. */
    final void stops(String channel) {
        long begin = System.nanoTime();
        engine.stop(channel);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("the time that closing took")
                .isLessThan(LONGEST_CLOSE);
    }

    /** No thread, socket or file is there that was not there before. */
    final void leftNothing(Held before) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Held.now().since(before, type().getClass()))
                                        .as("left behind")
                                        .isEmpty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static List<String> texts(List<byte[]> all) {
        return all.stream().map(Contract::text).toList();
    }
}
