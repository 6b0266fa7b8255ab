package dev.pons.plugin.serial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** What once crossed a line, read from a file that {@link Trace} wrote and a person may edit. */
record Recording(Path file, List<Piece> pieces) {

    private static final int TIME = "2026-01-31 10:44:50.995281 ".length();

    /**
     * One line of it.
     *
     * @param line from 1
     * @param at in the zone of the machine that wrote it
     */
    record Piece(int line, LocalDateTime at, Trace.Way way, byte[] bytes) {

        boolean isReceived() {
            return way == Trace.Way.RECEIVED;
        }
    }

    /**
     * Reads all of it. Empty lines, and those that begin with {@code #}, count for nothing. {@code
     * IOException}: it cannot be read, or one line is wrong, and which.
     */
    static Recording read(Path file) throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read; is it there, and the engine's own?", e);
        }
        var pieces = new ArrayList<Piece>();
        int number = 0;
        for (var line : lines(all)) {
            number++;
            try {
                var text = text(line);
                if (!text.isBlank() && !text.startsWith("#")) {
                    pieces.add(piece(number, text));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(place(file, number) + e.getMessage(), e);
            }
        }
        if (pieces.isEmpty()) {
            throw new IOException(file + " has no line of a recording");
        }
        return new Recording(file, pieces);
    }

    /** For words on one line of it. */
    String place(int line) {
        return place(file, line);
    }

    private static String place(Path file, int line) {
        return file + ", line " + line + ": ";
    }

    private static List<byte[]> lines(byte[] all) {
        var lines = new ArrayList<byte[]>();
        var line = new ByteArrayOutputStream();
        for (byte one : all) {
            if (one == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(one);
            }
        }
        lines.add(line.toByteArray());
        return lines;
    }

    /** Without what editors put around it. */
    private static String text(byte[] line) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            var begun = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return begun.endsWith("\r") ? begun.substring(0, begun.length() - 1) : begun;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no UTF-8; save the file as that", e);
        }
    }

    private static Piece piece(int number, String text) {
        for (var way : Trace.Way.values()) {
            if (text.startsWith(way.mark(), TIME)) {
                var bytes = Shown.bytes(text.substring(TIME + way.mark().length()));
                if (bytes.length == 0) {
                    throw new IllegalArgumentException("no bytes stand in it; remove it");
                }
                return new Piece(number, time(text.substring(0, TIME)), way, bytes);
            }
        }
        throw form();
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text, Trace.LOCAL);
        } catch (DateTimeParseException e) {
            throw form();
        }
    }

    private static IllegalArgumentException form() {
        return new IllegalArgumentException(
                "it does not begin as 2026-01-31 10:44:50.995281 Rx <== or Tx ==>; a note begins"
                        + " with #");
    }
}
