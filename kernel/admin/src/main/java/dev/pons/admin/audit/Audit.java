package dev.pons.admin.audit;

import dev.pons.admin.json.JsonException;
import dev.pons.admin.json.JsonReader;
import dev.pons.admin.json.JsonWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code audit.log}: one JSON object a line, on disk when {@link #add} returns. A last line that a
 * crash cut is set apart as {@code audit.cut} at the next start, and the chain goes on. Any thread.
 */
public final class Audit implements AutoCloseable {

    private static final String NAME = "audit.log";

    /** What would move the cursor of who reads it at a terminal. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    private static final int LONGEST_WORDS = 500;

    private final Path path;
    private final Clock clock;
    private final RandomAccessFile file;
    private long length;
    private long number;
    private String head = Chain.START;

    private Audit(Path path, Clock clock, RandomAccessFile file) {
        this.path = path;
        this.clock = clock;
        this.file = file;
    }

    /** Opens the one of a folder. {@code IOException}: it cannot be read or written. */
    public static Audit open(Path folder, Clock clock) throws IOException {
        var path = folder.resolve(NAME);
        var audit = new Audit(path, clock, new RandomAccessFile(path.toFile(), "rw"));
        try {
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            audit.goOn();
            return audit;
        } catch (IOException e) {
            audit.close();
            throw e;
        }
    }

    /** A line without its end was being written when the power failed. */
    private void goOn() throws IOException {
        long end = file.length();
        length = lineEnd(end);
        if (length < end) {
            Files.write(path.resolveSibling("audit.cut"), bytes(length, end));
            file.setLength(length);
            file.getFD().sync();
        }
        if (length > 0) {
            var line = bytes(lineEnd(length - 1), length);
            try {
                var last = JsonReader.read(line, AuditEntry.class);
                number = last.number();
                head = last.chain();
            } catch (JsonException e) {
                throw new IOException(
                        path
                                + " does not end with a line of an audit ("
                                + e.getMessage()
                                + "); keep it elsewhere, and a new one begins at the next start",
                        e);
            }
        }
    }

    /** Where the line before a place ends; 0: there is none. */
    private long lineEnd(long before) throws IOException {
        for (long at = before; at > 0; at--) {
            file.seek(at - 1);
            if (file.read() == '\n') {
                return at;
            }
        }
        return 0;
    }

    private byte[] bytes(long from, long to) throws IOException {
        var bytes = new byte[(int) (to - from)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    /**
     * One more. {@code IOException}: it is not kept, and what it is of must not be done.
     *
     * @param deed without content; long words are cut
     */
    public synchronized void add(Deed deed) throws IOException {
        var kept =
                new Deed(
                        shortened(deed.who()),
                        deed.from(),
                        deed.how(),
                        shortened(deed.what()),
                        shortened(deed.why()),
                        shortened(deed.outcome()));
        var entry = Chain.next(number + 1, clock.instant(), kept, head);
        var line = new ByteArrayOutputStream();
        line.writeBytes(JsonWriter.bytes(entry));
        line.write('\n');
        try {
            file.seek(length);
            file.write(line.toByteArray());
            file.getFD().sync();
        } catch (IOException e) {
            file.setLength(length);
            throw new IOException("the audit cannot be written to " + path, e);
        }
        length += line.size();
        number = entry.number();
        head = entry.chain();
    }

    private synchronized long written() {
        return number;
    }

    private static String shortened(String words) {
        var plain = CONTROLS.matcher(words).replaceAll("?");
        return plain.length() <= LONGEST_WORDS ? plain : plain.substring(0, LONGEST_WORDS) + "...";
    }

    /** The newest, oldest of them first. {@code IOException}: the file cannot be read. */
    public List<AuditEntry> newest(int most) throws IOException {
        var found = new ArrayDeque<String>();
        try (var lines = Files.lines(path)) {
            lines.limit(written())
                    .forEach(
                            line -> {
                                found.add(line);
                                if (found.size() > most) {
                                    found.remove();
                                }
                            });
        }
        return found.stream().map(Audit::readable).flatMap(Optional::stream).toList();
    }

    /** {@link #verify} says which line is none. */
    private static Optional<AuditEntry> readable(String line) {
        try {
            return Optional.of(
                    JsonReader.read(line.getBytes(StandardCharsets.UTF_8), AuditEntry.class));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** Reads all of it. {@code IOException}: it cannot be read. */
    public Verdict verify() throws IOException {
        long count = 0;
        long all = written();
        var before = Chain.START;
        try (var lines = Files.newBufferedReader(path)) {
            for (var line = lines.readLine();
                    line != null && count < all;
                    line = lines.readLine()) {
                count++;
                var entry = readable(line);
                var problem = entry.isEmpty() ? " is no line of an audit" : "";
                if (entry.isPresent()) {
                    problem = problem(entry.get(), count, before);
                    before = entry.get().chain();
                }
                if (!problem.isEmpty()) {
                    return new Verdict(count, before, "line " + count + problem);
                }
            }
        }
        var cut = count < all ? "the end is missing: lines " + (count + 1) + " to " + all : "";
        return new Verdict(count, before, cut);
    }

    private static String problem(AuditEntry entry, long count, String before) {
        if (!Chain.holds(entry)) {
            return " was changed";
        }
        return entry.number() == count && entry.before().equals(before)
                ? ""
                : " does not follow the line before: one was taken out or put in";
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
