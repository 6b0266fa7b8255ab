package dev.pons.core.config;

import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as plugins have them. */
final class Samples {

    private Samples() {}

    @Name("mllp")
    @Doc("Receives HL7 v2 messages over MLLP")
    record MllpListen(
            @Doc("Where to listen") Listen listen,
            @Doc("Longest frame accepted") @Default("16MB") @Range(min = 1024, max = 1073741824)
                    int maxFrame) {}

    @Name("mllp")
    @Doc("Sends HL7 v2 messages over MLLP")
    record MllpConnect(
            @Doc("Whom to dial") Peer connect,
            @Doc("Longest time to wait for the answer") @Default("30s") Duration timeout,
            @Doc("Keep the connection open between messages") @Default("true") boolean keepOpen) {}

    enum Sync {
        EACH,
        GROUP,
        NOT_AT_ALL
    }

    @Name("file")
    @Doc("Writes each message to a file")
    record FileWrite(
            @Doc("Folder to write to") Path folder,
            @Doc("Name of the file") @Place("file") @Default("{id}.dat") Template name,
            @Doc("When the disk is synced") @Default("each") Sync sync,
            @Doc("Charset of the text") @Default("UTF-8") Charset charset,
            @Doc("Written after each message") Optional<String> append) {}

    record Tls(@Doc("Key file") Path key, @Doc("Oldest version") @Default("1.2") String oldest) {}

    @Name("all")
    @Doc("Everything that an option can be")
    record All(
            @Doc("A long") @Default("-7") long size,
            @Doc("A zone") @Default("UTC") ZoneId zone,
            @Doc("Texts") @Default("[]") List<String> allow,
            @Doc("Durations") @Default("[1s, 5s]") List<Duration> pauses,
            @Doc("Headers") @Default("{}") Map<String, Template> headers,
            @Doc("Only these") Optional<Condition> only,
            @Doc("Password") Optional<Secret> password,
            @Doc("Encryption") Optional<Tls> tls,
            @Doc("Second peer") Optional<Peer> second) {}

    @Name("range")
    @Doc("Has a rule of its own")
    record Ruled(@Doc("From") @Default("1") int from, @Doc("To") @Default("2") int to) {
        Ruled {
            if (from > to) {
                throw new IllegalArgumentException("\"from\" is above \"to\"; swap them");
            }
        }
    }

    @Name("bare")
    @Doc("No options")
    record Bare() {}
}
