package dev.pons.plugin.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The folder that a source looks into. */
record Inbox(Path folder, PathMatcher glob, FileSource.Order order) {

    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart");

    /**
     * The files that can be taken, in order. Hidden ones and those whose name says that they are
     * still being written are no files to us.
     */
    List<Found> look() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "the folder "
                            + folder
                            + (Files.exists(folder) ? " is not a folder" : " does not exist")
                            + ": create it, or correct the option folder");
        }
        var found = new ArrayList<Found>();
        try (var paths = Files.newDirectoryStream(folder, this::wanted)) {
            for (var path : paths) {
                look(path).ifPresent(found::add);
            }
        } catch (DirectoryIteratorException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(e);
        }
        found.sort(
                order == FileSource.Order.TIME
                        ? Comparator.comparing(Found::time).thenComparing(Found::name)
                        : Comparator.comparing(Found::name));
        return found;
    }

    private IOException unreadable(IOException e) {
        return new IOException(
                "the folder %s cannot be read (%s): let the user %s read it"
                        .formatted(folder, Words.of(e), System.getProperty("user.name")));
    }

    private boolean wanted(Path path) {
        var name = path.getFileName();
        var text = name.toString();
        var lower = text.toLowerCase(Locale.ROOT);
        return !text.startsWith(".")
                && UNFINISHED.stream().noneMatch(lower::endsWith)
                && glob.matches(name);
    }

    private Optional<Found> look(Path path) throws IOException {
        try {
            var link = Files.isSymbolicLink(path);
            if (link && !path.toRealPath().startsWith(folder.toRealPath())) {
                var itself = attributes(path, LinkOption.NOFOLLOW_LINKS);
                return Optional.of(new Found(path, 0, itself.lastModifiedTime(), true));
            }
            var file = attributes(path);
            return file.isRegularFile()
                    ? Optional.of(new Found(path, file.size(), file.lastModifiedTime(), false))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // taken away since, or a link to nowhere
        }
    }

    private static BasicFileAttributes attributes(Path path, LinkOption... links)
            throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, links);
    }
}
