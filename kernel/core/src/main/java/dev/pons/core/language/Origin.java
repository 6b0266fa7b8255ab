package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What all branches of one message share: where it came from, when, and its formats. */
final class Origin {

    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final String id;
    private final Content content;
    private final String format;
    private final Formats formats;
    private final Instant now;
    private final ZoneId zone;
    private @Nullable String nowText;

    Origin(String id, Message message, String format, Formats formats, Instant now, ZoneId zone) {
        this.id = id;
        this.content = new Content(message);
        this.format = format;
        this.formats = formats;
        this.now = now;
        this.zone = zone;
    }

    String id() {
        return id;
    }

    /** The message as it came in; never edited, for a flow takes a copy before it writes. */
    Content content() {
        return content;
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return zone;
    }

    /** {@link #now()} as an HL7 time with seconds, in the channel's zone. */
    String nowText() {
        if (nowText == null) {
            nowText = NOW.format(ZonedDateTime.ofInstant(now, zone));
        }
        return nowText;
    }

    String formatName(Message message) {
        return message.format().isEmpty() ? format : message.format();
    }

    Format format(Message message) {
        String name = formatName(message);
        return formats.named(name).orElseThrow(() -> new Formats.Missing(name));
    }
}
