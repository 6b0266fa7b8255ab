package dev.pons.core.runtime;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.Finding;
import dev.pons.core.control.PluginTrust;
import dev.pons.core.control.PluginView;
import dev.pons.core.control.Plugins;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What operators see and order of plugins. Any thread. */
final class PluginOperations implements Plugins {

    private static final Logger LOG = LoggerFactory.getLogger(PluginOperations.class);

    private final Doctor doctor;
    private final PluginsFolder folder;

    PluginOperations(Doctor doctor, PluginsFolder folder) {
        this.doctor = doctor;
        this.folder = folder;
    }

    @Override
    public List<PluginView> plugins() {
        return doctor.plugins();
    }

    @Override
    public List<Finding> doctor() {
        return doctor.doctor();
    }

    @Override
    public List<PluginTrust> trust() {
        return folder.jars().values().stream()
                .sorted(Comparator.comparing(PluginJar::file))
                .map(jar -> folder.admission().trust().look(jar, folder.path(jar.file())))
                .toList();
    }

    @Override
    public synchronized String rollback(String name, String who) {
        var file = file(name);
        var now = folder.jars().get(file);
        var path = folder.path(file);
        try {
            var before =
                    folder.shelf()
                            .before(file, now == null ? "" : now.hash())
                            .orElseThrow(() -> nothing(file));
            var back = PluginJar.read(before);
            var part = path.resolveSibling(file + ".part");
            Files.copy(before, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            var words =
                    "plugins/"
                            + file
                            + " is "
                            + back.symbolicName()
                            + " "
                            + back.version()
                            + " again";
            LOG.info("{}, ordered by {}", words, who);
            return words + (now == null ? "" : ", which was " + now.version());
        } catch (IOException e) {
            throw new ControlException(
                    "plugins/" + file + " cannot be written (" + Reason.of(e) + ")");
        }
    }

    private static ControlException nothing(String file) {
        return new ControlException(
                "of plugins/" + file + " no other jar was in use since it is there");
    }

    /** The file that is meant, present or kept. */
    private String file(String name) {
        Set<String> files = new TreeSet<>(folder.shelf().files());
        files.addAll(folder.jars().keySet());
        if (files.contains(name)) {
            return name;
        }
        return folder.jars().values().stream()
                .filter(jar -> jar.symbolicName().equals(name))
                .map(PluginJar::file)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ControlException(
                                        "there is no plugin \""
                                                + name
                                                + "\" in plugins/; there "
                                                + (files.isEmpty()
                                                        ? "is none"
                                                        : "are " + String.join(", ", files))));
    }
}
