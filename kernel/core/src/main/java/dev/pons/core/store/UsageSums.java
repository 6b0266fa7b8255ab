package dev.pons.core.store;

import dev.pons.core.store.Label.Share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up what the lists of all runs say. */
final class UsageSums {

    private final Keeper.Work work;
    private final long now;
    private final Map<String, Line> lines = new TreeMap<>();

    private static final class Line {
        Share share = new Share(0, 0, 0, 0);
        long oldest;
        long nextAt = Long.MAX_VALUE;
        long nextBytes;
        boolean nextContent;
    }

    UsageSums(Keeper.Work work, long now) {
        this.work = work;
        this.now = now;
    }

    Usage usage() throws IOException {
        for (var run : work.log().archive().runs()) {
            run.labels().forEach(this::add);
        }
        var channels = new ArrayList<Usage.Line>();
        lines.forEach((channel, line) -> channels.add(line(channel, line)));
        var data = work.log().archive().folder().resolveSibling("index");
        var journal = 0L;
        for (var segment : work.log().segments().all()) {
            journal += length(segment.path());
        }
        return new Usage(
                List.copyOf(channels),
                journal,
                folder(data),
                folder(data.resolveSibling("large")) - large());
    }

    private long large() {
        return lines.values().stream().mapToLong(line -> line.share.large()).sum();
    }

    private void add(Label label) {
        Usage.shares(label)
                .forEach(
                        (channel, share) -> {
                            var line = lines.computeIfAbsent(channel, any -> new Line());
                            line.share = line.share.plus(share);
                            var oldest = label.span().oldest();
                            if (oldest > 0 && (line.oldest == 0 || oldest < line.oldest)) {
                                line.oldest = oldest;
                            }
                            next(line, label, share, channel);
                        });
    }

    private void next(Line line, Label label, Share share, String channel) {
        var rule = label.kept().equals(Kept.ENGINE) ? Retention.FOREVER : work.rules().of(channel);
        var wrong = label.kept().wrong();
        var content = label.hasContent() && rule.content(wrong) < rule.metadata(wrong);
        var period = content ? rule.content(wrong) : rule.metadata(wrong);
        if (period == Retention.EVER) {
            return;
        }
        var at = label.span().newest() + period;
        if (at < line.nextAt) {
            line.nextAt = at;
            line.nextContent = content;
            line.nextBytes = content ? share.content() + share.large() : share.bytes();
        }
    }

    private Usage.Line line(String channel, Line line) {
        var share = line.share;
        var next =
                line.nextAt == Long.MAX_VALUE
                        ? Optional.<Usage.Next>empty()
                        : Optional.of(
                                new Usage.Next(
                                        line.nextContent,
                                        Math.max(now, line.nextAt),
                                        line.nextBytes));
        return new Usage.Line(
                channel,
                share.messages(),
                share.content(),
                share.facts(),
                share.large(),
                line.oldest,
                next);
    }

    private static long length(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The few files of a folder without others in it. */
    private static long folder(Path folder) throws IOException {
        var sum = 0L;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                sum += Files.isRegularFile(file) ? length(file) : 0;
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return sum;
    }
}
