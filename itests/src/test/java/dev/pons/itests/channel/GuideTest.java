package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.AdminReader;
import dev.pons.core.config.AlertsReader;
import dev.pons.core.config.Faults;
import dev.pons.core.config.PluginsReader;
import dev.pons.core.config.References;
import dev.pons.core.control.ChannelState;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README, guide, plugins' pages and examples: what they show is true. */
class GuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Path PROFILE = ROOT.resolve("plugins/hapi/src/test/resources/adt-a01.xml");
    private static final String SITE = "# etc/";
    private static final Pattern COMMAND =
            Pattern.compile(
                    "\\b(channel|timer|message|table|plugin|ledger|engine|alert|serial|user|token|audit|webhook)"
                            + ":([a-z-]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @TempDir Path folder;

    record Block(Path page, String text) {

        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    static List<Path> pages() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().endsWith(".md"))
                    .filter(f -> !f.toString().matches(".*/(target|\\.git|corpus|instance)/.*"))
                    .sorted()
                    .toList();
        }
    }

    static List<Block> channels() throws IOException {
        var blocks = new ArrayList<Block>();
        for (var page : pages()) {
            FENCE.matcher(Files.readString(page))
                    .results()
                    .filter(r -> r.group(1).equals("yaml") && !r.group(2).startsWith(SITE))
                    .forEach(r -> blocks.add(new Block(page, r.group(2))));
        }
        return blocks;
    }

    /** A piece of a channel is tried in a channel around it. */
    static String whole(String text) {
        var whole = text;
        if (!Pattern.compile("(?m)^source:").matcher(whole).find()) {
            whole += "\nsource: { file: { folder: in }, format: hl7v2 }\n";
        }
        if (!Pattern.compile("(?m)^destinations:").matcher(whole).find()) {
            whole += "\ndestinations: { out: { file: { folder: out } } }\n";
        }
        return whole;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void everyChannelThatIsShownRuns(Block block) throws Exception {
        var text =
                whole(block.text())
                        .replaceAll("(port|listen): \\d{4,5}", "$1: " + Ports.free())
                        .replaceAll("(folder|profile): (?!\\w+://)", "$1: " + folder + "/");
        certificatesFor(block);
        profilesFor(block);
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            Files.createDirectories(folder.resolve("in"));
            var view = engine.deploy("shown", text, file -> Optional.empty());
            assertThat(view.problems()).isEmpty();
            assertThat(view.warnings()).isEmpty();
            assertThat(view.state()).as(view.reason()).isEqualTo(ChannelState.STARTED);
        }
    }

    /** The names that the pages use. */
    private void certificatesFor(Block block) throws IOException {
        if (block.text().contains("tls:")) {
            var certificates = new DevelopmentCertificates(folder.resolve("data/tls"));
            certificates.make("hospital", List.of(), 1);
            certificates.make("partners", List.of(), 1);
        }
    }

    private void profilesFor(Block block) throws IOException {
        if (block.text().contains("profile: ")) {
            Files.createDirectories(folder.resolve("profiles"));
            Files.copy(PROFILE, folder.resolve("profiles/adt-a01.xml"));
        }
    }

    /** Blocks that begin with the name of the file. */
    @Test
    void everyFileOfTheSiteThatIsShownIsRight() throws IOException {
        var found = new TreeSet<String>();
        for (var page : pages()) {
            for (var block : FENCE.matcher(Files.readString(page)).results().toList()) {
                if (block.group(2).startsWith(SITE)) {
                    var faults = new Faults();
                    found.add(read(block.group(2), faults));
                    assertThat(faults.list()).as(page.toString()).isEmpty();
                }
            }
        }
        assertThat(found).containsExactly(AdminReader.FILE, AlertsReader.FILE, PluginsReader.FILE);
    }

    private static String read(String block, Faults faults) {
        References references = (kind, name) -> Optional.of("x");
        var file = block.lines().findFirst().orElse("").replace(SITE, "");
        switch (file) {
            case AdminReader.FILE -> AdminReader.read(block, references, faults);
            case AlertsReader.FILE -> AlertsReader.read(block, references, faults);
            case PluginsReader.FILE -> PluginsReader.read(block, references, faults);
            default -> throw new AssertionError("nobody knows how to read etc/" + file);
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandThatIsNamedExists(Path page) throws IOException {
        var named = new TreeSet<String>();
        COMMAND.matcher(Files.readString(page)).results().forEach(r -> named.add(r.group()));
        assertThat(commands()).containsAll(named);
    }

    private static List<String> commands() throws IOException {
        var scope = Pattern.compile("scope = \"(\\w+)\",\\s+name = \"([\\w-]+)\"");
        var found = new ArrayList<>(ofPlugins());
        found.addAll(ofAdministration());
        try (var files = Files.list(ROOT.resolve("kernel/shell/src/main/java/dev/pons/shell"))) {
            files.filter(Files::isRegularFile)
                    .flatMap(f -> scope.matcher(read(f)).results())
                    .forEach(r -> found.add(r.group(1) + ":" + r.group(2)));
        }
        return found;
    }

    private static List<String> ofAdministration() {
        var all = "kernel/admin/src/main/java/dev/pons/admin/console/DoorCommands.java";
        return Pattern.compile("new Typed\\(\\s*\"(\\w+:\\w+)\"")
                .matcher(read(ROOT.resolve(all)))
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    /** Names that commands of plugins say of themselves. */
    private static List<String> ofPlugins() throws IOException {
        var name = Pattern.compile("String name\\(\\) \\{\\s+return \"(\\w+:[\\w-]+)\"");
        try (var files = Files.walk(ROOT.resolve("plugins"), 9)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> f.toString().contains("src/main/java"))
                    .flatMap(f -> name.matcher(read(f)).results())
                    .map(r -> r.group(1))
                    .toList();
        }
    }

    /** {@code ./pons VERB} and {@code bin/pons VERB}. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyVerbThatIsNamedExists(Path page) throws IOException {
        var known =
                Stream.of("distribution/src/main/files/bin/pons", "pons")
                        .flatMap(launcher -> verbs(ROOT.resolve(launcher)))
                        .toList();
        Pattern.compile("(?m)(?:^|`)(?:\\./|bin/)?pons ([a-z]+)\\b")
                .matcher(read(page))
                .results()
                .forEach(r -> assertThat(known).contains(r.group(1)));
    }

    private static Stream<String> verbs(Path launcher) {
        var verbs = Pattern.compile("(?m)^ *verbs=\"(.*)\"").matcher(read(launcher)).results();
        return Stream.of(verbs.findFirst().orElseThrow().group(1).split(" "));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        LINK.matcher(read(page))
                .results()
                .map(r -> r.group(1))
                .filter(to -> !to.contains("://"))
                .forEach(to -> assertThat(page.resolveSibling(to)).exists());
    }

    /**
     * {@code <!-- code: PATH -->} and a Java block: the block is that file, without its package.
     */
    @Test
    void theCodeThatIsShownIsCompiled() throws IOException {
        var shown = Pattern.compile("(?s)<!-- code: (\\S+) -->\\n```java\\n(.*?)```");
        var found = 0;
        for (var page : pages()) {
            var text = read(page);
            for (var match : shown.matcher(text).results().toList()) {
                var code =
                        read(ROOT.resolve(match.group(1)))
                                .replaceFirst("package [^\\n]*\\n\\n", "");
                if (Boolean.getBoolean("pons.renew")) {
                    Files.writeString(page, text.replace(match.group(2) + "```", code + "```"));
                } else {
                    assertThat(match.group(2))
                            .as("%s; renew it with -Dpons.renew=true", page)
                            .isEqualTo(code);
                }
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
