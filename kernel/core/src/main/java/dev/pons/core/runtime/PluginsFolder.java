package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps the framework's plugin bundles as the jars of the plugins folder say. A jar that must not
 * become a plugin is reported and changes nothing: what an earlier content of the file was keeps
 * running. One thread looks; findings and jars may be read on any.
 */
final class PluginsFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PluginsFolder.class);
    private static final long PATIENCE = 5_000;

    private final Path folder;
    private final PluginSwap swap;
    private final Admission admission;
    private final Findings findings = new Findings();
    private final Sights sights = new Sights();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private volatile Map<String, PluginJar> shown = Map.of();

    /**
     * What the looks know, by file: jars as read, since when one is not complete, and the hash of
     * one that does not start.
     */
    private record Sights(
            Settling settling,
            Map<String, Sight> read,
            Map<String, Long> incomplete,
            Map<String, String> failed) {
        Sights() {
            this(new Settling(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        }
    }

    private record Sight(Stat stat, @Nullable PluginJar jar) {}

    /** Does not look yet. */
    PluginsFolder(Path folder, PluginSwap swap, Admission admission) {
        this.folder = folder;
        this.swap = swap;
        this.admission = admission;
    }

    /** Done when every jar that the first looks showed runs or is reported. */
    CompletableFuture<Void> first() {
        return first;
    }

    /** What is wrong with files here. */
    List<Finding> findings() {
        return findings.list();
    }

    /** Jars that are complete, by file, installed or refused. */
    Map<String, PluginJar> jars() {
        return shown;
    }

    /** Whether jars may become plugins. */
    Admission admission() {
        return admission;
    }

    /** What was in use before. */
    Shelf shelf() {
        return swap.shelf();
    }

    /** Threads of plugins that were taken out. */
    List<Finding> leftThreads() {
        return swap.threads().findings();
    }

    /** Where a file is. */
    Path path(String file) {
        return folder.resolve(file);
    }

    /** One look; true: something moves, look again soon. */
    boolean look() {
        return look(System.currentTimeMillis());
    }

    /** The same at a given time, in milliseconds since 1970. */
    boolean look(long time) {
        Settling.Looked looked;
        try {
            looked = sights.settling().look(Stat.list(folder, PluginsFolder::wanted), time);
            findings.clear("plugins/");
        } catch (IOException | DirectoryIteratorException fault) {
            findings.report(
                    "plugins/",
                    "cannot be read (" + Reason.of(fault) + "); all plugins stay as they are",
                    "make " + folder + " a folder that the user of the engine can read");
            first.complete(null);
            return false;
        }
        looked.gone().forEach(this::forget);
        looked.resting().forEach(this::read);
        judge(looked, time);
        reconcile(looked);
        var again = !looked.moving().isEmpty() || !sights.incomplete().isEmpty();
        if (!again) {
            first.complete(null);
        }
        return again;
    }

    private static boolean wanted(String file) {
        return file.endsWith(".jar") && !file.startsWith(".");
    }

    private void forget(String file) {
        sights.read().remove(file);
        sights.incomplete().remove(file);
        sights.failed().remove(file);
        findings.clear("plugins/" + file);
    }

    private void read(String file, Stat stat) {
        var before = sights.read().get(file);
        if (before != null && before.stat().equals(stat)) {
            return;
        }
        sights.failed().remove(file);
        try {
            sights.read().put(file, new Sight(stat, PluginJar.read(folder.resolve(file))));
        } catch (IOException half) {
            LOG.debug("plugins/{} cannot be read yet", file, half);
            sights.read().put(file, new Sight(stat, null));
        }
    }

    /** Says which files are not complete for too long; the clock ends when it has been said. */
    private void judge(Settling.Looked looked, long time) {
        for (var file : looked.moving()) {
            judge(file, time);
        }
        for (var file : looked.resting().keySet()) {
            var sight = sights.read().get(file);
            if (sight != null && sight.jar() == null) {
                judge(file, time);
            } else {
                sights.incomplete().remove(file);
            }
        }
    }

    private void judge(String file, long time) {
        if (findings.has("plugins/" + file)) {
            return;
        }
        var since = sights.incomplete().computeIfAbsent(file, f -> time);
        if (time - since >= PATIENCE) {
            sights.incomplete().remove(file);
            var begun = PluginJar.begins(folder.resolve(file));
            findings.report(
                    "plugins/" + file,
                    begun ? "is not complete" : "is not a jar",
                    begun
                            ? "copy it under another name (adt.jar.part) and rename it when it is whole"
                            : "put the jar of the plugin here, or remove the file");
        }
    }

    private void reconcile(Settling.Looked looked) {
        var jars = new TreeMap<String, PluginJar>();
        sights.read()
                .forEach(
                        (file, sight) -> {
                            if (sight.jar() != null) {
                                jars.put(file, sight.jar());
                            }
                        });
        shown = Map.copyOf(jars);
        admission
                .trust()
                .fault()
                .ifPresentOrElse(findings::report, () -> findings.clear(Trust.FILE));
        var good = new ArrayList<PluginJar>();
        for (var jar : jars.values()) {
            admission
                    .check(jar, path(jar.file()))
                    .ifPresentOrElse(findings::report, () -> good.add(jar));
        }
        var bundles = swap.bundles();
        var choice = Choice.of(good, bundles.installed().keySet(), bundles.builtIn());
        choice.refused().forEach(findings::report);
        choice.chosen().keySet().stream()
                .filter(looked.resting()::containsKey)
                .sorted()
                .forEach(file -> run(choice.chosen().get(file)));
        for (var file : bundles.installed().keySet()) {
            var there = looked.resting().containsKey(file) || looked.moving().contains(file);
            if (!there || isRefused(jars.get(file))) {
                remove(file);
            }
        }
    }

    /** It runs, and is not trusted any more. */
    private boolean isRefused(@Nullable PluginJar jar) {
        return jar != null
                && swap.bundles().has(jar)
                && admission.trust().refuses(jar, path(jar.file()));
    }

    private void run(@Nullable PluginJar jar) {
        if (jar == null || jar.hash().equals(sights.failed().get(jar.file()))) {
            return;
        }
        var what = "plugins/" + jar.file();
        var path = path(jar.file());
        try {
            var why = swap.run(jar, path);
            if (why.isEmpty()) {
                findings.clear(what);
                return;
            }
            sights.failed().put(jar.file(), jar.hash());
            findings.report(
                    what,
                    "is not in use, the version before it goes on (" + String.join("; ", why) + ")",
                    "take another build of it; or mend the channel for it, and copy it again");
        } catch (BundleException broken) {
            sights.failed().put(jar.file(), jar.hash());
            findings.report(
                    what,
                    "does not start (" + Reason.of(broken) + ")",
                    "take another build of it, or remove the file; the log has the details");
            LOG.debug("{}", what, broken);
        } catch (IOException unreadable) {
            findings.report(
                    what,
                    "cannot be read (" + Reason.of(unreadable) + ")",
                    Files.exists(path) ? "let the user of the engine read it" : "copy it again");
        }
    }

    private void remove(String file) {
        try {
            swap.remove(file);
            sights.failed().clear();
        } catch (BundleException stuck) {
            findings.report(
                    "plugins/" + file,
                    "was removed but does not go (" + Reason.of(stuck) + ")",
                    "restart the engine");
        }
    }
}
