package dev.pons.core.runtime;

import dev.pons.core.config.AdminFile;
import dev.pons.core.config.AdminReader;
import dev.pons.core.config.Faults;
import dev.pons.core.config.References;
import dev.pons.core.control.Administration;
import dev.pons.core.net.Net;
import dev.pons.core.web.PassedOn;
import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/** The port of the administration, and its folder. */
record AdministrationPort(Path own, Path etc, References references, Net net)
        implements Administration {

    /** No channel has a slash in its name. */
    private static final String OWNER = "etc/" + AdminReader.FILE;

    @Override
    public Path folder() throws IOException {
        Files.createDirectories(own);
        if (Files.getFileStore(own).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        }
        return own;
    }

    @Override
    public Serving serve(Route route, Handler handler) throws IOException {
        var port = read().port();
        var lines = net.lines(OWNER, OWNER);
        try {
            lines.serve(port, route.access(new PassedOn()), handler);
            return new Served(lines, net.ports(OWNER).get(0));
        } catch (IOException | RuntimeException fault) {
            lines.close();
            throw fault;
        }
    }

    private AdminFile read() throws IOException {
        var faults = new Faults();
        var file = AdminReader.read(text(), references, faults);
        if (file.isEmpty()) {
            throw new IOException(
                    faults.list().stream()
                            .map(fault -> "etc/" + fault)
                            .collect(Collectors.joining("; ")));
        }
        return file.get();
    }

    private String text() throws IOException {
        try {
            return Files.readString(etc.resolve(AdminReader.FILE));
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new IOException(OWNER + " cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    private record Served(Net.Lines lines, InetSocketAddress address) implements Serving {

        @Override
        public void close() {
            lines.close();
        }
    }
}
