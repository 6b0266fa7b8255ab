package dev.pons.plugin.xml;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import javax.xml.transform.ErrorListener;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;

/**
 * A stylesheet, compiled once. One in a file is compiled when the first message comes, for looking
 * at a channel opens no files; until that succeeds, each message tries again. Any thread.
 */
final class Stylesheet {

    private static final String INLINE = "sheet:/inline";

    private final String name;
    private final Optional<Path> file;
    private final String text;
    private @Nullable Compiled compiled;

    private record Compiled(Templates templates, SheetSources sources) {}

    private Stylesheet(String name, Optional<Path> file, String text) {
        this.name = name;
        this.file = file;
        this.text = text;
    }

    /** In a file. */
    static Stylesheet of(Path file) {
        return new Stylesheet(file.toString(), Optional.of(file), "");
    }

    /** As it stands in the channel file; {@code IllegalArgumentException} says what is wrong. */
    static Stylesheet of(String text) {
        var stylesheet = new Stylesheet("sheet", Optional.empty(), text);
        try {
            stylesheet.compiled = stylesheet.compile(text, INLINE, new SheetSources(null));
        } catch (CompileFaults faults) {
            throw new IllegalArgumentException(faults.words("sheet"), faults);
        }
        return stylesheet;
    }

    /** For people. */
    String name() {
        return "stylesheet " + name;
    }

    /**
     * For one message.
     *
     * @param listener hears what the stylesheet says with {@code xsl:message}, which is content
     */
    Transformer transformer(Consumer<String> listener) throws ProblemException {
        var ready = compiled();
        try {
            var transformer = ready.templates().newTransformer();
            transformer.setURIResolver(ready.sources()::again);
            transformer.setErrorListener(new Said(listener));
            return transformer;
        } catch (TransformerConfigurationException broken) {
            throw new ProblemException(Problem.of("internal", name() + " cannot be used"));
        }
    }

    private synchronized Compiled compiled() throws ProblemException {
        if (compiled == null) {
            try {
                var at = file.orElseThrow().toAbsolutePath().normalize();
                var sources = new SheetSources(at.getParent());
                compiled =
                        compile(
                                Files.readString(at, StandardCharsets.UTF_8),
                                at.toUri().toString(),
                                sources);
            } catch (IOException unread) {
                throw new ProblemException(
                        Problem.of(
                                "internal",
                                name()
                                        + " cannot be read ("
                                        + unread.getClass().getSimpleName()
                                        + "); put it there, as text in UTF-8"));
            } catch (CompileFaults faults) {
                throw new ProblemException(Problem.of("internal", faults.words(name)));
            }
        }
        return compiled;
    }

    private Compiled compile(String written, String systemId, SheetSources sources)
            throws CompileFaults {
        var faults = new CompileFaults.Listener(systemId);
        var factory = Guarded.transformers();
        factory.setErrorListener(faults);
        factory.setURIResolver(sources::first);
        try {
            var templates = factory.newTemplates(sources.main(written, systemId));
            if (templates != null) {
                return new Compiled(templates, sources);
            }
        } catch (TransformerException fault) {
            faults.fatalError(fault);
        }
        throw faults.all();
    }

    /** What a stylesheet says about a message. */
    private record Said(Consumer<String> listener) implements ErrorListener {

        @Override
        public void warning(TransformerException said) {
            listener.accept(String.valueOf(said.getMessage()));
        }

        @Override
        public void error(TransformerException fault) throws TransformerException {
            throw fault;
        }

        @Override
        public void fatalError(TransformerException fault) throws TransformerException {
            throw fault;
        }
    }
}
