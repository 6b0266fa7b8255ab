package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes entries as frames. An entry is a kind byte and its fields in the order of the record;
 * fields are only ever added at the end, and an older reader passes over them.
 */
final class EntryEncoder {

    static final int RECEIVED = 1;
    static final int REFUSED = 2;
    static final int ROUTED = 3;
    static final int RESULT = 4;
    static final int ACT = 5;
    static final int MOVED = 6;
    static final int VERSION = 7;
    static final int DUPLICATE = 8;
    static final int ANSWERED = 9;
    static final int MADE = 10;
    static final int BEGUN = 11;

    /** Bits of a branch. */
    static final int ASIDE = 1;

    static final int IS_MADE = 2;
    static final int FIRST = 4;

    private EntryEncoder() {}

    /** Frames of a batch, one behind the other; the checksums still want the epoch's mask. */
    static BytesOut frames(List<Entry> batch, int expected) {
        var out = new BytesOut(expected);
        var crc = new CRC32C();
        for (var entry : batch) {
            var start = out.size();
            out.skip(Frames.HEAD);
            write(entry, out);
            var length = out.size() - start - Frames.HEAD;
            crc.reset();
            crc.update(out.array(), start + Frames.HEAD, length);
            out.fixed32At(start, length);
            out.fixed32At(start + 4, (int) crc.getValue());
        }
        return out;
    }

    /** An entry whose contents go apart, if {@code out} was told where. */
    static void payload(Entry entry, BytesOut out) {
        write(entry, out);
    }

    /** About how many bytes an entry takes; exact but for text that is not ASCII. */
    static int expected(Entry entry) {
        if (entry instanceof Entry.Received e) {
            return 256 + expected(e.body());
        }
        if (entry instanceof Entry.Refused e) {
            return 256 + expected(e.body());
        }
        if (entry instanceof Entry.Routed e) {
            var sum = 96L;
            for (var branch : e.branches()) {
                sum += expected(branch);
            }
            var collected = e.collected();
            sum += collected == null ? 0 : 96L + expected(collected.body());
            return (int) Math.min(sum, Frames.LARGEST);
        }
        if (entry instanceof Entry.Answered e) {
            return 64 + expected(e.bytes());
        }
        if (entry instanceof Entry.Made e) {
            return 96 + expected(e.branch());
        }
        if (entry instanceof Entry.Result e) {
            return 128 + expected(e.response());
        }
        return entry instanceof Entry.Version e ? 64 + e.text().length() : 128;
    }

    private static void write(Entry entry, BytesOut out) {
        if (entry instanceof Entry.Received e) {
            received(e, out);
        } else if (entry instanceof Entry.Refused e) {
            refused(e, out);
        } else if (entry instanceof Entry.Routed e) {
            routed(e, out);
        } else if (entry instanceof Entry.Result e) {
            result(e, out);
        } else if (entry instanceof Entry.Act e) {
            act(e, out);
        } else if (entry instanceof Entry.Answered e) {
            answered(e, out);
        } else if (entry instanceof Entry.Made e) {
            made(e, out);
        } else if (entry instanceof Entry.Begun e) {
            begun(e, out);
        } else if (entry instanceof Entry.Duplicate e) {
            duplicate(e, out);
        } else if (entry instanceof Entry.Moved e) {
            out.fixed8(MOVED);
            out.text(e.channel());
            out.map(e.cursors());
        } else if (entry instanceof Entry.Version e) {
            out.fixed8(VERSION);
            out.text(e.channel());
            out.number(e.version());
            out.number(e.at());
            out.text(e.text());
            out.text(e.who());
        }
    }

    private static void received(Entry.Received e, BytesOut out) {
        out.fixed8(RECEIVED);
        out.text(e.channel());
        out.number(e.version());
        out.number(e.at());
        out.number(e.origin().kind().ordinal());
        out.number(e.origin().parent());
        out.text(e.origin().destination());
        out.text(e.origin().who());
        out.text(e.origin().why());
        out.map(e.meta());
        out.map(e.identity());
        out.content(e.body());
        out.text(e.once().key());
        out.fixed64(e.once().digest());
        if (!e.origin().step().isEmpty()) {
            out.text(e.origin().step());
            out.map(e.origin().variables());
        }
    }

