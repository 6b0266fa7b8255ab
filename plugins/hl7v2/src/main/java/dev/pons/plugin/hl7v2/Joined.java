package dev.pons.plugin.hl7v2;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Fresh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Messages as one batch (HL7 v2.5, section 2.10.3): BHS with the delimiters of the first, its time
 * and id, the messages as they are, and BTS with their number.
 */
final class Joined {

    private static final int DELIMITERS = 5;

    private Joined() {}

    /** {@code ProblemException}: one is a batch itself, or has other delimiters than the first. */
    static byte[] of(List<Message> messages, Fresh envelope) throws ProblemException, IOException {
        var empty = FreshMessage.batch(envelope);
        if (messages.isEmpty()) {
            return empty;
        }
        var all = new ByteArrayOutputStream();
        byte[] wanted = {};
        for (var message : messages) {
            var bytes = message.body().toBytes();
            var header = Header.read(bytes);
            if (header.batch()) {
                throw new ProblemException(
                        Problem.of("value", "it is a batch itself; `split` it by MSH before"));
            }
            int at = header.start() + 3;
            var own = Arrays.copyOfRange(bytes, at, at + DELIMITERS);
            if (wanted.length == 0) {
                wanted = own;
                all.writeBytes(head(empty, own));
            } else if (!Arrays.equals(own, wanted)) {
                throw new ProblemException(
                        Problem.of("value", "it has other delimiters than the first one")
                                .at("MSH-2"));
            }
            all.write(bytes, header.start(), bytes.length - header.start());
            byte last = bytes[bytes.length - 1];
            if (last != '\r' && last != '\n') {
                all.write('\r');
            }
        }
        var count = "BTS" + (char) wanted[0] + messages.size() + "\r";
        all.writeBytes(count.getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }

    /** The BHS of an empty batch, with other delimiters. */
    private static byte[] head(byte[] empty, byte[] delimiters) {
        var text = new String(empty, StandardCharsets.ISO_8859_1);
        var bhs = text.substring(0, text.indexOf('\r') + 1);
        var field = String.valueOf((char) delimiters[0]);
        var rest = bhs.substring(3 + DELIMITERS).replace("|", field);
        return ("BHS" + new String(delimiters, StandardCharsets.ISO_8859_1) + rest)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
