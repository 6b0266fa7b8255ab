package dev.pons.framing;

import dev.pons.framing.Framing.Length;
import dev.pons.framing.Framing.Length.As;
import dev.pons.framing.Framing.Length.Includes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Framings and streams that tests share; bytes are written as Latin-1 text. */
final class Ways {

    private Ways() {}

    static Framing marked(String start, String end) {
        return of(start, end, null, null, 0, false, Duration.ZERO, Framing.Junk.SKIP);
    }

    static Framing strict(String start, String end) {
        return of(start, end, null, null, 0, false, Duration.ZERO, Framing.Junk.CLOSE);
    }

    static Framing delimiter(String text) {
        return of(null, null, text, null, 0, false, Duration.ZERO, Framing.Junk.SKIP);
    }

    static Framing length(int bytes, As as, Includes includes, int at) {
        var length = new Length(bytes, as, includes, at);
        return of(null, null, null, length, 0, false, Duration.ZERO, Framing.Junk.SKIP);
    }

    static Framing fixed(int bytes) {
        return of(null, null, null, null, bytes, false, Duration.ZERO, Framing.Junk.SKIP);
    }

    static Framing untilClose() {
        return of(null, null, null, null, 0, true, Duration.ZERO, Framing.Junk.SKIP);
    }

    static Framing silence() {
        return of(null, null, null, null, 0, false, Duration.ofMillis(200), Framing.Junk.SKIP);
    }

    private static Framing of(
            String start,
            String end,
            String delimiter,
            Length length,
            int fixed,
            boolean untilClose,
            Duration silence,
            Framing.Junk junk) {
        return new Framing(
                Optional.ofNullable(start),
                Optional.ofNullable(end),
                Optional.ofNullable(delimiter),
                Optional.ofNullable(length),
                fixed,
                untilClose,
                silence,
                junk);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(Frame frame) {
        try (frame) {
            return new String(frame.content().toBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What comes out: contents, or for what is not complete its end, length and first bytes. */
    static List<String> cut(Framing framing, int longest, Iterable<byte[]> pieces) {
        var decoder = framing.decoder(longest, null);
        var found = new ArrayList<String>();
        for (var piece : pieces) {
            int at = 0;
            while (at < piece.length) {
                at += decoder.feed(piece, at, piece.length - at);
                var frame = decoder.frame();
                if (frame != null) {
                    found.add(words(frame));
                    if (frame.end().isLast()) {
                        return found;
                    }
                }
            }
        }
        var last = decoder.left();
        if (last != null) {
            found.add(words(last));
        }
        return found;
    }

    private static String words(Frame frame) {
        var text = text(frame);
        var said = frame.repaired().isEmpty() ? "" : " (" + frame.repaired() + ")";
        return (frame.end() == Frame.End.COMPLETE
                        ? text
                        : frame.end() + " " + frame.length() + ": " + text)
                + said;
    }
}
