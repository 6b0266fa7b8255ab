package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.Finding;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Design 6: saving the file swaps only what changed; a channel is a file, and the folder the truth.
 */
class ChannelsFolderTest {

    @TempDir Path base;
    private Path folder;
    private final RecordedDeployer engine = new RecordedDeployer();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private ChannelsFolder channels;
    private FolderWatch watch;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(base.resolve("channels"));
        channels = new ChannelsFolder(folder, engine, pool);
        watch = new FolderWatch(folder, channels::look);
    }

    @AfterEach
    void close() {
        watch.close();
        pool.shutdownNow();
    }

    @Test
    void a_saved_file_is_deployed_and_only_that_one() throws IOException {
        save("adt.yaml", "one");
        save("lab.yaml", "two");
        watch.start();
        runs("adt", "one");
        runs("lab", "two");
        engine.said.clear();
        save("adt.yaml", "one, changed");
        runs("adt", "one, changed");
        assertThat(engine.said).containsExactly("deploy adt");
    }

    @Test
    void tests_hidden_files_and_other_files_are_no_channels() throws Exception {
        save("adt.test.yaml", "a test");
        save(".adt.yaml", "an editor's");
        save("adt.yaml~", "an editor's");
        save("4913", "vim's");
        save("old.yml", "not read");
        save("adt.yaml", "one");
        watch.start();
        channels.first().get(5, TimeUnit.SECONDS);
        assertThat(engine.said).containsExactly("deploy adt");
        assertThat(channels.findings())
                .containsExactly(
                        new Finding("channels/old.yml", "is not read", "name it old.yaml"));
    }

    @Test
    void a_file_that_is_saved_all_the_time_does_not_hold_up_the_start() throws Exception {
        save("adt.yaml", "one");
        channels.look(0);
        channels.look(10_000);
        runs("adt", "one");
        save("adt.yaml", "saved once more");
        await().until(() -> channels.look(10_001) && channels.first().isDone());
    }

    @Test
    void the_start_is_not_over_while_a_file_is_being_deployed() throws Exception {
        engine.gate = new CountDownLatch(1);
        save("adt.yaml", "one");
        channels.look(0);
        assertThat(channels.look(10_000)).as("it is being deployed").isTrue();
        assertThat(channels.look(10_000)).as("it still is").isTrue();
        assertThat(channels.first()).isNotDone();
        engine.gate.countDown();
        await().until(() -> !channels.look(10_000));
        assertThat(channels.first()).isDone();
        assertThat(engine.running).containsEntry("adt", "one");
    }

    @Test
    void a_touched_file_with_the_same_content_changes_nothing() throws Exception {
        save("adt.yaml", "one");
        watch.start();
        runs("adt", "one");
        Files.setLastModifiedTime(folder.resolve("adt.yaml"), FileTime.fromMillis(1_000_000));
        save("lab.yaml", "two");
        runs("lab", "two");
        assertThat(engine.said).containsExactly("deploy adt", "deploy lab");
    }

    @Test
    void a_removed_file_removes_its_channel_and_a_replaced_one_does_not() throws Exception {
        save("adt.yaml", "one");
        save("lab.yaml", "two");
        watch.start();
        runs("lab", "two");
        runs("adt", "one");
        var fresh = Files.writeString(base.resolve("fresh"), "one, replaced");
        Files.delete(folder.resolve("adt.yaml"));
        Files.move(fresh, folder.resolve("adt.yaml"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder.resolve("lab.yaml"));
        runs("adt", "one, replaced");
        await().untilAsserted(() -> assertThat(engine.said).contains("remove lab"));
        assertThat(engine.said).doesNotContain("remove adt");
    }

    @Test
    void a_changed_include_deploys_the_channels_that_include_it() throws Exception {
        Files.createDirectories(folder.resolve("steps"));
        save("steps/common.yaml", "common 1");
        save("adt.yaml", "include: steps/common.yaml");
        save("lab.yaml", "two");
        watch.start();
        runs("adt", "common 1");
        engine.said.clear();
        save("steps/common.yaml", "common 2");
        runs("adt", "common 2");
        assertThat(engine.said).containsOnly("deploy adt");
    }

    @Test
    void an_include_that_is_missing_is_followed_until_it_comes() throws Exception {
        save("adt.yaml", "include: late.txt");
        watch.start();
        runs("adt", "(nothing)");
        save("late.txt", "here");
        runs("adt", "here");
    }

    @Test
    void includes_cannot_leave_the_folder() throws Exception {
        Files.writeString(base.resolve("secret"), "s3cret");
        Files.createSymbolicLink(folder.resolve("link"), base.resolve("secret"));
        save("up.yaml", "include: ../secret");
        save("absolute.yaml", "include: " + base.resolve("secret"));
        save("link.yaml", "include: link");
        watch.start();
        runs("up", "(nothing)");
        runs("absolute", "(nothing)");
        runs("link", "(nothing)");
        assertThat(channels.findings())
                .hasSize(3)
                .allMatch(finding -> finding.problem().equals("leaves the channels folder"));
    }

    @Test
    void what_is_not_utf8_is_said_with_its_place_and_never_read_as_other_letters()
            throws Exception {
        Files.write(
                folder.resolve("adt.yaml"),
                "a: b\nname: M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        watch.start();
        runs("adt", "a: b\nname: M\0ller");
        assertThat(channels.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.problem())
                                    .contains("line 2, column 8 is not UTF-8 (byte 0xfc)");
                            assertThat(finding.remedy()).isEqualTo("save it as UTF-8");
                        });
        save("adt.yaml", "\uFEFFname: M\u00fcller");
        runs("adt", "name: M\u00fcller");
        assertThat(channels.findings()).isEmpty();
    }

    @Test
    void a_folder_that_vanishes_stops_no_channel() throws Exception {
        save("adt.yaml", "one");
        channels.look(System.currentTimeMillis() + 2_000);
        runs("adt", "one");
        Files.move(folder, base.resolve("away"));
        var later = System.currentTimeMillis() + 60_000;
        channels.look(later);
        channels.look(later + 1_000);
        assertThat(engine.running).containsKey("adt");
        assertThat(channels.findings().get(0).problem()).contains("all channels stay as they are");
    }

    @Test
    void a_new_watcher_of_the_same_folder_deploys_it_all() throws Exception {
        save("adt.yaml", "one");
        watch.start();
        runs("adt", "one");
        watch.close();
        engine.running.clear();
        watch = new FolderWatch(folder, new ChannelsFolder(folder, engine, pool)::look).start();
        runs("adt", "one");
    }

    @Test
    void a_thousand_files_are_deployed_at_once() throws Exception {
        for (var i = 0; i < 1_000; i++) {
            save("c" + i + ".yaml", "channel " + i);
        }
        var began = System.nanoTime();
        watch.start();
        channels.first().get(10, TimeUnit.SECONDS);
        assertThat(engine.running).hasSize(1_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    private void save(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void runs(String channel, String text) {
        await().untilAsserted(() -> assertThat(engine.running).containsEntry(channel, text));
    }
}
