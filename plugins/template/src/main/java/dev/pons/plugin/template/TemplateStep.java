package dev.pons.plugin.template;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Document;

import freemarker.template.Template;
import freemarker.template.TemplateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/** Puts what a template writes in the place of a message. */
final class TemplateStep implements Step {

    private final TemplateOptions options;
    private final Template template;

    TemplateStep(TemplateOptions options, Template template) {
        this.options = options;
        this.template = template;
    }

    @Override
    public StepResult apply(Message message, Run run) throws ProblemException, IOException {
        var document = Document.open(message, run);
        var target = options.format().isEmpty() ? document.format() : options.format();
        var body = Payload.of(ended(written(new Content(document, message, run), target, run)));
        var next =
                options.format().isEmpty()
                        ? message.withBody(body)
                        : message.withBody(body, options.format());
        return StepResult.next(
                message.meta("charset").isPresent() ? next.with("charset", "UTF-8") : next);
    }

    private String written(Content content, String target, Run run) throws ProblemException {
        var out = new Bounded(options.largest());
        try {
            var environment = template.createProcessingEnvironment(content, out);
            environment.setTimeZone(TimeZone.getTimeZone(run.zone()));
            Escaped.by(environment, value -> content.escaped(target, value));
            environment.process();
            return out.toString();
        } catch (TemplateException failed) {
            var outside = content.outside();
            if (outside != null) {
                throw outside;
            }
            throw problem(failed, run);
        } catch (IOException unreadable) {
            throw new ProblemException(
                    out.full()
                            ? Problem.of(
                                    "too-long",
                                    "the result of "
                                            + template.getName()
                                            + " is longer than "
                                            + options.largest()
                                            + " characters; the option largest allows more")
                            : Problem.of(
                                    "value",
                                    template.getName()
                                            + " includes a template that is not in its folder or"
                                            + " cannot be read"));
        }
    }

    /** The words of the library may hold content: only who tries the channel sees them. */
    private ProblemException problem(TemplateException failed, Run run) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException own) {
                return own;
            }
        }
        run.note("the template failed: " + failed.getMessage());
        var line = failed.getLineNumber();
        var column = failed.getColumnNumber();
        var name = failed.getTemplateSourceName();
        var blamed = failed.getBlamedExpressionString();
        return new ProblemException(
                Problem.of(
                        "value",
                        Source.at(
                                        name == null ? template.getName() : name,
                                        line == null ? 1 : line,
                                        column == null ? 1 : column)
                                + (blamed == null
                                        ? "the template failed here"
                                        : "`"
                                                + Source.oneLine(blamed)
                                                + "` has no value here or"
                                                + " one of the wrong kind")));
    }

    private byte[] ended(String text) {
        var end =
                switch (options.lines()) {
                    case AS_WRITTEN -> "";
                    case CR -> "\r";
                    case CRLF -> "\r\n";
                    case LF -> "\n";
                };
        var lines = end.isEmpty() ? text : text.replaceAll("\r\n|\r|\n", end);
        return lines.getBytes(StandardCharsets.UTF_8);
    }
}
