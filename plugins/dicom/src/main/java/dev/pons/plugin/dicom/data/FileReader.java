package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Finds out what a file begins with, and how its data set is written (PS3.10 section 7.1). */
final class FileReader {

    private static final int PREAMBLE = 128;
    private static final int PREFIX = 4;
    private static final int META = 2;
    private static final int LAST_FIRST_GROUP = 0x10;

    private final Content content;
    private final Limits limits;

    FileReader(Content content, Limits limits) {
        this.content = content;
        this.limits = limits;
    }

    DicomFile read(int last) throws IOException, RefusedException {
        try (var in = new Input(content, Long.MAX_VALUE)) {
            var start = new DataSetReader(content, in, limits);
            boolean prefixed = isPrefixed(in);
            if (prefixed) {
                in.skip(PREAMBLE + PREFIX, 0);
            }
            long begin = in.position();
            var meta = meta(start, in, prefixed);
            var syntax = syntax(meta, in, prefixed);
            if (syntax.deflated()) {
                return inflated(meta, syntax, begin, in.position(), last);
            }
            var data = new DataSet(null, syntax, null);
            start.readAll(data, last);
            return new DicomFile(content, meta, data, content, begin);
        }
    }

    private DicomFile inflated(DataSet meta, Syntax syntax, long begin, long data, int last)
            throws IOException, RefusedException {
        var body = new Inflated(content.part(data, content.size() - data));
        long justified = Math.min(limits.inflated(), (1L << 24) + 200 * content.size());
        var set = new DataSet(null, syntax, null);
        try (var in = new Input(body, justified)) {
            new DataSetReader(body, in, limits).readAll(set, last);
        }
        return new DicomFile(content, meta, set, body, begin);
    }

    /** The four letters may stand at this place in the data of a file that has no preamble. */
    private static boolean isPrefixed(Input in) throws IOException, RefusedException {
        if (!in.has(PREAMBLE + PREFIX)) {
            return false;
        }
        var first = in.peek(PREAMBLE + PREFIX);
        var letters = new String(first, PREAMBLE, PREFIX, StandardCharsets.ISO_8859_1);
        if (!letters.equals("DICM")) {
            return false;
        }
        if (in.has(PREAMBLE + PREFIX + 2)) {
            var more = in.peek(PREAMBLE + PREFIX + 2);
            if (Syntax.EXPLICIT.u16(more, PREAMBLE + PREFIX) == META) {
                return true;
            }
        }
        return guess(in) == null;
    }

    /** Elements of group 2: always explicit, little endian; some have been seen implicit. */
    private static DataSet meta(DataSetReader start, Input in, boolean prefixed)
            throws IOException, RefusedException {
        var guessed =
                in.has(META) && Syntax.EXPLICIT.u16(in.peek(META), 0) == META ? guess(in) : null;
        var syntax = guessed == null || guessed.bigEndian() ? Syntax.EXPLICIT : guessed;
        var meta = new DataSet(null, syntax, null);
        while (Tag.group(start.next(syntax)) == META && (prefixed || guessed != null)) {
            start.element(meta, in.size(), 0);
        }
        return meta;
    }

    private static Syntax syntax(DataSet meta, Input in, boolean prefixed)
            throws IOException, RefusedException {
        var said = meta.find(Tag.TRANSFER_SYNTAX_UID);
        var uid = said == null ? "" : new String(said.value().bytes(), StandardCharsets.ISO_8859_1);
        if (!uid.isBlank()) {
            return Syntax.of(uid.replace("\0", "").strip());
        }
        var guessed = guess(in);
        if (guessed != null) {
            return guessed;
        }
        if (!in.has(1) && (prefixed || !meta.elements().isEmpty())) {
            return Syntax.EXPLICIT;
        }
        throw new RefusedException(
                Reason.MALFORMED,
                "this is no DICOM: neither a file's beginning nor an element of a data set is here",
                0,
                in.position());
    }

    /**
     * How what comes next seems to be written; null: it is no element that a data set begins with.
     */
    private static @Nullable Syntax guess(Input in) throws IOException, RefusedException {
        if (!in.has(8)) {
            return null;
        }
        var bytes = in.peek(8);
        boolean explicit = Vr.of(bytes[4], bytes[5]) != null;
        for (boolean big : new boolean[] {false, true}) {
            var syntax = explicit ? (big ? Syntax.BIG_ENDIAN : Syntax.EXPLICIT) : Syntax.IMPLICIT;
            int group = syntax.u16(bytes, 0);
            long length = Integer.toUnsignedLong(syntax.i32(bytes, 4));
            boolean fits = explicit || length == 0xFFFFFFFFL || length <= in.size() - in.position();
            if (group > 0 && group <= LAST_FIRST_GROUP && fits && (explicit || !big)) {
                return syntax;
            }
        }
        return null;
    }
}
