package dev.pons.plugin.template;

import freemarker.cache.FileTemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads templates, with everything off that reaches out of them or is not the same every time. */
final class Source {

    private static final String INLINE = "template";

    /** The same message must give the same text, and a text of a message is never a program. */
    private static final Pattern OFF =
            Pattern.compile(
                    "(?:\\$\\{|\\[=|[<\\[][#@])[^}>\\]]*?(?:(?<![\\w\\])\"'])\\.now\\b"
                            + "|\\?\\s*(?:eval|interpret|new|api)\\b)");

    private Source() {}

    /** The template of a step; {@code IllegalArgumentException}: why not, with line and column. */
    static Template of(TemplateOptions options) {
        var file = options.file().map(Path::toAbsolutePath);
        var name = file.map(f -> f.getFileName().toString()).orElse(INLINE);
        try {
            var text = file.isPresent() ? Files.readString(file.get()) : options.text().orElse("");
            check(name, text);
            var made = new Template(name, text, configuration(file.isEmpty()));
            if (file.isPresent()) {
                var folder = file.get().resolveSibling("");
                made.getConfiguration().setTemplateLoader(new Checked(folder));
            }
            return made;
        } catch (ParseException wrong) {
            throw new IllegalArgumentException(
                    at(name, wrong.getLineNumber(), wrong.getColumnNumber())
                            + brief(wrong.getEditorMessage()),
                    wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    name + " cannot be read: is it there, in UTF-8, and may the engine read it?",
                    unreadable);
        }
    }

    private static Configuration configuration(boolean inline) {
        var all = new Configuration(Configuration.VERSION_2_3_34);
        all.setDefaultEncoding(StandardCharsets.UTF_8.name());
        all.setLocale(Locale.ROOT);
        all.setNumberFormat("computer");
        all.setBooleanFormat("c");
        all.setOutputFormat(Escaped.FORMAT);
        all.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        all.setAPIBuiltinEnabled(false);
        all.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        all.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        all.setLogTemplateExceptions(false);
        all.setWrapUncheckedExceptions(true);
        all.setLocalizedLookup(false);
        all.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        if (inline) {
            all.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
            all.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        }
        return all;
    }

    private static void check(String name, String text) {
        var off = OFF.matcher(text);
        if (off.find()) {
            int line =
                    (int) text.substring(0, off.end()).chars().filter(c -> c == '\n').count() + 1;
            throw new IllegalArgumentException(
                    at(name, line, off.end() - text.lastIndexOf('\n', off.end() - 1))
                            + "`.now`, `?eval`, `?interpret`, `?new` and `?api` are off: a message"
                            + " must give the same text again; the time of the message is `now`");
        }
    }

    /** Where something is, as {@code order.ftl:3:14: }. */
    static String at(String name, int line, int column) {
        return name + ":" + line + ":" + column + ": ";
    }

    /** Without the list of all that could stand there. */
    private static String brief(String words) {
        return oneLine(words.replaceAll("(?s),? but was expecting.*|\\n.*", ""));
    }

    static String oneLine(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }

    /** Templates beside the first one, for {@code include} and {@code import}. */
    private static final class Checked extends FileTemplateLoader {

        private Checked(Path folder) throws IOException {
            super(folder.toFile());
        }

        @Override
        public Reader getReader(Object found, String encoding) throws IOException {
            var file = ((File) found).toPath();
            var text = Files.readString(file);
            check(file.getFileName().toString(), text);
            return new StringReader(text);
        }
    }
}
