package dev.pons.admin.door;

import dev.pons.admin.json.JsonException;
import dev.pons.admin.json.JsonReader;
import dev.pons.admin.json.JsonWriter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code users.json}: users and tokens, with hashes of their secrets. It is replaced as a whole,
 * and is the engine's user's alone.
 *
 * @param folder where it stands
 */
record RegisterFile(Path folder) {

    private static final String NAME = "users.json";

    /** What stands in it. */
    record Content(List<User> users, List<Token> tokens) {}

    /** Empty: there is no file. {@code IOException}: it is not as it should be. */
    Optional<Content> read() throws IOException {
        var file = folder.resolve(NAME);
        try {
            return Optional.of(JsonReader.read(Files.readAllBytes(file), Content.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonException e) {
            throw new IOException(
                    file
                            + " cannot be read: "
                            + e.getMessage()
                            + "; put a copy of it back, or move it away: the next start makes a"
                            + " first user again",
                    e);
        }
    }

    void write(Content content) throws IOException {
        var part = folder.resolve(NAME + ".part");
        Files.deleteIfExists(part);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = FileChannel.open(part, options, owners())) {
            var bytes = ByteBuffer.wrap(JsonWriter.bytes(content));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                part,
                folder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] owners() throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        var own = PosixFilePermissions.fromString("rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(own)};
    }
}
