package dev.pons.plugin.mail;

import dev.pons.spi.Payload;

import jakarta.activation.DataSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes of a file that goes with a mail; read from where they are. */
record Content(Payload bytes, String type) implements DataSource {

    static Content of(Payload bytes) {
        return new Content(bytes, "application/octet-stream");
    }

    static Content of(String text, Attach.Decode decode, String option) throws UnfitException {
        if (decode == Attach.Decode.NONE) {
            return of(Payload.of(text.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            // line breaks inside are usual, other characters are none of base64
            return of(Payload.of(Base64.getDecoder().decode(text.replaceAll("\\s", ""))));
        } catch (IllegalArgumentException e) {
            throw new UnfitException("\"" + option + "\" of this message is not base64");
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return bytes.open();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("it is only read");
    }

    @Override
    public String getContentType() {
        return type;
    }

    @Override
    public String getName() {
        return "";
    }
}
