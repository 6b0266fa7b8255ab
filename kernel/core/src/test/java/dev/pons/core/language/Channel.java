package dev.pons.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.Binder;
import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tests need of a channel: compile a piece of its file, run it on a message. */
final class Channel {

    static final String ADT =
            """
            MSH|^~\\&|HIS|KH|LAB|KH|20240131120000||ADT^A01|4711|P|2.5
            PID|1||100^^^KH^MR~200^^^GOV^SS||MILLER^ANNA||19700102|F|||"Street|||||||||||||||
            PV1|1|I|W1^101
            OBX|1|NM|GLU||5.5||||||F
            OBX|2|ED|PDF||abc||||||F
            OBX|3|TX|TXT
            """
                    .replace('\n', '\r');

    static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            Channel.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) -> null);

    static final Instant NOW = Instant.parse("2024-01-31T11:30:15Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final ToyFormat format = new ToyFormat();
    final Map<String, Format> others = new HashMap<>();
    final Map<String, CodeTable> tables = new HashMap<>();
    final Map<String, String> secrets = new HashMap<>();
    final ToyMemory memory = new ToyMemory();
    Given given = new Given();
    final Faults faults = new Faults();
    final Compiler compiler = compiler(format);

    /** The same with variables that steps before may have let. */
    Channel knowing(String... variables) {
        for (var variable : variables) {
            compile("- let: { " + variable + ": x }");
        }
        return this;
    }

    Compiler compiler(Format of) {
        return new Compiler(
                around(of),
                name -> Optional.empty(),
                new Binder((kind, name) -> Optional.empty()),
                CONTEXT,
                faults);
    }

    Flow flow(String message) {
        return flow(Message.of(message.getBytes(StandardCharsets.UTF_8)));
    }

    Flow flow(Message message) {
        return new Flow("m-1", message, around(format), NOW, ZONE, given);
    }

    /** The format, code tables that a test put there, and what it remembered. */
    Surroundings around(Format of) {
        return new Surroundings(
                "toy",
                name ->
                        name.equals("toy")
                                ? Optional.of(of)
                                : Optional.ofNullable(others.get(name)),
                new KnownTables(tables),
                memory,
                (kind, name) -> Optional.ofNullable(secrets.get(name)));
    }

    private record KnownTables(Map<String, CodeTable> known) implements Tables {
        @Override
        public Optional<CodeTable> named(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public Set<String> names() {
            return known.keySet();
        }
    }

    /** Compiles a list of steps as in a channel file; there may be faults. */
    Steps compile(String yaml) {
        return compiler.steps(parts(yaml));
    }

    static List<StepPart> parts(String yaml) {
        var parts = new ArrayList<StepPart>();
        for (var item : ((Yaml.Items) YamlText.read(yaml)).items()) {
            var fields = (Yaml.Fields) item;
            var step =
                    fields.fields().stream()
                            .filter(field -> !field.key().equals("when"))
                            .findFirst()
                            .orElseThrow();
            parts.add(new StepPart(step.key(), step.mark(), step.value(), fields.get("when")));
        }
        return parts;
    }

    /** Compiles a list of steps that has no fault. */
    Steps steps(String yaml) {
        var steps = compile(yaml);
        assertThat(faults.list()).isEmpty();
        return steps;
    }

    StepResult run(String yaml, Flow flow) throws Steps.StepFailure {
        return steps(yaml).run(flow);
    }

    /** The message after some steps, with line feeds. */
    static String after(String yaml) throws Exception {
        var channel = new Channel();
        var flow = channel.flow(ADT);
        assertThat(channel.run(yaml, flow).kind()).isEqualTo(StepResult.Kind.NEXT);
        return text(flow.message());
    }

    static String text(Message message) throws IOException {
        return new String(message.body().toBytes(), StandardCharsets.UTF_8).replace('\r', '\n');
    }

    /** One segment of the message after some steps. */
    static String segment(String name, String yaml) throws Exception {
        return after(yaml).lines().filter(line -> line.startsWith(name)).findFirst().orElse("");
    }

    static boolean holds(String condition) throws ProblemException {
        return verdict(condition).holds();
    }

    static Test.Verdict verdict(String condition) throws ProblemException {
        var channel = new Channel();
        var test = channel.compiler.condition(YamlText.read(condition));
        assertThat(channel.faults.list()).isEmpty();
        return test.of(channel.flow(ADT));
    }

    static String render(String template) throws ProblemException {
        return render(template, "text");
    }

    static String render(String template, String place) throws ProblemException {
        var channel = new Channel();
        return channel.render(template, place, channel.flow(ADT));
    }

    String render(String template, String place, Flow flow) throws ProblemException {
        var text = compiler.template(template, new Mark("adt.yaml", 3, 5), place);
        assertThat(faults.list()).isEmpty();
        return text.render(flow);
    }

    /** The faults of a list of steps. */
    static List<String> faultsOf(String yaml) {
        var channel = new Channel();
        channel.compile(yaml);
        return channel.faults.list().stream().map(Object::toString).toList();
    }

    /** The faults of a template. */
    static List<String> faultsOfTemplate(String template) {
        var channel = new Channel();
        channel.compiler.template(template, new Mark("adt.yaml", 3, 5), "text");
        return channel.faults.list().stream().map(Object::toString).toList();
    }
}
