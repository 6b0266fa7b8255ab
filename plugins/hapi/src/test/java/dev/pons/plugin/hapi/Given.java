package dev.pons.plugin.hapi;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Memory;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Tables;
import dev.pons.core.language.Trace;
import dev.pons.plugin.hl7v2.Hl7v2Options;
import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Step;
import dev.pons.spi.format.Format;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages, steps, and what a run gives to them. */
final class Given {

    static final String CANARY = "Kanarienvogel";
    static final Path PROFILE = Path.of("src/test/resources/adt-a01.xml");

    static final String MSH = "MSH|^~\\&|A|B|C|D|20261122||ADT^A01^ADT_A01|42|P|2.5\r";
    static final String EVN = "EVN||20261122\r";
    static final String PID = "PID|1||100^^^A^MR||MILLER^ANNA||19700102|F\r";
    static final String PV1 = "PV1|1|I\r";
    static final String ADT = MSH + EVN + PID + PV1;

    private static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            Given.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) -> null);
    private static final Format HL7 =
            new Hl7v2Type().create(bound(Hl7v2Options.class, Map.of()), CONTEXT);
    private static final ConformanceType TYPE = new ConformanceType();

    private Given() {}

    /** Options as the kernel binds them. */
    static <C extends Record> C bound(Class<C> type, Map<String, String> given) {
        var mark = new Mark("test.yaml", 1, 1);
        var fields = new ArrayList<Yaml.Field>();
        given.forEach(
                (key, text) ->
                        fields.add(new Yaml.Field(mark, key, new Yaml.Text(mark, text, false))));
        var faults = new Faults();
        return new Binder((kind, name) -> Optional.empty())
                .bind(type, new Yaml.Fields(mark, fields, false), faults)
                .orElseThrow(() -> new IllegalArgumentException(faults.list().toString()))
                .options();
    }

    static ConformanceOptions options(
            Optional<Path> profile, boolean lengths, Map<String, String> tables) {
        return new ConformanceOptions(profile, lengths, tables, 200_000);
    }

    static Step step(ConformanceOptions options) {
        return TYPE.create(options, CONTEXT);
    }

    /** Against the model of the version. */
    static Step standard() {
        return step(options(Optional.empty(), false, Map.of()));
    }

    static Step lengths() {
        return step(options(Optional.empty(), true, Map.of()));
    }

    static Step profile(Path file) {
        return step(options(Optional.of(file), false, Map.of()));
    }

    static Flow flow(Message message, Trace trace) {
        return flow(message).before(trace);
    }

    static Flow flow(Message message) {
        var around =
                new Surroundings(
                        "hl7v2",
                        name -> name.equals("hl7v2") ? Optional.of(HL7) : Optional.empty(),
                        new Sexes(),
                        new Nothing(),
                        (kind, name) -> Optional.empty());
        return new Flow(
                "m-1",
                message,
                around,
                Instant.parse("2026-11-22T11:30:15Z"),
                ZoneId.of("Europe/Berlin"),
                new dev.pons.core.language.Given());
    }

    static Format format() {
        return HL7;
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code code path: words} of each finding; none: the message passes as it came. */
    static List<String> findings(Step step, String text) throws Exception {
        return findings(step, message(text));
    }

    static List<String> findings(Step step, Message message) throws Exception {
        try {
            var flow = flow(message);
            var result = step.apply(flow.message(), flow);
            if (result.message().orElseThrow() != flow.message()) {
                throw new AssertionError("the message was changed");
            }
            return List.of();
        } catch (ProblemException failed) {
            return failed.problems().stream()
                    .map(p -> p.code() + " " + p.path().orElse("-") + ": " + p.words())
                    .toList();
        }
    }

    /** {@code code path} of each finding. */
    static List<String> places(Step step, String text) throws Exception {
        return findings(step, text).stream().map(f -> f.substring(0, f.indexOf(':'))).toList();
    }

    private static final class Sexes implements Tables {
        @Override
        public Optional<CodeTable> named(String name) {
            return name.equals("sexes")
                    ? Optional.of(CodeTable.read("sexes", "code,text\nF,female\nM,male\n"))
                    : Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of("sexes");
        }
    }

    private static final class Nothing implements Memory {
        @Override
        public Optional<Map<String, String>> recall(String table, String key, Instant now) {
            return Optional.empty();
        }

        @Override
        public long next(String sequence) {
            return 1;
        }
    }
}
