package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Hl7v2Options.Check;
import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** What the tests of this format start from. */
final class Given {

    static final Instant NOW = Instant.parse("2026-11-22T01:15:00Z");

    static final String ADT =
            String.join(
                    "\r",
                    "MSH|^~\\&|HIS|WARD|LAB|MAIN|20261122021500||ADT^A01^ADT_A01|42|P|2.5",
                    "EVN|A01|20261122021500",
                    "PID|1||100^^^A^MR~200^^^B^SS~300^^^C^MR||MILLER^ANNA&VAN^^\"\"||19700101|F|||",
                    "NTE|1||of the patient",
                    "PV1|1|I",
                    "");

    static final String ORU =
            String.join(
                    "\r",
                    "MSH|^~\\&|LAB|MAIN|HIS|WARD|20261122021500||ORU^R01|43|P|2.5",
                    "PID|1||100",
                    "PD1||x",
                    "NTE|1||of the patient",
                    "ORC|RE",
                    "OBR|1||A",
                    "NTE|1||of order A",
                    "OBX|1|NM|K^Kalium||4.1",
                    "NTE|1||of K",
                    "NTE|2||of K too",
                    "OBX|2|ED|PDF^Report||^application^pdf^Base64^QUJD",
                    "ORC|RE",
                    "OBR|2||B",
                    "NTE|1||of order B",
                    "OBX|1|NM|NA||140",
                    "NTE|1||of NA",
                    "OBX|2|ST|TXT||A\\T\\B",
                    "");

    private Given() {}

    static Format format(String charset, boolean lenient, Mode mode) {
        return format(new Hl7v2Options(charset, lenient, mode, Check.HL7V2));
    }

    static Format format(Hl7v2Options options) {
        return new Hl7v2Type().create(options, new Fixed());
    }

    static Format format() {
        return format("UTF-8", false, Mode.ENHANCED);
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Hl7v2Tree tree(String text) throws ProblemException, IOException {
        return (Hl7v2Tree) format().read(message(text));
    }

    static String text(Hl7v2Tree tree) throws ProblemException, IOException {
        return text(tree, StandardCharsets.UTF_8);
    }

    static String text(Hl7v2Tree tree, Charset charset) throws ProblemException, IOException {
        return new String(tree.write().toBytes(), charset);
    }

    static List<String> texts(Hl7v2Tree tree, String path) throws ProblemException {
        return texts(tree, tree.root(), path);
    }

    static List<String> texts(Hl7v2Tree tree, Place from, String path) throws ProblemException {
        var texts = new ArrayList<String>();
        for (var place : tree.find(from, path)) {
            texts.add(tree.value(place).text());
        }
        return texts;
    }

    private static final class Fixed implements Context {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public ScheduledExecutorService executor() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock clock() {
            return Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));
        }

        @Override
        public void up() {}

        @Override
        public void down(String why) {}

        @Override
        public <S> S service(Class<S> type) {
            throw new UnsupportedOperationException();
        }
    }
}
