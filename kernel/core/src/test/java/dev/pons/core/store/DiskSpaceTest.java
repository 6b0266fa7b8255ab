package dev.pons.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** Intake ends before the disk is full, and begins again a little later than it ended. */
class DiskSpaceTest {

    private static final long MEGA = 1 << 20;
    private static final Path DATA = Path.of("data");

    private final FaultyDisk disk = new FaultyDisk();
    private final DiskSpace space = new DiskSpace(DATA, disk, new Settings.Reserve(512 * MEGA, 5));

    @Test
    void aLargeDiskKeepsAFixedSizeAndEndsAQuarterHigher() {
        disk.room = new Disk.Room(1_000_000 * MEGA, 600 * MEGA);
        assertThat(space.now().low()).isFalse();
        becomes(511, true);
        assertThat(space.now().words())
                .startsWith("disk low: 511 MB free under data, at least 512 MB are needed")
                .endsWith("make room on that disk");
        becomes(600, true);
        becomes(641, false);
        assertThat(space.now().words()).isEmpty();
        becomes(600, false);
    }

    @Test
    void aSmallDiskKeepsAPart() {
        disk.room = new Disk.Room(1000 * MEGA, 51 * MEGA);
        assertThat(space.now().low()).isFalse();
        assertThat(space.now().needed()).isEqualTo(50 * MEGA);
    }

    @Test
    void itLooksAtTheDiskTwiceASecondAtMost() {
        disk.room = new Disk.Room(1_000_000 * MEGA, 600 * MEGA);
        var first = space.now();
        disk.room = new Disk.Room(1_000_000 * MEGA, 1);
        assertThat(space.now()).isSameAs(first);
    }

    private void becomes(long megabytes, boolean low) {
        disk.room = new Disk.Room(1_000_000 * MEGA, megabytes * MEGA);
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            assertThat(space.now().free()).isEqualTo(megabytes * MEGA);
                            assertThat(space.now().low()).isEqualTo(low);
                        });
    }
}
