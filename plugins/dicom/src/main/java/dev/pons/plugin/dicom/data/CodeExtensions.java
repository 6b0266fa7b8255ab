package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;

/**
 * Switches between sets of characters by escape sequences (ISO/IEC 2022 as PS3.5 section 6.1.2.5
 * has it). Line ends, and delimiters of values and of parts of names, bring back the sets of the
 * first value. For one text.
 */
final class CodeExtensions {

    static final byte ESC = 0x1B;

    private static final int BLANK = 0x20;

    private final CharacterSet set;
    private final Vr vr;
    private final @Nullable Repertoire[] invoked = new @Nullable Repertoire[2];

    CodeExtensions(CharacterSet set, Vr vr) {
        this.set = set;
        this.vr = vr;
        reset();
    }

    private void reset() {
        invoked[0] = initial(0);
        invoked[1] = initial(1);
    }

    private @Nullable Repertoire initial(int element) {
        for (var one : set.first()) {
            if (one.element() == element) {
                return one;
            }
        }
        return null;
    }

    private boolean resets(int one) {
        return one >= 0 && one < BLANK && one != ESC
                || one == '\\' && vr.isMultiple()
                || (one == '^' || one == '=') && vr == Vr.PN;
    }

    /** Null: the bytes are no text of these sets. */
    @Nullable String decode(byte[] bytes) {
        var out = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            byte one = bytes[at];
            if (one == ESC) {
                var next = Repertoire.invoked(bytes, at + 1);
                if (next == null) {
                    return null;
                }
                invoked[next.element()] = next;
                at += 1 + next.escape().length();
                continue;
            }
            var current = invoked[one < 0 ? 1 : 0];
            boolean single = current == null || current.width() == 1 || one >= 0 && one <= BLANK;
            if (single && one >= 0 && resets(one)) {
                reset();
            }
            if (one >= 0 && one <= BLANK) {
                out.append((char) one);
                at++;
                continue;
            }
            if (current == null || bytes.length - at < current.width()) {
                return null;
            }
            var text = current.decode(one, bytes[at + current.width() - 1]);
            if (text == null) {
                return null;
            }
            out.append(text);
            at += current.width();
        }
        return out.toString();
    }

    /** Null: a character is in none of these sets. */
    byte @Nullable [] encode(String text) {
        var out = new ByteArrayOutputStream(text.length() * 2);
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int point = text.codePointAt(i);
            if (resets(point)) {
                back(out);
                out.write(point);
                continue;
            }
            if (point == ESC) {
                return null;
            }
            if (!character(Character.toString(point), out)) {
                return null;
            }
        }
        back(out);
        return out.toByteArray();
    }

    private boolean character(String character, ByteArrayOutputStream out) {
        for (var one : invoked) {
            var bytes = one == null ? null : one.encode(character);
            if (bytes != null) {
                out.writeBytes(bytes);
                return true;
            }
        }
        for (var one : set.all()) {
            var bytes = one.encode(character);
            if (bytes != null) {
                invoke(one, out);
                out.writeBytes(bytes);
                return true;
            }
        }
        return false;
    }

    private void invoke(Repertoire next, ByteArrayOutputStream out) {
        out.write(ESC);
        for (int i = 0; i < next.escape().length(); i++) {
            out.write(next.escape().charAt(i));
        }
        invoked[next.element()] = next;
    }

    /** The sets of the first value again; one that is not there needs no sequence. */
    private void back(ByteArrayOutputStream out) {
        for (int element = 0; element < invoked.length; element++) {
            var first = initial(element);
            if (first != null && invoked[element] != first) {
                invoke(first, out);
            }
        }
        reset();
    }
}
