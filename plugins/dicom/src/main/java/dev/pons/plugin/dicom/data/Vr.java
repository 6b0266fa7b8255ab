package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

/** The value representations of PS3.5 section 6.2. */
public enum Vr {
    AE(Kind.TEXT, 16),
    AS(Kind.TEXT, 4),
    AT(Kind.NUMBER, 2),
    CS(Kind.TEXT, 16),
    DA(Kind.TEXT, 8),
    DS(Kind.TEXT, 16),
    DT(Kind.TEXT, 26),
    FD(Kind.NUMBER, 8),
    FL(Kind.NUMBER, 4),
    IS(Kind.TEXT, 12),
    LO(Kind.TEXT, 64),
    LT(Kind.TEXT, 10240),
    OB(Kind.BYTES, 1),
    OD(Kind.BYTES, 8),
    OF(Kind.BYTES, 4),
    OL(Kind.BYTES, 4),
    OV(Kind.BYTES, 8),
    OW(Kind.BYTES, 2),
    PN(Kind.TEXT, 0),
    SH(Kind.TEXT, 16),
    SL(Kind.NUMBER, 4),
    SQ(Kind.ITEMS, 0),
    SS(Kind.NUMBER, 2),
    ST(Kind.TEXT, 1024),
    SV(Kind.NUMBER, 8),
    TM(Kind.TEXT, 14),
    UC(Kind.TEXT, 0),
    UI(Kind.TEXT, 64),
    UL(Kind.NUMBER, 4),
    UN(Kind.BYTES, 1),
    UR(Kind.TEXT, 0),
    US(Kind.NUMBER, 2),
    UT(Kind.TEXT, 0),
    UV(Kind.NUMBER, 8);

    /** What a value is made of. */
    public enum Kind {
        TEXT,
        NUMBER,
        BYTES,
        ITEMS
    }

    private final Kind kind;
    private final int size;

    Vr(Kind kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** What a value is made of. */
    public Kind kind() {
        return kind;
    }

    /** Of a text: the most characters of one value, 0: no limit but the length field's. */
    public int most() {
        return kind == Kind.TEXT ? size : 0;
    }

    /** Bytes that change places in the other byte order: 1, 2, 4 or 8. */
    public int unit() {
        return kind == Kind.NUMBER || kind == Kind.BYTES ? size : 1;
    }

    /** Bytes of one number. */
    public int width() {
        return this == AT ? 4 : size;
    }

    /** Explicitly written it has two reserved bytes and a length of four (PS3.5 section 7.1.2). */
    public boolean isLong() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /** Its characters are those of (0008,0005) (PS3.5 section 6.1.2.3). */
    public boolean isOfCharacterSet() {
        return switch (this) {
            case LO, LT, PN, SH, ST, UC, UT -> true;
            default -> false;
        };
    }

    /** May have several values, with backslashes between. */
    public boolean isMultiple() {
        return switch (this) {
            case LT, ST, UR, UT -> false;
            default -> kind == Kind.TEXT || kind == Kind.NUMBER;
        };
    }

    /** Blanks before a value mean nothing. */
    public boolean isTrimmed() {
        return switch (this) {
            case AE, CS, DS, IS, LO, SH -> true;
            default -> false;
        };
    }

    /** What fills a value up to an even length. */
    public byte padding() {
        return (byte) (kind == Kind.TEXT && this != UI ? ' ' : 0);
    }

    /** By its two letters; null: none that the standard has. */
    public static @Nullable Vr of(int first, int second) {
        int code = first << 8 | second;
        return code >= 0 && code < CODES.length ? CODES[code] : null;
    }

    private static final @Nullable Vr[] CODES = codes();

    private static @Nullable Vr[] codes() {
        var codes = new @Nullable Vr['Z' << 8 | 'Z'];
        for (var vr : values()) {
            codes[vr.name().charAt(0) << 8 | vr.name().charAt(1)] = vr;
        }
        return codes;
    }
}
