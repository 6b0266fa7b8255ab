package dev.pons.plugin.file;

import static dev.pons.plugin.file.Kernel.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.FileDestination.Separator;
import dev.pons.plugin.file.FileDestination.Sync;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Template;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Messages become files, or lines at the end of one. */
class FileDestinationTest {

    static final Server NO_SERVER =
            new Server(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Server.Style.AUTO,
                    Duration.ofSeconds(30));

    @TempDir Path temp;
    Path folder;
    final FileDestination type = new FileDestination();

    @BeforeEach
    void folder() {
        folder = temp.resolve("out");
    }

    @Test
    void aMessageBecomesAFileAndNothingElseIsLeft() throws Exception {
        var destination = single(Exists.FAIL);

        assertThat(send(destination, "1", "a.hl7", "one")).isEqualTo(Delivery.Kind.DELIVERED);

        assertThat(folder.resolve("a.hl7")).hasContent("one");
        assertThat(names()).containsExactly("a.hl7");
    }

    @Test
    void anEqualFileIsTheSameMessageFromBeforeACrash() throws Exception {
        var destination = single(Exists.FAIL);
        send(destination, "1", "a", "one");
        assertThat(send(destination, "1", "a", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void anotherFileOfTheNameIsNotTouchedUnlessTold() throws Exception {
        send(single(Exists.FAIL), "1", "a.hl7", "one");

        assertThat(send(single(Exists.FAIL), "2", "a.hl7", "two"))
                .isEqualTo(Delivery.Kind.REJECTED);
        assertThat(folder.resolve("a.hl7")).hasContent("one");

        send(single(Exists.NUMBER), "2", "a.hl7", "two");
        send(single(Exists.NUMBER), "2", "a.hl7", "two");
        assertThat(folder.resolve("a-2.hl7")).hasContent("two");
        assertThat(names()).containsExactly("a-2.hl7", "a.hl7");

        send(single(Exists.REPLACE), "3", "a.hl7", "three");
        assertThat(folder.resolve("a.hl7")).hasContent("three");
    }

    @Test
    void aBatchStopsAtTheFirstThatIsNotDelivered() throws Exception {
        var destination = single(Exists.FAIL);
        destination.connect();

        var results =
                destination.sendAll(
                        List.of(
                                attempt("1", "a", "one"),
                                attempt("2", "a", "two"),
                                attempt("3", "b", "three")));

        assertThat(results)
                .extracting(Delivery::kind)
                .containsExactly(Delivery.Kind.DELIVERED, Delivery.Kind.REJECTED);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aGroupOfFilesIsSyncedTogetherAndNothingElseIsLeft() throws Exception {
        var destination = create(false, Separator.LF, Sync.GROUP, Exists.FAIL, true);
        destination.connect();
        var batch = new ArrayList<Attempt>();
        for (var i = 10; i < 50; i++) {
            batch.add(attempt("" + i, "f" + i, "text " + i));
        }

        var results = destination.sendAll(batch);

        assertThat(results).hasSize(40).allMatch(r -> r.kind() == Delivery.Kind.DELIVERED);
        assertThat(names()).hasSize(40);
        assertThat(folder.resolve("f49")).hasContent("text 49");
    }

    @Test
    void aNameCannotLeaveTheFolder() throws Exception {
        for (var name : new String[] {"../a", "a/b", "..", ".", "", "a\\b", "x".repeat(256)}) {
            assertThat(send(single(Exists.FAIL), "1", name, "one"))
                    .as(name)
                    .isEqualTo(Delivery.Kind.REJECTED);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatACrashLeftIsWrittenOverOrCleanedUp() throws Exception {
        Files.createDirectory(folder);
        var old = Files.writeString(folder.resolve(".pons-0.tmp"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        var young = Files.writeString(folder.resolve(".pons-1.tmp"), "of another lane");

        send(single(Exists.FAIL), "1", "a", "one");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aMissingFolderIsCreatedOnlyIfWanted() {
        var destination = create(false, Separator.LF, Sync.EACH, Exists.FAIL, false);
        assertThatThrownBy(destination::connect)
                .isInstanceOf(NotSentException.class)
                .hasMessage(
                        "cannot write into "
                                + folder
                                + ": it does not exist; create it, or say create: true");
    }

    @Test
    void aFolderThatIsAFileSaysSo() throws Exception {
        Files.writeString(folder, "a file");
        assertThatThrownBy(single(Exists.FAIL)::connect)
                .isInstanceOf(NotSentException.class)
                .hasMessageEndingWith("it is not a folder; correct the option folder");
    }

    @Test
    void appendedMessagesFollowEachOther() throws Exception {
        for (var sync : Sync.values()) {
            var destination = create(true, Separator.CRLF, sync, Exists.FAIL, true);
            send(destination, "1", sync.name(), "one");
            var results =
                    destination.sendAll(
                            List.of(
                                    attempt("2", sync.name(), "two"),
                                    attempt("3", "other", "x"),
                                    attempt("4", sync.name(), "three")));
            assertThat(results)
                    .extracting(Delivery::kind)
                    .containsExactly(
                            Delivery.Kind.DELIVERED,
                            Delivery.Kind.DELIVERED,
                            Delivery.Kind.DELIVERED);
            destination.close();
            assertThat(Files.readString(folder.resolve(sync.name())))
                    .isEqualTo("one\r\ntwo\r\nthree\r\n");
        }
    }

    @Test
    void aFileThatWasRotatedAwayIsBegunAnew() throws Exception {
        var destination = appender();
        send(destination, "1", "log", "one");
        Files.move(folder.resolve("log"), folder.resolve("log.1"));
        send(destination, "2", "log", "two");
        assertThat(folder.resolve("log.1")).hasContent("one");
        assertThat(folder.resolve("log")).hasContent("two");
    }

    @Test
    void aLineThatACrashCutOffIsClosedFirst() throws Exception {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("log"), "one\nhal");
        send(appender(), "2", "log", "two");
        assertThat(Files.readString(folder.resolve("log"))).isEqualTo("one\nhal\ntwo\n");
    }

    @Test
    void lanesThatAppendToOneFileDoNotDisturbEachOther() throws Exception {
        var lanes = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<Void>>();
            for (var lane = 0; lane < 4; lane++) {
                var letter = Character.toString('a' + lane);
                tasks.add(
                        () -> {
                            var destination = appender();
                            for (var i = 0; i < 10; i++) {
                                send(destination, letter + i, "log", letter.repeat(300_000));
                            }
                            destination.close();
                            return null;
                        });
            }
            for (var done : lanes.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            lanes.shutdownNow();
        }
        try (var lines = Files.lines(folder.resolve("log"))) {
            assertThat(lines).hasSize(40).allMatch(line -> line.matches("(.)\\1{299999}"));
        }
    }

    @Test
    void aDeviceThatIsFullMeansNotSent() throws Exception {
        assumeThat(Path.of("/dev/full")).as("this system has /dev/full").exists();
        Files.createDirectory(folder);
        Files.createSymbolicLink(folder.resolve("log"), Path.of("/dev/full"));
        var destination = create(true, Separator.LF, Sync.GROUP, Exists.FAIL, true);
        destination.connect();
        assertThatThrownBy(() -> destination.sendAll(List.of(attempt("1", "log", "one"))))
                .isInstanceOf(NotSentException.class)
                .hasMessageEndingWith(
                        "the disk is full; free some space, deliveries then go on by themselves");
    }

    @Test
    void onAFullDiskNoHalfMessageStays() throws Exception {
        Files.createDirectory(folder);
        assumeThat(mount("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder.toString()))
                .as("a small disk can be mounted here")
                .isZero();
        try {
            var destination = create(true, Separator.LF, Sync.GROUP, Exists.FAIL, true);
            send(destination, "1", "log", "one");
            assertThatThrownBy(() -> send(destination, "2", "log", "x".repeat(100_000)))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("disk is full");
            assertThat(folder.resolve("log")).hasContent("one\n");
            assertThatThrownBy(() -> send(single(Exists.FAIL), "3", "a", "x".repeat(100_000)))
                    .isInstanceOf(NotSentException.class);
            assertThat(names()).containsExactly("log");
            assertThat(send(destination, "4", "log", "two")).isEqualTo(Delivery.Kind.DELIVERED);
            destination.close();
            assertThat(folder.resolve("log")).hasContent("one\ntwo\n");
        } finally {
            mount("umount", folder.toString());
        }
    }

    @Test
    void noNameOfAFileStandsInAnException() throws Exception {
        Files.createDirectories(folder.resolve("canary/x"));
        assertThatThrownBy(() -> send(appender(), "1", "canary", "one"))
                .isInstanceOf(IOException.class)
                .hasNoCause()
                .extracting(Throwable::toString)
                .asString()
                .doesNotContain("canary");
    }

    private static int mount(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            return -1; // no such program: the test says why it is skipped
        }
    }

    private static Delivery.Kind send(
            BatchDestination destination, String key, String name, String text) throws Exception {
        destination.connect();
        var attempt = attempt(key, name, text);
        return destination.send(attempt.message(), attempt).kind();
    }

    private BatchDestination appender() {
        return create(true, Separator.LF, Sync.GROUP, Exists.FAIL, true);
    }

    private BatchDestination single(Exists exists) {
        return create(false, Separator.LF, Sync.EACH, exists, true);
    }

    private BatchDestination create(
            boolean append, Separator separator, Sync sync, Exists exists, boolean create) {
        var options =
                new FileDestination.Options(
                        folder.toString(),
                        Template.of("{id}"),
                        append,
                        separator,
                        sync,
                        exists,
                        create,
                        NO_SERVER);
        return (BatchDestination) type.create(options, new Kernel());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
