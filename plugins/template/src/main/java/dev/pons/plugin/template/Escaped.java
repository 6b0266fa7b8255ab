package dev.pons.plugin.template;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.core.Environment;
import freemarker.template.TemplateModelException;

import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/**
 * What a template writes: its own text is as it stands, values are escaped as the format of the
 * result asks ({@code ?no_esc} is the way around).
 */
final class Escaped extends CommonMarkupOutputFormat<Escaped.Text> {

    static final Escaped FORMAT = new Escaped();

    private static final String WAY = "escape";

    /** How values are escaped in one run. */
    private record Way(UnaryOperator<String> escape) {}

    /** A text that is escaped, or is not yet. */
    static final class Text extends CommonTemplateMarkupOutputModel<Text> {

        private Text(String plain, String escaped) {
            super(plain, escaped);
        }

        @Override
        public Escaped getOutputFormat() {
            return FORMAT;
        }
    }

    private Escaped() {}

    /** For one run of a template. */
    static void by(Environment environment, UnaryOperator<String> escape) {
        environment.setCustomAttribute(WAY, new Way(escape));
    }

    @Override
    public String getName() {
        return "message";
    }

    /** Unknown: the format of the result says it. */
    @Override
    public String getMimeType() {
        return "text/plain";
    }

    @Override
    public String escapePlainText(String plain) {
        var way = (Way) Environment.getCurrentEnvironment().getCustomAttribute(WAY);
        return way.escape().apply(plain);
    }

    @Override
    public void output(String plain, Writer out) throws IOException, TemplateModelException {
        out.write(escapePlainText(plain));
    }

    @Override
    protected Text newTemplateMarkupOutputModel(String plain, String escaped) {
        return new Text(plain, escaped);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }
}
