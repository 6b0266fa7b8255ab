package dev.pons.plugin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Files in a folder become messages. */
class FileSourceTest {

    @TempDir Path temp;
    Path folder;
    final Kernel kernel = new Kernel();

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(temp.resolve("in"));
    }

    @Test
    void aFileIsMovedToDoneAfterItsMessageIsDurable() throws Exception {
        file("a.hl7", "one");

        assertThat(poll(atOnce()).kind()).isEqualTo(Next.Kind.END);

        assertThat(kernel.submitted).containsExactly("one");
        assertThat(kernel.files).containsExactly("a.hl7");
        assertThat(folder.resolve("a.hl7")).doesNotExist();
        assertThat(folder.resolve("done/a.hl7")).hasContent("one");
    }

    @Test
    void aFileStaysWhenTheEngineIsBusy() throws Exception {
        file("a.hl7", "one");
        kernel.answer = Receipt.Kind.BUSY;

        assertThat(poll(atOnce()).kind()).isEqualTo(Next.Kind.MORE);

        assertThat(folder.resolve("a.hl7")).hasContent("one");
    }

    @Test
    void aRefusedFileIsPutAsideWithTheReason() throws Exception {
        file("a.hl7", "one");
        kernel.answer = Receipt.Kind.REFUSED;

        poll(atOnce());

        assertThat(folder.resolve("refused/a.hl7")).hasContent("one");
        assertThat(folder.resolve("refused/a.hl7.why"))
                .hasContent("malformed: does not begin with MSH");
    }

    @Test
    void aFileIsTakenOnlyWhenItRested() throws Exception {
        var poller = poller(options("2s"));
        file("a.hl7", "half");

        var next = poller.poll(kernel, kernel);
        assertThat(next.kind()).isEqualTo(Next.Kind.LATER);
        assertThat(next.pause()).isEqualTo(Duration.ofSeconds(2));

        kernel.wait(Duration.ofMillis(1500));
        file("a.hl7", "half and the rest");
        assertThat(poller.poll(kernel, kernel).pause()).isEqualTo(Duration.ofSeconds(2));

        kernel.wait(Duration.ofSeconds(2));
        poller.poll(kernel, kernel);
        assertThat(kernel.submitted).containsExactly("half and the rest");
    }

    @Test
    void hiddenUnfinishedAndOtherFilesAreLeftAlone() throws Exception {
        for (var name : new String[] {".a", "a.tmp", "b.part", "c.FILEPART", "d.txt"}) {
            file(name, "x");
        }
        Files.createDirectory(folder.resolve("e.hl7"));

        poll(options("0s", "*.hl7"));

        assertThat(kernel.submitted).isEmpty();
    }

    @Test
    void theOldestOrTheFirstByNameComesFirst() throws Exception {
        file("b", "old");
        Files.setLastModifiedTime(folder.resolve("b"), FileTime.from(Instant.EPOCH));
        file("a", "young");
        kernel.answer = Receipt.Kind.BUSY;

        poll(atOnce());
        poll(with(atOnce(), FileSource.Order.TIME, FileSource.Then.MOVE, 1000));

        assertThat(kernel.submitted).containsExactly("young", "old");
    }

    @Test
    void aBudgetEndsAPollBetweenTwoFiles() throws Exception {
        file("a", "1");
        file("b", "2");
        kernel.budget = 1;

        assertThat(poll(atOnce()).kind()).isEqualTo(Next.Kind.MORE);

        assertThat(kernel.submitted).containsExactly("1");
    }

    @Test
    void tooLargeFilesAreRefusedUnread() throws Exception {
        file("a", "12345");

        poll(with(atOnce(), FileSource.Order.NAME, FileSource.Then.DELETE, 4));

        assertThat(kernel.submitted).isEmpty();
        assertThat(kernel.refusals).hasSize(1);
        assertThat(folder.resolve("refused/a.why"))
                .hasContent("too-long: has 5 bytes; max-size is 4");
    }

    @Test
    void aLinkThatLeavesTheFolderIsRefused() throws Exception {
        var secret = Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("a"), secret);

        poll(atOnce());

        assertThat(kernel.submitted).isEmpty();
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(secret).hasContent("secret");
    }

    @Test
    void nothingInDoneIsOverwritten() throws Exception {
        for (var text : new String[] {"1", "2", "3"}) {
            file("a.hl7", text);
            poll(atOnce());
        }
        assertThat(folder.resolve("done/a.hl7")).hasContent("1");
        assertThat(folder.resolve("done/a-2.hl7")).hasContent("2");
        assertThat(folder.resolve("done/a-3.hl7")).hasContent("3");
    }

    @Test
    void takenFilesCanBeDeleted() throws Exception {
        file("a", "1");
        poll(with(atOnce(), FileSource.Order.NAME, FileSource.Then.DELETE, 1000));
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void aMissingFolderSaysWhatToDo() throws Exception {
        Files.delete(folder);
        assertThatThrownBy(() -> poll(atOnce()))
                .hasMessage(
                        "the folder "
                                + folder
                                + " does not exist: create it, or correct the option folder");
    }

    @Test
    void nothingIsTakenWhenItCouldNotBePutAside() throws Exception {
        file("a", "1");
        Files.writeString(folder.resolve("done"), "a file, not a folder");
        assertThatThrownBy(() -> poll(atOnce())).hasMessageContaining("done cannot be created");
        assertThat(kernel.submitted).isEmpty();
    }

    @Test
    void doneMustNotBeTheFolderItself() {
        var options =
                new FileSource.Options(
                        folder.toString(),
                        "*",
                        Duration.ZERO,
                        FileSource.Then.MOVE,
                        Optional.of(folder.toString()),
                        Optional.empty(),
                        1000,
                        FileSource.Order.NAME,
                        FileDestinationTest.NO_SERVER);
        assertThatThrownBy(() -> new FileSource().create(options, kernel))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Next poll(FileSource.Options options) throws Exception {
        return poller(options).poll(kernel, kernel);
    }

    private Poller poller(FileSource.Options options) {
        return (Poller) new FileSource().create(options, kernel);
    }

    private FileSource.Options atOnce() {
        return options("0s");
    }

    private FileSource.Options options(String settle) {
        return options(settle, "*");
    }

    private FileSource.Options options(String settle, String glob) {
        return new FileSource.Options(
                folder.toString(),
                glob,
                Duration.parse("PT" + settle),
                FileSource.Then.MOVE,
                Optional.empty(),
                Optional.empty(),
                1000,
                FileSource.Order.NAME,
                FileDestinationTest.NO_SERVER);
    }

    private static FileSource.Options with(
            FileSource.Options old, FileSource.Order order, FileSource.Then then, long most) {
        return new FileSource.Options(
                old.folder(),
                old.glob(),
                old.settle(),
                then,
                old.done(),
                old.refused(),
                most,
                order,
                old.server());
    }
}
