package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code pons test FOLDER}, {@code pons schema} and {@code pons cert new}: the engine's own code
 * and the plugins, loaded from the installation and from the plugins folder, without a running
 * engine.
 */
final class Workbench {

    private static final String OFFLINE = "dev.pons.core.engine.testing.Offline";

    private static final String CERTIFICATES = "dev.pons.core.net.tls.DevelopmentCertificates";

    private final ClassLoader core;
    private final List<URLClassLoader> plugins;

    private Workbench(Path home, Path base) throws IOException {
        var jars = new ArrayList<Path>();
        jars.addAll(in(home.resolve("lib/pons"), "slf4j-"));
        jars.addAll(in(home.resolve("system/dev/pons/spi"), ""));
        jars.addAll(in(home.resolve("system/dev/pons/core"), ""));
        core = BundleLoader.of(jars, ClassLoader.getPlatformClassLoader());
        plugins = new ArrayList<>();
        for (var jar : in(home.resolve("system/dev/pons/plugin"), "")) {
            plugins.add(BundleLoader.of(List.of(jar), core));
        }
        for (var jar : in(base.resolve("plugins"), "")) {
            plugins.add(BundleLoader.of(List.of(jar), core));
        }
    }

    private static List<Path> in(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> f.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static int test(Arguments arguments, Path home, Path base, PrintStream out) throws IOException {
        var update = arguments.flag("--update");
        var junit = arguments.option("--junit").orElse("");
        var folders = arguments.rest();
        if (folders.size() > 1) {
            throw new WrongCallException("test [FOLDER] [--update] [--junit FILE]: one folder");
        }
        var folder = folders.isEmpty() ? base.resolve("channels") : Path.of(folders.get(0));
        if (!Files.isDirectory(folder)) {
            throw new WrongCallException("there is no folder " + folder);
        }
        var result =
                new Workbench(home, base)
                        .call(
                                "test",
                                List.of(
                                        List.class,
                                        Path.class,
                                        boolean.class,
                                        String.class,
                                        PrintStream.class),
                                folder.toAbsolutePath().normalize(),
                                update,
                                junit,
                                out);
        return (Integer) result;
    }

    static int schema(Arguments arguments, Path home, Path base, PrintStream out)
            throws IOException {
        if (!arguments.rest().isEmpty()) {
            throw new WrongCallException("schema takes nothing: schema > pons.schema.json");
        }
        out.println(new Workbench(home, base).call("schema", List.of(List.class)));
        return Main.DONE;
    }

    /** {@code pons cert new NAME --host lab.example}: a certificate to try with. */
    static int certificate(Arguments arguments, Path home, Path base, PrintStream out)
            throws IOException {
        var hosts = arguments.option("--host").map(h -> List.of(h.split(","))).orElse(List.of());
        int days = arguments.option("--days").map(d -> Arguments.count("--days", d)).orElse(365);
        var words = arguments.rest();
        if (words.size() != 2 || !words.get(0).equals("new")) {
            throw new WrongCallException(
                    "cert new NAME [--host lab.example,10.1.2.3] [--days 365]: a certificate to try"
                            + " with, signed by an authority of its own");
        }
        var folder = base.resolve("etc/tls");
        var made =
                new Workbench(home, base)
                        .call(
                                CERTIFICATES,
                                "make",
                                List.of(Path.class, String.class, List.class, int.class),
                                List.of(folder, words.get(1), hosts, days));
        out.println(made);
        return Main.DONE;
    }

    private Object call(String method, List<Class<?>> types, Object... more) throws IOException {
        var all = new ArrayList<Object>();
        all.add(plugins);
        all.addAll(List.of(more));
        return call(OFFLINE, method, types, all);
    }

    private Object call(String name, String method, List<Class<?>> types, List<Object> all)
            throws IOException {
        Thread.currentThread().setContextClassLoader(core);
        try {
            return core.loadClass(name)
                    .getMethod(method, types.toArray(new Class<?>[0]))
                    .invoke(null, all.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IOException("it ended with " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the installation is not whole: " + e, e);
        }
    }
}
