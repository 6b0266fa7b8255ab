package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.util.Base64;

/** Bytes inside a message: base64, as ED-5 has it (HL7 v2.5, section 2.A.24). */
final class Base64Text {

    private Base64Text() {}

    static String of(Value value) throws ProblemException {
        var payload = value.payload();
        if (payload.isEmpty()) {
            return "";
        }
        try {
            return Base64.getEncoder().encodeToString(payload.get().toBytes());
        } catch (IOException unread) {
            throw new ProblemException(
                    Problem.of("internal", "the bytes to set could not be read; try again"));
        }
    }
}
