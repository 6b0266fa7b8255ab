package dev.pons.plugin.template;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.format.Document;

import freemarker.template.SimpleDate;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateDateModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Date;
import java.util.List;

/**
 * What a template sees: {@code msg}, {@code original}, {@code vars}, {@code meta}, {@code now},
 * {@code lookup(table, key, column)} and {@code recall(table, key).name}.
 */
final class Content implements TemplateHashModel {

    private final Document document;
    private final Message message;
    private final Run run;
    private @Nullable RuntimeException outside;

    Content(Document document, Message message, Run run) {
        this.document = document;
        this.message = message;
        this.run = run;
    }

    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
        return switch (name) {
            case "msg" -> new Place(document);
            case "original" -> original();
            case "vars" -> (Hash) key -> text(run.variable(key).orElse(null));
            case "meta" -> (Hash) key -> text(message.meta(key).orElse(null));
            case "now" -> new SimpleDate(Date.from(run.now()), TemplateDateModel.DATETIME);
            case "lookup" -> method(this::lookup);
            case "recall" -> method(this::recall);
            default -> null;
        };
    }

    private Place original() throws TemplateModelException {
        try {
            return new Place(Document.open(run.original(), run));
        } catch (ProblemException | IOException unreadable) {
            throw new TemplateModelException(
                    "the message as it came in cannot be read", unreadable);
        }
    }

    /** What failed outside of the template, in words of ours; null: nothing. */
    @Nullable RuntimeException outside() {
        return outside;
    }

    /** A value as the format of the result holds it. */
    String escaped(String format, String value) {
        try {
            return Document.escape(format, value, run);
        } catch (IllegalStateException e) {
            outside = e;
            throw e;
        }
    }

    private interface Method {
        @Nullable TemplateModel call(List<?> arguments) throws TemplateModelException;
    }

    private TemplateMethodModelEx method(Method method) {
        return arguments -> {
            try {
                return method.call(arguments);
            } catch (IllegalStateException | IllegalArgumentException e) {
                outside = e;
                throw e;
            }
        };
    }

    private @Nullable TemplateModel lookup(List<?> arguments) throws TemplateModelException {
        var words =
                Place.words(
                        arguments, "lookup('table', key) or lookup('table', key, 'column')", 2, 3);
        var column = words.size() == 3 ? words.get(2) : "";
        return text(run.lookup(words.get(0), words.get(1), column).orElse(null));
    }

    private @Nullable TemplateModel recall(List<?> arguments) throws TemplateModelException {
        var words = Place.words(arguments, "recall('table', key)", 2, 2);
        var found = run.recall(words.get(0), words.get(1));
        return found.isEmpty() ? null : (Hash) key -> text(found.get().get(key));
    }

    private static @Nullable TemplateModel text(@Nullable String value) {
        return value == null ? null : new SimpleScalar(value);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    /** Values by name. */
    @FunctionalInterface
    private interface Hash extends TemplateHashModel {
        @Override
        @Nullable TemplateModel get(String name) throws TemplateModelException;

        @Override
        default boolean isEmpty() {
            return false;
        }
    }
}
