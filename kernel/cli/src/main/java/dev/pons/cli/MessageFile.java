package dev.pons.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of a file. With MLLP framing in it, what stands between the frames' bytes; otherwise
 * one message per MSH line, where whatever comes before the first belongs to it. Apart from the
 * framing every byte stays.
 */
final class MessageFile {

    private static final Pattern HEADER = Pattern.compile("(?<=[\r\n])MSH(?=[^A-Za-z0-9\r\n])");

    private MessageFile() {}

    static List<byte[]> read(Path file, boolean carriageReturns) throws IOException {
        List<byte[]> messages = split(Files.readAllBytes(file));
        if (messages.isEmpty()) {
            throw new IOException(file + " is empty");
        }
        return carriageReturns ? messages.stream().map(MessageFile::withCr).toList() : messages;
    }

    static List<byte[]> split(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<byte[]> messages = new ArrayList<>();
        if (text.indexOf(Mllp.START) >= 0 || text.indexOf(Mllp.END) >= 0) {
            for (String frame : text.split("\u001C\r?\n?")) {
                add(messages, frame.substring(frame.indexOf(Mllp.START) + 1));
            }
            return messages;
        }
        int begin = 0;
        boolean header = text.startsWith("MSH");
        Matcher matcher = HEADER.matcher(text);
        while (matcher.find()) {
            if (header) {
                add(messages, text.substring(begin, matcher.start()));
                begin = matcher.start();
            }
            header = !text.startsWith("FHS") && !text.startsWith("BHS");
        }
        add(messages, text.substring(begin));
        return messages;
    }

    private static void add(List<byte[]> messages, String message) {
        if (!message.isBlank()) {
            messages.add(message.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] withCr(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\r")
                .replace('\n', '\r')
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
