package dev.pons.plugin.template;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Node;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a message: {@code p} is its text, {@code p('PID-5.1')} the first text at a path and
 * empty where there is none, {@code p.all('OBX')} the places at a path, {@code p.has('PID-30')}
 * whether there is a value, {@code p.need('PID-3')} a text without which the message fails.
 */
final class Place implements TemplateScalarModel, TemplateMethodModelEx, TemplateHashModel {

    private final Node node;

    Place(Node node) {
        this.node = node;
    }

    @Override
    public String getAsString() throws TemplateModelException {
        try {
            return node.value().text();
        } catch (ProblemException wrong) {
            throw new TemplateModelException("a place cannot be read", wrong);
        }
    }

    @Override
    public TemplateModel exec(@SuppressWarnings("rawtypes") List arguments)
            throws TemplateModelException {
        return new SimpleScalar(text(words(arguments, "msg('PID-5.1')", 1, 1).get(0)));
    }

    private String text(String path) throws TemplateModelException {
        try {
            return node.text(path);
        } catch (ProblemException wrong) {
            throw new TemplateModelException("a path cannot be read", wrong);
        }
    }

    @Override
    public @Nullable TemplateModel get(String name) {
        return switch (name) {
            case "all" -> (TemplateMethodModelEx) this::all;
            case "has" -> (TemplateMethodModelEx) this::has;
            case "need" -> (TemplateMethodModelEx) this::need;
            default -> null;
        };
    }

    private TemplateModel all(List<?> arguments) throws TemplateModelException {
        try {
            var path = words(arguments, "msg.all('OBX')", 1, 1).get(0);
            return new Places(node.all(path).stream().map(Place::new).toList());
        } catch (ProblemException wrong) {
            throw new TemplateModelException("a path cannot be read", wrong);
        }
    }

    private TemplateModel has(List<?> arguments) throws TemplateModelException {
        var path = words(arguments, "msg.has('PID-30')", 1, 1).get(0);
        return text(path).isEmpty() ? TemplateBooleanModel.FALSE : TemplateBooleanModel.TRUE;
    }

    private TemplateModel need(List<?> arguments) throws TemplateModelException {
        var path = words(arguments, "msg.need('PID-3')", 1, 1).get(0);
        var text = text(path);
        if (text.isEmpty()) {
            var missing = Problem.of("missing", "needed, but there is no value").at(path);
            throw new TemplateModelException("a value is missing", new ProblemException(missing));
        }
        return new SimpleScalar(text);
    }

    /** The texts that a method was given; else what it is called like. */
    static List<String> words(List<?> arguments, String usage, int least, int most)
            throws TemplateModelException {
        boolean texts = arguments.stream().allMatch(TemplateScalarModel.class::isInstance);
        if (!texts || arguments.size() < least || arguments.size() > most) {
            throw new TemplateModelException("write " + usage);
        }
        var words = new ArrayList<String>();
        for (var argument : arguments) {
            words.add(((TemplateScalarModel) argument).getAsString());
        }
        return words;
    }

    /** Places at a path, in order. */
    private record Places(List<Place> all) implements TemplateSequenceModel {
        @Override
        public TemplateModel get(int index) {
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }

    @Override
    public boolean isEmpty() {
        return false;
    }
}
