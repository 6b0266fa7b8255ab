package dev.pons.itests.proof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pons.itests.archive.Command;
import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.Result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real, small file system under the journal of an instance. Where this machine mounts nothing
 * (most containers, any user but root), the test is skipped.
 */
final class SmallDisk implements AutoCloseable {

    private final Instance instance;
    private final Path folder;

    private SmallDisk(Instance instance) {
        this.instance = instance;
        this.folder = instance.base().resolve("data/pons");
    }

    /** In memory, so that it is full at the byte. */
    static SmallDisk inMemory(Instance instance, int megabytes) {
        SmallDisk disk = new SmallDisk(instance);
        disk.mount("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs");
        return disk;
    }

    /** With ext4 over a file, which turns read-only when told that it is broken. */
    static SmallDisk ext4(Instance instance, int megabytes) throws IOException {
        SmallDisk disk = new SmallDisk(instance);
        Path image = instance.base().resolve("disk.img");
        try (var file =
                Files.newByteChannel(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.position(((long) megabytes << 20) - 1);
            file.write(ByteBuffer.allocate(1));
        }
        Result made = disk.run("mkfs.ext4", "-q", image.toString());
        assumeTrue(made.code() == 0, () -> "no mkfs.ext4 here: " + made.text());
        disk.mount("mount", "-o", "loop,errors=remount-ro", image.toString());
        return disk;
    }

    private void mount(String... words) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all = new ArrayList<>(List.of(words));
        all.add(folder.toString());
        Result mounted = run(all.toArray(String[]::new));
        assumeTrue(
                mounted.code() == 0, () -> "this machine mounts nothing here: " + mounted.text());
    }

    private Result run(String... words) {
        try {
            return Command.run(instance.base(), Map.of(), List.of(words));
        } catch (UncheckedIOException notThere) {
            return new Result(127, "", notThere.toString(), Duration.ZERO);
        }
    }

    /** Takes all space but so many bytes. */
    void fill(long left) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() - left;
        byte[] chunk = new byte[4096];
        try (var out = Files.newOutputStream(ballast())) {
            for (long written = 0; written < free; written += chunk.length) {
                out.write(chunk, 0, (int) Math.min(chunk.length, free - written));
            }
        } catch (IOException full) {
            assumeTrue(left == 0, full::getMessage);
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** As the kernel does by itself when it meets a fault of the medium: read-only from now on. */
    boolean abort() {
        run("mount", "-o", "remount,abort", folder.toString());
        Path tried = folder.resolve("tried");
        try {
            Files.write(tried, new byte[1]);
            Files.delete(tried);
            return false;
        } catch (IOException readOnly) {
            return true;
        }
    }

    /** A person has checked it: it can be written again. */
    void repair() {
        run("umount", folder.toString());
        Path image = instance.base().resolve("disk.img");
        run("e2fsck", "-fy", image.toString());
        run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    /** The engine has ended when this returns, whether it had by itself or not. */
    void end() {
        instance.process()
                .ifPresent(
                        engine -> {
                            engine.destroyForcibly();
                            engine.onExit().join();
                        });
    }

    @Override
    public void close() {
        end();
        run("umount", "-l", folder.toString());
    }
}
