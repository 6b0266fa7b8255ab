package dev.pons.plugin.hl7v2;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code format: hl7v2}. */
@Name("hl7v2")
@Doc("HL7 version 2, with separators")
public record Hl7v2Options(
        @Doc("Character set of messages whose MSH-18 names none") @Default("UTF-8") String charset,
        @Doc(
                        "Takes messages without MSH-9 or MSH-10, or with lines that are no segments;"
                                + " such lines pass untouched. Paths may name components that no"
                                + " version has")
                @Default("false")
                boolean lenient,
        @Doc(
                        "Which rules the replies follow: enhanced (as MSH-15 and MSH-16 ask, where"
                                + " one of them stands), or original (AA, AE, AR, always one)")
                @Default("enhanced")
                Mode mode,
        @Doc(
                        "What a message must be to be taken: hl7v2 (it can be read), or standard (what"
                                + " the tables of its version ask)")
                @Default("hl7v2")
                Check check) {

    /** What a message must be. */
    public enum Check {
        HL7V2,
        STANDARD
    }

    /** The acknowledgement modes of HL7 v2.5, section 2.9. */
    public enum Mode {
        ORIGINAL,
        ENHANCED
    }
}
