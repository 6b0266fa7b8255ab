package dev.pons.spi.format;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Optional;

/** The value of one place in a message, unescaped. {@code toString} never shows it. */
public final class Value {

    /**
     * May grow: ask {@link #exists()} and {@link #text()} first. DELETED is HL7's {@code ""} and
     * JSON's null.
     */
    public enum Kind {
        EMPTY,
        DELETED,
        TEXT,
        ENCODED,
        NUMBER,
        BOOLEAN,
        BINARY
    }

    private static final Value EMPTY = new Value(Kind.EMPTY, "", null);
    private static final Value DELETED = new Value(Kind.DELETED, "", null);

    private final Kind kind;
    private final String text;
    private final @Nullable Payload payload;

    private Value(Kind kind, String text, @Nullable Payload payload) {
        this.kind = kind;
        this.text = text;
        this.payload = payload;
    }

    /** A text; an empty one is {@link #empty()}. */
    public static Value of(String text) {
        return text.isEmpty() ? EMPTY : new Value(Kind.TEXT, text, null);
    }

    /**
     * A text that is already written as the format writes it, with its standard delimiters and
     * escapes ({@code MILLER^ANNA\T\SON} of HL7): structure is taken as structure.
     */
    public static Value encoded(String text) {
        return text.isEmpty() ? EMPTY : new Value(Kind.ENCODED, text, null);
    }

    /** A number. A format that knows texts only writes {@link #text()}. */
    public static Value of(BigDecimal number) {
        return new Value(Kind.NUMBER, number.toPlainString(), null);
    }

    /** Yes or no. */
    public static Value of(boolean yes) {
        return new Value(Kind.BOOLEAN, Boolean.toString(yes), null);
    }

    /**
     * Bytes, possibly many: a DICOM element, an embedded file. The format encodes them as its
     * standard says.
     */
    public static Value of(Payload bytes) {
        return new Value(Kind.BINARY, "", bytes);
    }

    /** The place is there and has no value. */
    public static Value empty() {
        return EMPTY;
    }

    /** The sender says: delete what you have. */
    public static Value deleted() {
        return DELETED;
    }

    /** The exact case. */
    public Kind kind() {
        return kind;
    }

    /** There is a real value: neither empty nor deleted. */
    public boolean exists() {
        return kind != Kind.EMPTY && kind != Kind.DELETED;
    }

    /** As text; empty where there is none, and for bytes. */
    public String text() {
        return text;
    }

    /** Of BINARY. */
    public Optional<Payload> payload() {
        return Optional.ofNullable(payload);
    }

    /** The kind only. */
    @Override
    public String toString() {
        return "Value[" + kind + "]";
    }
}
