package dev.pons.core.store;

import dev.pons.core.store.Label.Share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The list of a run, {@code FIRST-LAST.run}: what it has, and nothing else counts. It is replaced
 * in one step, so that a crash leaves the run as it was or as it shall be.
 *
 * <pre>
 * file  magic 8 | crc32c of what follows 4 | length 4 | list
 * </pre>
 */
final class RunFile {

    static final String SUFFIX = ".run";

    private static final long MAGIC = 0x504f4e5352554e31L; // PONSRUN1
    private static final int HEAD = 16;

    /** What the file says: the run, and side files that are still to be deleted. */
    record Lists(long first, int[] counts, List<Label> labels, long[] later, List<String> dying) {

        static Lists of(Run run, List<String> dying) {
            return new Lists(run.first(), run.counts(), run.labels(), run.later(), dying);
        }
    }

    private RunFile() {}

    /** Writes and syncs; it counts when this returns. */
    static void write(Path folder, String name, Lists lists, Disk disk) throws IOException {
        var out = new BytesOut(4096);
        put(lists, out);
        var bytes = ByteBuffer.allocate(HEAD + out.size()).putLong(MAGIC);
        bytes.putInt(Frames.crc(out.array(), 0, out.size())).putInt(out.size());
        bytes.put(out.array(), 0, out.size()).flip();
        var next = folder.resolve(name + SUFFIX + ".next");
        disk.delete(next);
        try (var file = disk.create(next)) {
            file.write(bytes, 0);
            file.force();
        }
        disk.rename(next, folder.resolve(name + SUFFIX));
        disk.sync(folder);
    }

    private static void put(Lists lists, BytesOut out) {
        out.number(lists.first());
        out.number(lists.counts().length);
        for (var count : lists.counts()) {
            out.number(count);
        }
        out.number(lists.labels().size());
        lists.labels().forEach(label -> put(label, out));
        out.number(lists.later().length);
        for (var id : lists.later()) {
            out.number(id);
        }
        out.texts(lists.dying());
    }

    private static void put(Label label, BytesOut out) {
        var retention = label.kept().retention();
        out.number(label.number());
        out.fixed64(retention.content());
        out.fixed64(retention.metadata());
        out.fixed64(retention.errors());
        out.fixed64(retention.bytes());
        out.fixed8(label.kept().wrong() ? 1 : 0);
        out.text(label.kept().channel());
        out.number(label.span().oldest());
        out.number(label.span().newest());
        out.number(label.sizes().entries());
        out.number(label.sizes().facts());
        out.number(label.sizes().content());
        out.number(label.sizes().large());
        out.number(label.gone());
        out.number(label.channels().size());
        label.channels()
                .forEach(
                        (channel, share) -> {
                            out.text(channel);
                            out.number(share.messages());
                            out.number(share.facts());
                            out.number(share.content());
                            out.number(share.large());
                        });
        out.texts(label.sides());
    }

    static Lists read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var head = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD
                || head.getLong(0) != MAGIC
                || head.getInt(12) != bytes.length - HEAD
                || head.getInt(8) != Frames.crc(bytes, HEAD, bytes.length - HEAD)) {
            throw new IOException(
                    "The list "
                            + file
                            + " is damaged: check the disk and put the file back from a copy; its"
                            + " content files cannot be read without it");
        }
        return lists(new BytesIn(bytes, HEAD, bytes.length, false));
    }

    private static Lists lists(BytesIn in) throws IOException {
        var first = in.number();
        var counts = new int[in.count()];
        for (var i = 0; i < counts.length; i++) {
            counts[i] = (int) in.number();
        }
        var labels = new ArrayList<Label>();
        for (var left = in.count(); left > 0; left--) {
            labels.add(label(in));
        }
        var later = new long[in.count()];
        for (var i = 0; i < later.length; i++) {
            later[i] = in.number();
        }
        return new Lists(first, counts, labels, later, in.texts());
    }

    private static Label label(BytesIn in) throws IOException {
        var number = (int) in.number();
        var retention = new Retention(in.fixed64(), in.fixed64(), in.fixed64(), in.fixed64());
        var kept = new Kept(retention, in.fixed8() != 0, in.text());
        var span = new Label.Span(in.number(), in.number());
        var sizes = new Label.Sizes(in.number(), in.number(), in.number(), in.number());
        var gone = in.number();
        var channels = new LinkedHashMap<String, Share>();
        for (var left = in.count(); left > 0; left--) {
            channels.put(in.text(), new Share(in.number(), in.number(), in.number(), in.number()));
        }
        return new Label(number, kept, span, sizes, gone, channels, in.texts());
    }
}
