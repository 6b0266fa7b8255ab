package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.plugin.http.WebhookAddress;
import dev.pons.spi.console.Console;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Each command of the guide's page on webhooks, in order, gives what stands below it. */
class WebhookGuideTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    @TempDir Path folder;

    @Test
    void theCommandsOfTheGuideDoWhatItSays() throws Exception {
        int port = Ports.free();
        var page = Files.readString(Path.of("../docs/guide/webhook.md"));
        var blocks = FENCE.matcher(page).results().map(block -> block.group(2)).toList();
        int commands = 0;
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            engine.start(
                    "notes",
                    blocks.get(0)
                            .replace("8080", "" + port)
                            .replace("folder: ", "folder: " + folder + "/"));
            var address = shown("notes");
            assertThat(address).startsWith("http://127.0.0.1:" + port + "/webhook/");
            for (var block : blocks) {
                var lines = new ArrayList<>(block.lines().toList());
                if (lines.get(0).startsWith("curl ")) {
                    commands++;
                    var said = run(lines.remove(0), address);
                    for (var line : lines) {
                        assertThat(said).contains(line.split("\\.\\.\\."));
                    }
                }
            }
            engine.awaitQuiet("notes");
            try (var files = Files.list(folder.resolve("notes"))) {
                assertThat(files.filter(f -> f.toString().endsWith(".json"))).hasSize(1);
            }
        }
        assertThat(commands).isEqualTo(3);
    }

    /** What the console says first. */
    private static String shown(String channel) throws Exception {
        var out = new ByteArrayOutputStream();
        var console =
                new Console() {
                    @Override
                    public PrintStream out() {
                        return new PrintStream(out, true, StandardCharsets.UTF_8);
                    }

                    @Override
                    public PrintStream err() {
                        return out();
                    }

                    @Override
                    public InputStream keys() {
                        return InputStream.nullInputStream();
                    }

                    @Override
                    public boolean isTerminal() {
                        return false;
                    }

                    @Override
                    public void echo(boolean on) {
                        throw new UnsupportedOperationException();
                    }
                };
        assertThat(new WebhookAddress().run(console, List.of(channel))).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    }

    /** The engine of the tests has one value for all secrets. */
    private static String run(String command, String address) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("x".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var body = "{\"text\":\"fasting\"}".getBytes(StandardCharsets.UTF_8);
        var builder =
                new ProcessBuilder("sh", "-c", command.replace("curl ", "curl -sS "))
                        .redirectErrorStream(true);
        builder.environment().put("HOOK", address);
        builder.environment().put("SIGNATURE", HexFormat.of().formatHex(mac.doFinal(body)));
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
