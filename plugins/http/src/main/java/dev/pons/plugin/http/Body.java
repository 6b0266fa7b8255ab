package dev.pons.plugin.http;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.StatusException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of one request: in memory while it is small, then in the kernel's spool. Of a form, one
 * part is the message and the others are facts.
 */
final class Body implements AutoCloseable {

    /** What is in memory of a body, and the longest field of a form beside it. */
    private static final int SMALL = 1 << 16;

    private final Spool spool;
    private byte[] first = {};
    private Spool.@Nullable Spooled spooled;

    Body(Spool spool) {
        this.spool = spool;
    }

    /**
     * Reads all of it; more facts of a form.
     *
     * @param part of a form that is the message; empty: the first with a file name
     */
    Map<String, String> read(Exchange exchange, String part) throws IOException {
        if (!exchange.hasParts()) {
            take(exchange.body());
            return Map.of();
        }
        var facts = new TreeMap<String, String>();
        boolean found = false;
        for (var next = exchange.nextPart(); next.isPresent(); next = exchange.nextPart()) {
            var here = next.get();
            boolean wanted = part.isEmpty() ? here.file().isPresent() : here.name().equals(part);
            if (wanted && !found) {
                found = true;
                here.file().ifPresent(name -> facts.put("file", name));
                here.type().ifPresent(type -> facts.put("http.part.type", type));
                take(here.body());
            } else {
                facts.put("http.part." + here.name(), field(here.body()));
            }
        }
        if (!found) {
            throw new StatusException(
                    400,
                    part.isEmpty()
                            ? "no part of the form is a file"
                            : "the form has no part of the name that is the message");
        }
        return facts;
    }

    private void take(InputStream in) throws IOException {
        first = in.readNBytes(SMALL);
        if (first.length < SMALL) {
            return;
        }
        var to = spool.begin();
        spooled = to;
        to.write(first, 0, first.length);
        var some = new byte[SMALL];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            to.write(some, 0, n);
        }
    }

    private static String field(InputStream in) throws IOException {
        var bytes = in.readNBytes(SMALL + 1);
        if (bytes.length > SMALL) {
            throw new StatusException(
                    413, "a field of the form beside the message is longer than 64 kB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What came first, of a body that broke off. */
    byte[] first() {
        return first;
    }

    /** All of it, good until this is closed. */
    Payload payload() {
        return spooled == null ? Payload.of(first) : spooled.payload();
    }

    @Override
    public void close() {
        if (spooled != null) {
            spooled.close();
        }
    }
}
