package dev.pons.speed;

import dev.pons.spi.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The messages that are measured: those of {@code ./pons bench}, with a control id. */
final class Messages {

    /** ADT^A01, 669 bytes. */
    static final String ADT = text("/adt_a01.hl7");

    /** ORU^R01 with 14 results, 2,445 bytes. */
    static final String ORU = text("/oru_r01.hl7");

    private Messages() {}

    private static String text(String resource) {
        try (var in = Messages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace('\n', '\r')
                    .replace("${ID}", "0123456789ABCDEF");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Message of(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
