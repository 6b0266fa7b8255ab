package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void exitCodesTellApartWhatHappened() {
        assertThat(Main.run("nonsense")).as("a wrong call").isEqualTo(2);
        assertThat(Main.run("send")).as("a wrong call").isEqualTo(2);
        assertThat(Main.run("send", "/does/not/exist", "--to", "127.0.0.1:1")).isEqualTo(1);
        assertThat(Main.run("exec", "channel:list")).as("no engine here").isEqualTo(3);
    }
}
