package dev.pons.core.engine;

import dev.pons.core.config.Bound;
import dev.pons.core.language.Compiler;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.core.language.Surroundings;
import dev.pons.core.language.Text;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.config.Template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Template options of a source, which are rendered before there is a message. Any thread. */
final class SourceTexts {

    /** Of a source that is only looked at. */
    static final SourceTexts NONE =
            new SourceTexts(
                    Map.of(), Surroundings.of("", name -> Optional.empty()), ZoneOffset.UTC);

    private final Map<Template, Text> texts;
    private final Surroundings around;
    private final ZoneId zone;

    private SourceTexts(Map<Template, Text> texts, Surroundings around, ZoneId zone) {
        this.texts = texts;
        this.around = around;
        this.zone = zone;
    }

    /** Compiles them; what they may not name is a fault. */
    SourceTexts(Bound<?> bound, Compiler compiler, Surroundings around, ZoneId zone) {
        this(new HashMap<>(), withoutFormats(around), zone);
        var before = compiler.beforeMessage();
        for (var at : bound.templates()) {
            var text = at.template().toString();
            texts.put(at.template(), before.template(text, at.mark(), at.place()));
        }
    }

    /** A source outlives the formats of its channel, whose plugins may be swapped meanwhile. */
    private static Surroundings withoutFormats(Surroundings around) {
        return new Surroundings(
                "",
                name -> Optional.empty(),
                around.tables(),
                around.memory(),
                around.references());
    }

    /** One of them, with facts. */
    String render(Template template, Map<String, String> facts, Instant now)
            throws ProblemException {
        var text = texts.get(template);
        if (text == null) {
            throw new IllegalArgumentException("that is no template of the options");
        }
        var nothing = Message.of(new byte[0], facts);
        return text.render(new Flow("", nothing, around, now, zone, new Given()));
    }

    /** The channel's. */
    ZoneId zone() {
        return zone;
    }

    /** Rendered the same. */
    boolean same(SourceTexts other) {
        return texts.isEmpty() || zone.equals(other.zone);
    }
}
