package dev.pons.core.store;

import dev.pons.core.store.Label.Share;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one volume of a run, entries in the order of their ids. One thread. */
final class VolumeWriter implements Closeable {

    private final Place place;
    private final BlockWriter facts;
    private final Buffers buffers = new Buffers();
    private final Sums sums = new Sums();
    private @Nullable BlockWriter content;

    /** Where it goes. */
    record Place(Archive archive, String run, int number, Kept kept, long now, Squeeze squeeze) {

        private BlockWriter file(boolean content) throws IOException {
            var folder = archive.folder();
            return new BlockWriter(
                    archive.disk(),
                    content
                            ? Volume.contentPath(folder, run, number)
                            : Volume.factsPath(folder, run, number),
                    squeeze,
                    archive.shared().vault().fresh(),
                    now);
        }
    }

    private static final class Buffers {
        final BytesOut facts = new BytesOut(Blocks.SIZE + 4096);
        final BytesOut contents = new BytesOut(4096);
        final BytesOut payload = new BytesOut(4096).apart(contents);
        final Tail tail = new Tail();
        long first;
        long last;
        long firstContent;
    }

    /** The content of a block that is not full. */
    private static final class Tail {
        final byte[] bytes = new byte[Blocks.SIZE];
        int filled;
    }

    private static final class Sums {
        final Map<String, Share> channels = new LinkedHashMap<>();
        final Map<String, Integer> numbers = new HashMap<>();
        final List<String> sides = new ArrayList<>();
        Label.Span span = new Label.Span(0, 0);
        long entries;
        long large;

        /** Raw bytes of content so far: where the next one begins. */
        long content;

        int number(String channel) {
            return numbers.computeIfAbsent(channel, any -> numbers.size());
        }
    }

    VolumeWriter(Place place) throws IOException {
        this.place = place;
        this.facts = place.file(false);
    }

    /** Adds an entry, with content. */
    void add(long id, Entry entry, long at, String channel) throws IOException {
        buffers.contents.clear();
        buffers.payload.clear();
        EntryEncoder.payload(entry, buffers.payload);
        var length = buffers.contents.size();
        if (buffers.facts.size() == 0) {
            buffers.first = id;
            buffers.last = 0;
            buffers.firstContent = sums.content;
        }
        buffers.facts.number(id - buffers.last);
        buffers.facts.number(length);
        buffers.facts.number(sums.number(channel));
        buffers.facts.part(buffers.payload);
        buffers.last = id;
        put(buffers.contents.array(), length);
        if (buffers.facts.size() >= Blocks.SIZE) {
            flushFacts();
        }
        count(id, entry, at, channel, length);
    }

    private void count(long id, Entry entry, long at, String channel, int length) {
        sums.entries++;
        if (at > 0) {
            sums.span = sums.span.with(at);
        }
        var large = 0L;
        for (var side : Contents.sides(entry)) {
            sums.sides.add(side.name());
            large += side.length();
        }
        sums.large += large;
        var messages = EntryFacts.message(id, entry) == id ? 1 : 0;
        var share = new Share(messages, buffers.payload.size(), length, large);
        sums.channels.merge(channel, share, Share::plus);
    }

    private void put(byte[] bytes, int length) throws IOException {
        for (var at = 0; at < length; ) {
            var count = Math.min(length - at, Blocks.SIZE - buffers.tail.filled);
            System.arraycopy(bytes, at, buffers.tail.bytes, buffers.tail.filled, count);
            buffers.tail.filled += count;
            at += count;
            sums.content += count;
            if (buffers.tail.filled == Blocks.SIZE) {
                flushContent();
            }
        }
    }

    private void flushFacts() throws IOException {
        if (buffers.facts.size() > 0) {
            facts.add(
                    buffers.facts.array(),
                    buffers.facts.size(),
                    buffers.first,
                    buffers.firstContent);
            buffers.facts.clear();
        }
    }

    private void flushContent() throws IOException {
        if (buffers.tail.filled == 0) {
            return;
        }
        var file = content;
        if (file == null) {
            file = place.file(true);
            content = file;
        }
        var from = sums.content - buffers.tail.filled;
        file.add(buffers.tail.bytes, buffers.tail.filled, from, from);
        buffers.tail.filled = 0;
    }

    /** Ends and syncs its files; the folder is not synced yet. */
    Volume finish() throws IOException {
        flushFacts();
        flushContent();
        var factBytes = facts.finish();
        var file = content;
        var contentBytes = file == null ? 0 : file.finish();
        var label =
                new Label(
                        place.number(),
                        place.kept(),
                        sums.span,
                        new Label.Sizes(sums.entries, factBytes, contentBytes, sums.large),
                        0,
                        sums.channels,
                        List.copyOf(sums.sides));
        return Volume.of(place.archive().folder(), place.run(), label, place.archive().shared());
    }

    /** Frees its files. */
    @Override
    public void close() throws IOException {
        facts.close();
        var file = content;
        if (file != null) {
            file.close();
        }
    }
}
