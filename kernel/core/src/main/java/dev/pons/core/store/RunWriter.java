package dev.pons.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes volumes of a run, each entry to that of its retention class. One thread. */
final class RunWriter implements Closeable {

    private final Archive archive;
    private final String run;
    private final long now;
    private final Squeeze squeeze = new Squeeze();
    private final Map<Kept, VolumeWriter> volumes = new LinkedHashMap<>();
    private int number;

    /**
     * Begins.
     *
     * @param number the largest that the run has
     */
    RunWriter(Archive archive, String run, int number, long now) {
        this.archive = archive;
        this.run = run;
        this.number = number;
        this.now = now;
    }

    /** Adds an entry, with content. */
    void add(Kept kept, long id, Entry entry, long at, String channel) throws IOException {
        var volume = volumes.get(kept);
        if (volume == null) {
            volume =
                    new VolumeWriter(
                            new VolumeWriter.Place(archive, run, ++number, kept, now, squeeze));
            volumes.put(kept, volume);
        }
        volume.add(id, entry, at, channel);
    }

    /** All of it is on the disk when this returns. */
    List<Volume> finish() throws IOException {
        var done = new ArrayList<Volume>();
        for (var volume : volumes.values()) {
            done.add(volume.finish());
        }
        archive.disk().sync(archive.folder());
        return done;
    }

    @Override
    public void close() throws IOException {
        squeeze.close();
        for (var volume : volumes.values()) {
            volume.close();
        }
    }
}
