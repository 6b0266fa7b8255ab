package dev.pons.core.engine.testing;

import dev.pons.core.config.Schema;
import dev.pons.core.config.SiteReferences;
import dev.pons.core.engine.OwnTypes;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types.Kind;
import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Compiler;
import dev.pons.core.language.Tables;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the command line does with channel files while no engine runs. */
public final class Offline {

    private static final String CSV = ".csv";

    private Offline() {}

    /**
     * Runs the tests of a folder of channels; prints a line for each, and what failed.
     *
     * @param jars class loaders of plugins
     * @param update golden files are written as they are now
     * @param junit where a report in the form of JUnit goes; empty: nowhere
     * @return 0: all passed; 1: not, or there is none
     */
    public static int test(
            List<URLClassLoader> jars, Path folder, boolean update, String junit, PrintStream out)
            throws IOException, InterruptedException {
        var site = new Site(references(folder), tables(folder));
        var views = new ChannelTests(folder, new JarTypes(jars), site).run("", update);
        for (var view : views) {
            view.lines().forEach(out::println);
        }
        var failed = views.stream().filter(view -> !view.passed()).count();
        out.println(
                views.isEmpty()
                        ? "there is no NAME.test.yaml in " + folder
                        : views.size() + " tests, " + failed + " failed");
        if (!junit.isEmpty()) {
            Files.writeString(Path.of(junit), JunitReport.of(views));
        }
        return views.isEmpty() || failed > 0 ? 1 : 0;
    }

    private static SiteReferences references(Path folder) {
        return new SiteReferences(
                folder.resolveSibling("etc"),
                name -> Optional.ofNullable(System.getenv(name)),
                line -> {});
    }

    /** {@code tables} in the folder, or beside it. */
    private static Tables tables(Path folder) throws IOException {
        var all = new HashMap<String, CodeTable>();
        for (var place : List.of(folder.resolveSibling("tables"), folder.resolve("tables"))) {
            if (Files.isDirectory(place)) {
                try (var files = Files.list(place)) {
                    for (var file : (Iterable<Path>) files.sorted()::iterator) {
                        read(file, all);
                    }
                }
            }
        }
        return new FolderTables(Map.copyOf(all));
    }

    private static void read(Path file, Map<String, CodeTable> all) throws IOException {
        var name = file.getFileName().toString();
        if (!name.endsWith(CSV)) {
            return;
        }
        var table = name.substring(0, name.length() - CSV.length());
        try {
            all.put(table, CodeTable.read(table, Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private record FolderTables(Map<String, CodeTable> known) implements Tables {

        @Override
        public Optional<CodeTable> named(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public Set<String> names() {
            return known.keySet();
        }
    }

    /** The JSON schema of channel files with these plugins, for editors. */
    public static String schema(List<URLClassLoader> jars) throws IOException {
        var types = new JarTypes(jars);
        return new Schema(
                        OwnTypes.with(Kind.SOURCE, types.records(Kind.SOURCE)),
                        OwnTypes.with(Kind.DESTINATION, types.records(Kind.DESTINATION)),
                        types.records(Kind.STEP),
                        types.records(Kind.FORMAT),
                        Compiler.builtInSteps())
                .json();
    }
}
