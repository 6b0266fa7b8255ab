package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.Faults;
import dev.pons.core.language.Compiler;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.core.language.Steps;
import dev.pons.core.language.Surroundings;
import dev.pons.plugin.hl7v2.Hl7v2Options;
import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.plugin.json.JsonOptions;
import dev.pons.plugin.json.JsonType;
import dev.pons.plugin.xml.XmlOptions;
import dev.pons.plugin.xml.XmlType;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Format;

import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of the language, compiled as in a channel file and run on an HL7 message. */
final class Line {

    /** A message that most lines can be tried on. */
    static final String ORU =
            """
            MSH|^~\\&|HIS|KH|LAB|KH|20240131120000||ORU^R01^ORU_R01|4711|P|2.5|||AL
            PID|1||100^^^KH^PI~200^^^GOV^SS~300^^^KH^MR||MILLER^ANNA^B&C||19700102|F|||""
            PV1|1|I|W1^101
            NTE|1||about the visit
            OBR|1|A1||GLU
            OBX|1|NM|GLU^Glucose||5.5|mmol/l|||||F
            NTE|1||fasting
            NTE|2||repeated
            OBX|2|ED|PDF^Report||abc||||||P
            OBR|2|A2||CRP
            OBX|1|NM|CRP||12||||||F
            NTE|1||second order
            """;

    private static final Instant NOW = Instant.parse("2024-01-31T11:30:15Z");

    static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            Line.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) ->
                                    method.getReturnType() == Clock.class
                                            ? Clock.fixed(NOW, ZoneOffset.UTC)
                                            : null);

    private static final Format HL7 =
            new Hl7v2Type()
                    .create(
                            new Hl7v2Options(
                                    "UTF-8",
                                    false,
                                    Hl7v2Options.Mode.ORIGINAL,
                                    Hl7v2Options.Check.HL7V2),
                            CONTEXT);

    private static final Map<String, Format> FORMATS =
            Map.of(
                    "hl7v2", HL7,
                    "xml",
                            new XmlType()
                                    .create(
                                            new XmlOptions(Map.of(), StandardCharsets.UTF_8),
                                            CONTEXT),
                    "json",
                            new JsonType()
                                    .create(new JsonOptions(JsonOptions.Check.JSON), CONTEXT));

    private static final Surroundings AROUND =
            Surroundings.of("hl7v2", name -> Optional.ofNullable(FORMATS.get(name)));

    private Line() {}

    /** Faults of a list of steps, without their place. */
    static List<String> faults(String steps) {
        var faults = new Faults();
        compile(steps, faults);
        return faults.list().stream().map(f -> f.toString().replaceFirst("^\\S+ ", "")).toList();
    }

    private static Steps compile(String steps, Faults faults) {
        var text =
                "source: { file: { folder: in }, format: hl7v2 }\n"
                        + "destinations: { out: { file: { folder: out } } }\nsteps:\n"
                        + steps.strip().indent(2);
        var file = ChannelReader.read("adt.yaml", text, name -> Optional.empty(), faults);
        var compiler =
                new Compiler(
                        AROUND,
                        name -> Optional.empty(),
                        new Binder((kind, name) -> Optional.empty()),
                        CONTEXT,
                        faults);
        return compiler.steps(file.map(f -> f.steps()).orElse(List.of()));
    }

    static Flow flow(byte[] message) {
        return new Flow(
                "1-1", Message.of(message), AROUND, NOW, ZoneId.of("Europe/Berlin"), new Given());
    }

    static Flow flow(String message) {
        return flow(message.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
    }

    static StepResult run(String steps, Flow flow) throws Steps.StepFailure {
        var faults = new Faults();
        var compiled = compile(steps, faults);
        assertThat(faults.list()).isEmpty();
        return compiled.run(flow);
    }

    /** A condition, on {@link #ORU}. */
    static boolean holds(String condition) throws Exception {
        return run("- keep: " + condition, flow(ORU)).kind() == StepResult.Kind.NEXT;
    }

    /** A template as text, on {@link #ORU}. */
    static String text(String template) throws Exception {
        return text(template, ORU);
    }

    static String text(String template, String message) throws Exception {
        var flow = flow(message);
        run("- let: { x: '" + template.replace("'", "''") + "' }", flow);
        return flow.variables().get("x");
    }

    /** {@link #ORU} after these steps, with line feeds. */
    static String after(String steps) throws Exception {
        return after(steps, ORU, StandardCharsets.UTF_8);
    }

    static String after(String steps, String message, Charset charset) throws Exception {
        var flow = flow(message.replace('\n', '\r').getBytes(charset));
        assertThat(run(steps, flow).kind()).isEqualTo(StepResult.Kind.NEXT);
        return new String(flow.message().body().toBytes(), charset).replace('\r', '\n');
    }

    /** The n-th segment of a name in {@link #ORU} after these steps. */
    static String segment(String name, int n, String steps) throws Exception {
        return after(steps).lines().filter(l -> l.startsWith(name)).toList().get(n - 1);
    }
}
