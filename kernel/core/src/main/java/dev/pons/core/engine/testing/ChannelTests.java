package dev.pons.core.engine.testing;

import dev.pons.core.config.Faults;
import dev.pons.core.config.References;
import dev.pons.core.control.TestView;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types;
import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the tests of a folder of channels. Each has an engine of its own in a temporary folder; the
 * channels of the site are not touched.
 *
 * @param channels the folder with channel files and tests
 * @param types that exist
 * @param site its references and tables, where a test gives none
 */
public record ChannelTests(Path channels, Types types, Site site) {

    private static final String TEST = ".test.yaml";

    /**
     * The tests of one channel, or of all. {@code IOException}: the folder cannot be read.
     *
     * @param channel empty: all
     * @param update golden files are written as they are now
     */
    public List<TestView> run(String channel, boolean update)
            throws IOException, InterruptedException {
        var views = new ArrayList<TestView>();
        for (var file : files(channel)) {
            views.addAll(run(file, update));
        }
        return views;
    }

    private List<Path> files(String channel) throws IOException {
        try (var files = Files.list(channels)) {
            return files.filter(f -> f.getFileName().toString().endsWith(TEST))
                    .filter(
                            f ->
                                    channel.isEmpty()
                                            || f.getFileName().toString().equals(channel + TEST))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    private List<TestView> run(Path path, boolean update) throws IOException, InterruptedException {
        var name = path.getFileName().toString();
        var faults = new Faults();
        var file = new TestReader(channels, faults).read(name, Files.readString(path));
        if (file.isEmpty()) {
            var words = faults.list().stream().map(Object::toString).toList();
            return List.of(
                    new TestView(
                            name.replace(TEST, ""), name, name, words, List.of(), Duration.ZERO));
        }
        var views = new ArrayList<TestView>();
        for (var test : file.get().cases()) {
            views.add(run(file.get(), test, update));
        }
        return views;
    }

    private TestView run(TestFile file, TestFile.Case test, boolean update)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var failures = new ArrayList<String>();
        var updated = new ArrayList<String>();
        var folder = Files.createTempDirectory("pons-test-");
        try {
            var script = script(file.channel());
            try (var run = new CaseRun(folder, file, test, types, siteOf(file))) {
                var judge = new Judge(channels, update, run.run(script, test.given()));
                judge.compare(test.expect());
                failures.addAll(judge.failures());
                updated.addAll(judge.updated());
            }
        } catch (IOException e) {
            failures.addAll(String.valueOf(e.getMessage()).lines().toList());
        } finally {
            delete(folder);
        }
        return new TestView(
                file.channel(),
                test.name(),
                test.mark().toString(),
                failures,
                updated,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private Script script(String channel) throws IOException {
        var path = channels.resolve(channel + ".yaml");
        if (!Files.exists(path)) {
            throw new IOException("there is no channel file " + channel + ".yaml beside the tests");
        }
        return new Script(channel, Files.readString(path), this::included);
    }

    private Optional<String> included(String name) {
        try {
            var file = channels.resolve(name).normalize();
            return file.startsWith(channels.normalize()) && Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Site siteOf(TestFile file) {
        References references =
                (kind, name) -> {
                    var given = file.references().get(kind + ":" + name);
                    return given == null
                            ? site.references().resolve(kind, name)
                            : Optional.of(given);
                };
        return new Site(references, new TestTables(file.tables(), site.tables()));
    }

    /** A test's tables, and the site's where it gives none of that name. */
    private record TestTables(Map<String, CodeTable> given, Tables site) implements Tables {

        @Override
        public Optional<CodeTable> named(String name) {
            return given.containsKey(name) ? Optional.of(given.get(name)) : site.named(name);
        }

        @Override
        public Set<String> names() {
            var all = new HashSet<>(site.names());
            all.addAll(given.keySet());
            return all;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
