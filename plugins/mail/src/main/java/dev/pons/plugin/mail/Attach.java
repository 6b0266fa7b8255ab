package dev.pons.plugin.mail;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Template;

import java.util.Optional;
import java.util.regex.Pattern;

/** A file that goes with a mail. */
record Attach(
        @Doc("Name of the file; values in it are escaped, so that it is one") @Place("file")
                Template name,
        @Doc("Media type of the file") @Default("application/octet-stream") String type,
        @Doc("What is in the file; without, the message itself (or what body: says)")
                Optional<Template> content,
        @Doc("How content is written: as text (none), or as base64") @Default("none")
                Decode decode) {

    /** RFC 2045, section 5.1, with parameters as they come. */
    private static final Pattern TYPE =
            Pattern.compile(
                    "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(\\s*;\\s*[A-Za-z0-9-]+=[A-Za-z0-9!#$&^_.+:-]+)*");

    /** How content is written. */
    enum Decode {
        /** As text, which becomes UTF-8. */
        NONE,
        /** RFC 4648. */
        BASE64
    }

    /** Checks that they fit together. */
    Attach {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "\"attach.type\" is a media type, such as application/pdf");
        }
        if (content.isEmpty() && decode == Decode.BASE64) {
            throw new IllegalArgumentException(
                    "\"attach.decode\" belongs to \"content\"; for the message itself write body: {"
                            + " from: ..., decode: base64 } beside mail");
        }
    }
}
