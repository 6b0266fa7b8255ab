package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;

/**
 * What a stylesheet is made of: itself, and what it includes from its folder and below. While it
 * runs, {@code document('')} gives what was read then, and nothing else is opened. Any thread.
 */
final class SheetSources {

    private final @Nullable Path folder;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** For a stylesheet in this folder; null: in none, so it includes nothing. */
    SheetSources(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The stylesheet. */
    Source main(String text, String systemId) {
        texts.put(systemId, text);
        return Guarded.source(new StringReader(text), systemId);
    }

    /** What is included, while it is compiled. */
    Source first(String href, String base) throws TransformerException {
        if (folder == null) {
            throw new TransformerException(
                    "a stylesheet in a channel file includes nothing; put it into a file");
        }
        try {
            var uri = URI.create(base).resolve(href);
            var path = "file".equals(uri.getScheme()) ? Path.of(uri) : Path.of("/");
            if (!path.toRealPath().startsWith(folder.toRealPath())) {
                throw new TransformerException(
                        "only files in the folder of the stylesheet and below are included");
            }
            return main(Files.readString(path, StandardCharsets.UTF_8), path.toUri().toString());
        } catch (IOException | IllegalArgumentException unread) {
            throw new TransformerException(
                    "an included file cannot be read (" + unread.getClass().getSimpleName() + ")");
        }
    }

    /** What was read before, while it runs. */
    Source again(String href, String base) throws TransformerException {
        var text = texts.get(href);
        if (text == null) {
            throw new TransformerException("document() opens nothing but the stylesheet itself");
        }
        return Guarded.source(new StringReader(text), href);
    }
}
