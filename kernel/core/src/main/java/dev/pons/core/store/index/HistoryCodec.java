package dev.pons.core.store.index;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the story of a message as a column of the index. A first attempt that delivered takes some
 * 20 bytes: entries and times are differences to the step before, a text that came before is a
 * number, and the common words are known from the start.
 *
 * <pre>
 * head:  version, origin, parent, size
 * step:  kind + 16 x bytes, entry difference, time difference, numbers of the kind, texts of the kind
 * text:  0 empty, n the n-th text so far, one more than there are: a new one follows
 * </pre>
 */
final class HistoryCodec {

    private static final int BYTES = 16;

    /** Appended only: the files hold the place. */
    private static final List<String> COMMON =
            List.of("DELIVERED", "RETRY", "REJECTED", "UNKNOWN", "AWAITING", "not sent");

    private static final Map<String, Integer> COMMON_AT = new HashMap<>();

    static {
        for (var i = 0; i < COMMON.size(); i++) {
            COMMON_AT.put(COMMON.get(i), i + 1);
        }
    }

    private HistoryCodec() {}

    /**
     * What a message brought with it.
     *
     * @param origin ordinal of its kind
     */
    record Head(long version, int origin, long parent, long size) {}

    /** What was read. */
    record Story(Head head, History history) {}

    /** Texts that came before. */
    private static final class Texts {

        private final List<String> more = new ArrayList<>(4);

        /** Its place; one more than there are, if it is new, and is noted. */
        int place(String text) {
            if (text.isEmpty()) {
                return 0;
            }
            var common = COMMON_AT.get(text);
            if (common != null) {
                return common;
            }
            var known = more.indexOf(text);
            if (known < 0) {
                more.add(text);
                return COMMON.size() + more.size();
            }
            return COMMON.size() + known + 1;
        }

        int count() {
            return COMMON.size() + more.size();
        }

        String at(int place) {
            return place <= COMMON.size()
                    ? COMMON.get(place - 1)
                    : more.get(place - COMMON.size() - 1);
        }

        void add(String text) {
            more.add(text);
        }
    }

    static byte[] write(long message, long at, Head head, History history) {
        var out = new BytesOut(64);
        out.number(head.version());
        out.number(head.origin());
        out.number(head.parent());
        out.number(head.size());
        var texts = new Texts();
        var entry = message;
        var time = at;
        for (var step : history.steps()) {
            out.fixed8(step.kind().ordinal() + (step.bytes() ? BYTES : 0));
            out.number(zigzag(step.entry() - entry));
            out.number(zigzag(step.at() - time));
            if (step.kind().numbers > 0) {
                out.number(step.code());
            }
            if (step.kind().numbers > 1) {
                out.number(step.attempt());
            }
            for (var text : step.texts()) {
                var known = texts.count();
                var place = texts.place(text);
                out.number(place);
                if (place > known) {
                    out.text(text);
                }
            }
            entry = step.entry();
            time = step.at();
        }
        return Arrays.copyOf(out.array(), out.size());
    }

    static Story read(long message, long at, byte[] column) throws IOException {
        var in = new BytesIn(column, 0, column.length, true);
        var head = new Head(in.number(), (int) in.number(), in.number(), in.number());
        var texts = new Texts();
        var steps = new ArrayList<History.Step>(4);
        var entry = message;
        var time = at;
        while (in.more()) {
            var first = in.fixed8();
            var kind = History.Kind.values()[first & BYTES - 1];
            entry += unzigzag(in.number());
            time += unzigzag(in.number());
            var code = kind.numbers > 0 ? (int) in.number() : 0;
            var attempt = kind.numbers > 1 ? (int) in.number() : 0;
            var words = new String[kind.texts];
            for (var i = 0; i < words.length; i++) {
                words[i] = text(in, texts);
            }
            steps.add(
                    new History.Step(
                            kind, (first & BYTES) != 0, entry, time, code, attempt, words));
        }
        return new Story(head, new History(steps));
    }

    /** The head alone, for lists. */
    static long size(byte[] column) throws IOException {
        var in = new BytesIn(column, 0, column.length, true);
        in.number();
        in.number();
        in.number();
        return in.number();
    }

    private static String text(BytesIn in, Texts texts) throws IOException {
        var place = (int) in.number();
        if (place == 0) {
            return "";
        }
        if (place > texts.count()) {
            texts.add(in.text());
        }
        return texts.at(place);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private static long unzigzag(long coded) {
        return coded >>> 1 ^ -(coded & 1);
    }
}
