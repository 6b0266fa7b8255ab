package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class MessageFileTest {

    @TempDir Path folder;

    @Test
    void oneMessageIsSentAsItStandsInTheFile() {
        assertThat(split("MSH|^~\\&|A\nPID|1\n")).containsExactly("MSH|^~\\&|A\nPID|1\n");
    }

    @Test
    void everyMshLineBeginsAMessage() {
        assertThat(split("MSH|^~\\&|A\rPID|1\rMSH|^~\\&|B\rPID|2\r"))
                .containsExactly("MSH|^~\\&|A\rPID|1\r", "MSH|^~\\&|B\rPID|2\r");
        assertThat(split("MSH|^~\\&|A\r\n\r\nMSH#^~\\&#B\r\n"))
                .as("another separator, an empty line between")
                .containsExactly("MSH|^~\\&|A\r\n\r\n", "MSH#^~\\&#B\r\n");
    }

    @Test
    void mshInsideOfAFieldIsText() {
        assertThat(split("MSH|^~\\&|A\rNTE|1||see MSH|9\r")).hasSize(1);
        assertThat(split("MSH|^~\\&|A\rMSHX|1\r")).hasSize(1);
    }

    @Test
    void framingIsTakenOff() {
        assertThat(split("\u000BMSH|^~\\&|A\r\u001C\r\u000BMSH|^~\\&|B\r\u001C\r"))
                .containsExactly("MSH|^~\\&|A\r", "MSH|^~\\&|B\r");
        assertThat(split("\u000BMSH|^~\\&|A\r\u001C\r\n")).containsExactly("MSH|^~\\&|A\r");
        assertThat(split("MSH|^~\\&|A\r\u001CMSH|^~\\&|B\r"))
                .containsExactly("MSH|^~\\&|A\r", "MSH|^~\\&|B\r");
    }

    @Test
    void whatIsNotAMessageIsSentAllTheSame() {
        assertThat(split("PID|1||4711\r")).containsExactly("PID|1||4711\r");
        assertThat(split("\uFEFFMSH|^~\\&|A\r")).hasSize(1);
        assertThat(split("junk\rMSH|^~\\&|A\r")).containsExactly("junk\rMSH|^~\\&|A\r");
    }

    @Test
    void noByteIsChanged() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = i == Mllp.START || i == Mllp.END ? (byte) '.' : (byte) i;
        }
        assertThat(MessageFile.split(all)).containsExactly(all);
    }

    @Test
    void lineFeedsBecomeCarriageReturnsOnRequest() throws IOException {
        Path file = Files.writeString(folder.resolve("a.hl7"), "MSH|^~\\&|A\nPID|1\r\nPV1|1\n");

        assertThat(new String(MessageFile.read(file, true).get(0), StandardCharsets.UTF_8))
                .isEqualTo("MSH|^~\\&|A\rPID|1\rPV1|1\r");
    }

    @Test
    void anEmptyFileIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.hl7"), "\r\n");

        assertThatThrownBy(() -> MessageFile.read(file, false)).hasMessageContaining("is empty");
    }

    private static List<String> split(String content) {
        return MessageFile.split(content.getBytes(StandardCharsets.UTF_8)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
