package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.StepType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Template;

import org.osgi.service.component.annotations.Component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code steps: [ ${name}: ... ]} in a channel file: puts a text in front of each message. A plugin
 * begins here: put your work in its place; {@code Document.open(message, run)} reads and sets what
 * a format knows by path.
 */
@Component(service = StepType.class)
public final class ${className}Step implements StepType<${className}Step.Options> {

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("${name}")
    @Doc("Puts a text in front of each message")
    public record Options(
            @Doc("The text; values of the message in braces") @Default("> ") Template text) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Step create(Options options, Context context) {
        return (message, run) -> mark(options, message, run);
    }

    /** The same message gives the same result: clock and state are reached through the run only. */
    private static StepResult mark(Options options, Message message, Run run) throws Exception {
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(run.text(options.text()).getBytes(StandardCharsets.UTF_8));
        marked.writeBytes(message.body().toBytes());
        return StepResult.next(message.withBody(Payload.of(marked.toByteArray())));
    }
}
