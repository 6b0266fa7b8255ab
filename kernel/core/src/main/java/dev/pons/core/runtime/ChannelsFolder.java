package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Keeps the engine's channels as the files of the channels folder say: {@code NAME.yaml} is channel
 * NAME; {@code NAME.test.yaml} and hidden files are not channels. Only what changed is deployed,
 * and with it what includes it. The folder itself is the state, so nothing is lost when the bundle
 * is refreshed. {@link #look} is called on one thread; files are deployed on the pool.
 */
final class ChannelsFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelsFolder.class);
    private static final String YAML = ".yaml";

    private final Path folder;
    private final Deployer deployer;
    private final ExecutorService pool;
    private final Findings findings = new Findings();
    private final Moves moves = new Moves();
    private final Map<String, Deployed> deployed = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();

    /** What moves: files, included files, and deployments under way; and what once came to rest. */
    private record Moves(Settling files, Settling included, Set<String> busy, Set<String> over) {
        Moves() {
            this(
                    new Settling(),
                    new Settling(),
                    ConcurrentHashMap.newKeySet(),
                    ConcurrentHashMap.newKeySet());
        }
    }

    private record Deployed(Stat stat, String hash, Includes includes) {}

    /** Does not look yet. The pool's threads deploy; it is the caller's to end. */
    ChannelsFolder(Path folder, Deployer deployer, ExecutorService pool) {
        this.folder = folder;
        this.deployer = deployer;
        this.pool = pool;
    }

    /** Done when every file that the first looks showed has been deployed, once at least. */
    CompletableFuture<Void> first() {
        return first;
    }

    /** What is wrong with files here that the engine cannot say. */
    List<Finding> findings() {
        return findings.list();
    }

    /** One look; true: something moves or is being deployed, look again soon. */
    boolean look() {
        return look(System.currentTimeMillis());
    }

    /** The same at a given time, in milliseconds since 1970. */
    boolean look(long time) {
        var looked = read(time);
        if (looked == null) {
            first.complete(null);
            return false;
        }
        var included = moves.included().look(includedNow(), time);
        looked.resting()
                .forEach(
                        (file, stat) -> {
                            if (stale(file, stat, included.resting())) {
                                begin(file, () -> deploy(file, stat));
                            }
                        });
        looked.gone().forEach(file -> findings.clear("channels/" + file));
        for (var file : deployed.keySet()) {
            if (!looked.resting().containsKey(file) && !looked.moving().contains(file)) {
                begin(file, () -> remove(file));
            }
        }
        var again =
                !(looked.moving().isEmpty()
                        && included.moving().isEmpty()
                        && moves.busy().isEmpty());
        if (!again || everyOneIsOver(looked)) {
            first.complete(null);
        }
        return again;
    }

    /** A file that somebody saves all the time does not hold up the start for ever. */
    private boolean everyOneIsOver(Settling.Looked looked) {
        return moves.over().containsAll(looked.resting().keySet())
                && moves.over().containsAll(looked.moving());
    }

    private Settling.@Nullable Looked read(long time) {
        try {
            var files = Stat.list(folder, this::wanted);
            findings.clear("channels/");
            return moves.files().look(files, time);
        } catch (IOException | DirectoryIteratorException fault) {
            findings.report(
                    "channels/",
                    "cannot be read (" + Reason.of(fault) + "); all channels stay as they are",
                    "make " + folder + " a folder that the user of the engine can read");
            return null;
        }
    }

    private boolean wanted(String file) {
        if (file.startsWith(".") || file.endsWith(".test" + YAML)) {
            return false;
        }
        if (file.endsWith(".yml")) {
            var right = file.substring(0, file.length() - 4) + YAML;
            findings.report("channels/" + file, "is not read", "name it " + right);
        }
        return file.endsWith(YAML);
    }

    private Map<String, Stat> includedNow() {
        var now = new HashMap<String, Stat>();
        for (var channel : deployed.values()) {
            for (var path : channel.includes().stats().keySet()) {
                now.computeIfAbsent(path, channel.includes()::stat);
            }
        }
        return now;
    }

    private boolean stale(String file, Stat stat, Map<String, Stat> included) {
        var before = deployed.get(file);
        if (before == null || !before.stat().equals(stat)) {
            return true;
        }
        return before.includes().stats().entrySet().stream()
                .anyMatch(
                        asked -> {
                            var now = included.get(asked.getKey());
                            return now != null && !now.equals(asked.getValue());
                        });
    }

    /** Runs on the pool; a channel that is busy is looked at again. */
    private void begin(String file, Runnable work) {
        if (!moves.busy().add(file)) {
            return;
        }
        pool.execute(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException fault) {
                        LOG.error("channels/{} could not be deployed", file, fault);
                        moves.over().add(file);
                    } finally {
                        moves.busy().remove(file);
                    }
                });
    }

    private void deploy(String file, Stat stat) {
        var path = folder.resolve(file);
        try {
            var text = ChannelText.read(path);
            if (!Stat.of(path).equals(stat)) {
                return;
            }
            var before = deployed.get(file);
            if (before != null
                    && before.hash().equals(text.hash())
                    && !before.includes().changed()) {
                deployed.put(file, new Deployed(stat, text.hash(), before.includes()));
                return;
            }
            say(file, text);
            var includes = new Includes(folder, name(file), findings);
            deployed.put(file, new Deployed(stat, text.hash(), includes));
            deployer.deploy(name(file), text.text(), includes, owner(path));
            moves.over().add(file);
        } catch (IOException unreadable) {
            findings.report(
                    "channels/" + file,
                    "cannot be read (" + Reason.of(unreadable) + ")",
                    "let the user of the engine read it");
            moves.over().add(file);
        }
    }

    private static String owner(Path path) {
        try {
            return "the file of " + Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "a file";
        }
    }

    private void say(String file, ChannelText text) {
        text.fault()
                .ifPresentOrElse(
                        fault ->
                                findings.report(
                                        "channels/" + file,
                                        fault + "; an earlier version keeps running",
                                        "save it as UTF-8"),
                        () -> findings.clear("channels/" + file));
    }

    private void remove(String file) {
        findings.clear("channels/" + file);
        if (deployed.remove(file) != null) {
            deployer.remove(name(file));
        }
    }

    private static String name(String file) {
        return file.substring(0, file.length() - YAML.length());
    }
}
