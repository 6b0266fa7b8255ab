package dev.pons.core.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.Optional;

/**
 * Reads YAML 1.2 text into {@link Yaml}: scalars as text, no tags, no duplicate keys. What a text
 * can cost is bounded: {@value #LONGEST} characters, {@value #DEEPEST} levels, no aliases.
 */
public final class YamlReader {

    /** Longest text that is read, in characters. */
    static final int LONGEST = 1_000_000;

    /** Deepest nesting that is read. */
    static final int DEEPEST = 40;

    private YamlReader() {}

    /**
     * The one document of a text; empty when it cannot be read, with the faults said. A text
     * without any content is an empty, unquoted {@link Yaml.Text}.
     */
    public static Optional<Yaml> read(String file, String text, Faults faults) {
        if (text.length() > LONGEST) {
            faults.add(
                    Mark.whole(file),
                    "is longer than " + LONGEST + " characters; split it with include:");
            return Optional.empty();
        }
        var source = text.startsWith("\uFEFF") ? text.substring(1) : text;
        var syntax = new SyntaxWords(file, source);
        var settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setUseMarks(true)
                        .setCodePointLimit(LONGEST)
                        .build();
        int before = faults.count();
        try {
            var events = new Parse(settings).parseString(source).iterator();
            var root = new YamlTree(file, events, syntax, faults).document();
            return faults.count() == before ? Optional.of(root) : Optional.empty();
        } catch (YamlTree.Stop e) {
            return Optional.empty();
        } catch (YamlEngineException e) {
            var fault = syntax.of(e);
            faults.add(fault.mark(), fault.words());
            return Optional.empty();
        }
    }
}