    private static void refused(Entry.Refused e, BytesOut out) {
        out.fixed8(REFUSED);
        out.text(e.channel());
        out.number(e.version());
        out.number(e.at());
        out.map(e.meta());
        out.map(e.identity());
        out.text(e.problem());
        out.content(e.body());
    }

    private static void routed(Entry.Routed e, BytesOut out) {
        out.fixed8(ROUTED);
        out.number(e.message());
        out.number(e.version());
        out.number(e.at());
        out.number(Codes.of(e.end()));
        out.text(e.reason());
        out.map(e.variables());
        out.number(e.branches().size());
        for (var branch : e.branches()) {
            var inner = out.inner(expected(branch));
            branch(branch, inner);
            inner.text(branch.format());
            out.part(inner);
        }
        out.map(e.index());
        given(e.given(), out);
        var collected = e.collected();
        if (collected != null) {
            collected(collected, out);
        }
    }

    private static void collected(Collected e, BytesOut out) {
        out.number(e.group());
        out.text(e.name());
        out.text(e.key());
        out.fixed8(e.closes() ? 1 : 0);
        out.text(e.format());
        out.number(e.size());
        meta(e.meta(), out);
        out.content(e.body());
    }

    private static void meta(@Nullable Map<String, String> meta, BytesOut out) {
        out.fixed8(meta == null ? 0 : 1);
        if (meta != null) {
            out.map(meta);
        }
    }

    private static void made(Entry.Made e, BytesOut out) {
        out.fixed8(MADE);
        out.number(e.message());
        out.number(e.version());
        out.number(e.at());
        out.map(e.variables());
        branch(e.branch(), out);
        out.number(e.routed());
        out.text(e.branch().format());
        given(e.given(), out);
    }

    private static void given(Entry.Given given, BytesOut out) {
        out.map(given.answers());
        out.number(given.remembered().size());
        for (var one : given.remembered()) {
            out.text(one.table());
            out.text(one.key());
            out.map(one.values());
            out.number(one.until());
        }
    }

    private static void answered(Entry.Answered e, BytesOut out) {
        out.fixed8(ANSWERED);
        out.number(e.message());
        out.number(e.at());
        out.text(e.what());
        out.content(e.bytes());
    }

    private static void begun(Entry.Begun e, BytesOut out) {
        out.fixed8(BEGUN);
        out.number(e.message());
        out.text(e.destination());
        out.number(e.at());
        out.number(e.attempt());
    }

    private static void duplicate(Entry.Duplicate e, BytesOut out) {
        out.fixed8(DUPLICATE);
        out.text(e.channel());
        out.number(e.at());
        out.number(e.of());
    }

    private static int expected(Entry.Branch branch) {
        return 96 + expected(branch.body());
    }

    /** What is in memory; a side file takes its name only. */
    private static int expected(@Nullable Content content) {
        return content == null ? 0 : content.side().isPresent() ? 128 : content.inMemory();
    }

    private static void branch(Entry.Branch branch, BytesOut out) {
        out.text(branch.destination());
        out.number(Codes.of(branch.state()));
        out.fixed8(
                (branch.aside() ? ASIDE : 0)
                        | (branch.made() ? IS_MADE : 0)
                        | (branch.first() ? FIRST : 0));
        out.text(branch.reason());
        out.number(branch.keys().length);
        for (var key : branch.keys()) {
            out.fixed64(key);
        }
        out.texts(branch.texts());
        meta(branch.meta(), out);
        out.content(branch.body());
        out.text(branch.after());
    }

    private static void result(Entry.Result e, BytesOut out) {
        out.fixed8(RESULT);
        out.number(e.message());
        out.text(e.destination());
        out.number(e.at());
        out.number(e.attempt());
        out.number(Codes.of(e.state()));
        out.fixed8(e.aside() ? 1 : 0);
        out.text(e.outcome());
        out.text(e.why());
        out.content(e.response());
        out.text(e.later().correlation());
        out.number(e.later().until());
        out.map(e.variables());
    }

    private static void act(Entry.Act e, BytesOut out) {
        out.fixed8(ACT);
        out.number(e.message());
        out.text(e.destination());
        out.number(e.at());
        out.text(e.act());
        out.text(e.who());
        out.text(e.why());
    }
}
