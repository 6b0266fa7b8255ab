package dev.pons.core.config;

import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;

import java.util.List;

/**
 * Options that were bound to a plugin's record.
 *
 * @param options the record
 * @param templates template options in it, in the order of the record
 * @param conditions condition options in it
 * @param ports ports that it claims
 */
public record Bound<C extends Record>(
        C options, List<TemplateAt> templates, List<ConditionAt> conditions, List<PortAt> ports) {

    /**
     * A template, where it stands, and what its values are escaped for ({@code text, file, url,
     * json, xml}).
     */
    public record TemplateAt(Template template, Mark mark, String place) {}

    /** A condition ({@link Condition#tree()} is a {@link Yaml}) and where it stands. */
    public record ConditionAt(Condition condition, Mark mark) {}

    /** A claimed port and where it stands. */
    public record PortAt(ListenOptions listen, Mark mark) {}
}
