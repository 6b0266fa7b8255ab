package dev.pons.plugin.script;

import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Memory;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Tables;
import dev.pons.core.language.Trace;
import dev.pons.plugin.hl7v2.Hl7v2Options;
import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.plugin.json.JsonType;
import dev.pons.plugin.xml.XmlOptions;
import dev.pons.plugin.xml.XmlType;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Format;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A script, a message, and what the run gives it. */
final class Given {

    static final String CANARY = "Kanarienvogel";

    static final String ORU =
            """
            MSH|^~\\&|LAB|KH|HIS|KH|20240131120000||ORU^R01^ORU_R01|4711|P|2.5
            PID|1||100^^^KH^MR~200^^^GOV&1.2&ISO^SS||Kanarienvogel^ANNA^M||19700102|F|||Street 1^^Town||||||||||
            PV1|1|I|W1^101
            OBR|1|A1|B1|GLU^Glucose|||20240131
            OBX|1|NM|GLU^Glucose||5.5|mmol/L|||||F
            OBX|2|ST|TXT||a \\T\\ b \\.br\\ c||||||F
            NTE|1||first
            OBX|3|NM|K^Potassium||7.1|mmol/L|||||P
            """
                    .replace('\n', '\r');

    private static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            Given.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) ->
                                    method.getName().equals("name") ? "lab" : null);

    private static final Format HL7 =
            new Hl7v2Type().create(Bind.defaults(Hl7v2Options.class, Map.of()), CONTEXT);
    private static final Format XML =
            new XmlType().create(new XmlOptions(Map.of(), StandardCharsets.UTF_8), CONTEXT);
    private static final Format JSON = json();

    private Given() {}

    private static Format json() {
        var type = new JsonType();
        return type.create(Bind.defaults(type.config(), Map.of()), CONTEXT);
    }

    /** Options with these in place of the defaults, as a channel file has them. */
    static ScriptOptions options(String code, Map<String, String> others) {
        var all = new java.util.HashMap<>(others);
        all.put("code", code);
        return Bind.defaults(ScriptOptions.class, all);
    }

    static ScriptStep step(String code) {
        return step(options(code, Map.of()));
    }

    static ScriptStep classic(String code) {
        return step(options(code, Map.of("e4x", "true")));
    }

    static ScriptStep step(ScriptOptions options) {
        return (ScriptStep) new ScriptType().create(options, CONTEXT);
    }

    /** What the run gives, and what the script leaves. */
    static final class World {
        final List<String> notes = new ArrayList<>();
        final Map<String, Map<String, String>> remembered = new java.util.HashMap<>();
        dev.pons.core.language.Given given = new dev.pons.core.language.Given();
        String id = "m-1";
        String format = "hl7v2";

        Flow flow(String message) {
            return flow(
                    Message.of(message.getBytes(StandardCharsets.UTF_8), Map.of("peer", "lab1")));
        }

        Flow flow(Message message) {
            var around =
                    new Surroundings(
                            format,
                            name ->
                                    Optional.ofNullable(
                                            Map.of("hl7v2", HL7, "xml", XML, "json", JSON)
                                                    .get(name)),
                            new Wards(),
                            memory(),
                            (kind, name) -> Optional.empty());
            var flow =
                    new Flow(
                            id,
                            message,
                            around,
                            Instant.parse("2024-01-31T11:30:15.123Z"),
                            ZoneId.of("Europe/Berlin"),
                            given);
            return flow.before(new Listening(notes));
        }

        private Memory memory() {
            return new Memory() {
                @Override
                public Optional<Map<String, String>> recall(String table, String key, Instant now) {
                    return Optional.ofNullable(remembered.get(table + "/" + key));
                }

                @Override
                public long next(String sequence) {
                    return 1;
                }
            };
        }
    }

    private static final class Wards implements Tables {
        @Override
        public Optional<CodeTable> named(String name) {
            return name.equals("wards")
                    ? Optional.of(CodeTable.read("wards", "code,text,floor\nW1,Ward 1,2\n"))
                    : Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of("wards");
        }
    }

    private record Listening(List<String> notes) implements Trace {
        @Override
        public void begin(Step step, Message message, Map<String, String> variables) {}

        @Override
        public void note(String words) {
            notes.add(words);
        }

        @Override
        public void end(
                Outcome outcome, String words, Message message, Map<String, String> variables) {}
    }

    static StepResult result(ScriptStep step, String message, World world) throws Exception {
        var flow = world.flow(message);
        return step.apply(flow.message(), flow);
    }

    /** The message after a script, with line feeds. */
    static String after(ScriptStep step, String message) throws Exception {
        return text(result(step, message, new World()));
    }

    static String after(String code) throws Exception {
        return after(step(code), ORU);
    }

    static String afterClassic(String code) throws Exception {
        return after(classic(code), ORU);
    }

    static String text(StepResult result) throws Exception {
        return new String(result.message().orElseThrow().body().toBytes(), StandardCharsets.UTF_8)
                .replace('\r', '\n');
    }

    /** One line of the message after a script. */
    static String line(String after, String begin) {
        return after.lines().filter(line -> line.startsWith(begin)).findFirst().orElse("");
    }

    /** What a script leaves in {@code vars.out}. */
    static String out(String code) throws Exception {
        return out(step(code));
    }

    static String out(ScriptStep step) throws Exception {
        var flow = new World().flow(ORU);
        step.apply(flow.message(), flow);
        return flow.variables().get("out");
    }

    /** Why a script fails. */
    static ProblemException failure(ScriptStep step) {
        return failure(step, new World());
    }

    static ProblemException failure(ScriptStep step, World world) {
        try {
            var run = (Run) world.flow(ORU);
            step.apply(run.original(), run);
        } catch (ProblemException failed) {
            return failed;
        } catch (Exception other) {
            throw new AssertionError("another failure", other);
        }
        throw new AssertionError("no failure");
    }

    static String failure(String code) {
        return failure(step(code)).problems().get(0).words();
    }
}
