package dev.pons.core.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of this instance of the engine, below {@code karaf.base}.
 *
 * @param channels channel files
 * @param plugins plugins to drop in
 * @param tables code tables
 * @param data the journal and what stands behind it
 * @param etc settings, values of the site, secrets
 */
record Home(Path channels, Path plugins, Path tables, Path data, Path etc) {

    /** The folders below a base, made where they are missing. */
    static Home below(Path base) throws IOException {
        var root = base.toAbsolutePath().normalize();
        return new Home(
                made(root.resolve("channels")),
                made(root.resolve("plugins")),
                made(root.resolve("tables")),
                made(root.resolve("data").resolve("pons")),
                made(root.resolve("etc")));
    }

    /** {@code his-int-1:/srv/pons}: the machine and the instance folder. */
    String name() {
        var base = etc.resolveSibling("").normalize();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + base;
        } catch (UnknownHostException e) {
            return "localhost:" + base; // a machine without a name is named by the folder alone
        }
    }

    /** Where the administration keeps users and audit; not made yet. */
    Path administration() {
        return data.resolveSibling("admin");
    }

    private static Path made(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new IOException(
                    "the folder " + folder + " cannot be made (" + Reason.of(fault) + ")", fault);
        }
    }
}
