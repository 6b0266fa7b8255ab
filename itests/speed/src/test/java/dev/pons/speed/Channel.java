package dev.pons.speed;

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
import dev.pons.plugin.script.ScriptType;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.format.Format;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a channel, compiled as the engine compiles them, without the engine. */
final class Channel {

    private static final Instant NOW = Instant.parse("2026-03-14T08:15:30Z");

    private static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            Channel.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) -> answer(method.getReturnType()));

    static final Format HL7 =
            new Hl7v2Type()
                    .create(
                            new Hl7v2Options(
                                    "UTF-8",
                                    false,
                                    Hl7v2Options.Mode.ORIGINAL,
                                    Hl7v2Options.Check.HL7V2),
                            CONTEXT);

    private static final Surroundings AROUND =
            Surroundings.of("hl7v2", name -> Optional.ofNullable(Map.of("hl7v2", HL7).get(name)));

    private final Steps steps;

    private Channel(Steps steps) {
        this.steps = steps;
    }

    private static Object answer(Class<?> type) {
        if (type == Clock.class) {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
        return type == String.class ? "speed" : Optional.empty();
    }

    /** {@code IllegalStateException}: the text has faults. */
    static Channel of(String steps) {
        var faults = new Faults();
        var text =
                "source: { file: { folder: in }, format: hl7v2 }\n"
                        + "destinations: { out: { file: { folder: out } } }\nsteps:\n"
                        + steps.strip().indent(2);
        var file = ChannelReader.read("speed.yaml", text, name -> Optional.empty(), faults);
        var types = Map.<String, StepType<?>>of("script", new ScriptType());
        var compiler =
                new Compiler(
                        AROUND,
                        name -> Optional.ofNullable(types.get(name)),
                        new Binder((kind, name) -> Optional.empty()),
                        CONTEXT,
                        faults);
        var compiled = compiler.steps(file.map(f -> f.steps()).orElse(List.of()));
        if (!faults.list().isEmpty()) {
            throw new IllegalStateException(faults.list().toString());
        }
        return new Channel(compiled);
    }

    /** What the channel makes of a message that it keeps. */
    byte[] run(Message message) throws Exception {
        var flow = new Flow("1-1", message, AROUND, NOW, ZoneOffset.UTC, new Given());
        var result = steps.run(flow);
        if (result.kind() != StepResult.Kind.NEXT) {
            throw new IllegalStateException(result.kind() + ": " + result.reason());
        }
        return flow.message().body().toBytes();
    }
}
