package dev.pons.core.language;

import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The compiled template and condition options of one plugin's step, by the option itself.
 *
 * @param remembers whether the step stands where something may be remembered
 */
record PluginOptions(Map<Template, Text> texts, Map<Condition, Test> tests, boolean remembers) {

    static final PluginOptions NONE = new PluginOptions(Map.of(), Map.of(), true);

    static PluginOptions fresh(boolean remembers) {
        return new PluginOptions(new IdentityHashMap<>(), new IdentityHashMap<>(), remembers);
    }

    Text text(Template template) {
        var text = texts.get(template);
        if (text == null) {
            throw new IllegalArgumentException(
                    "only a template of the step's own options can be rendered, while it runs");
        }
        return text;
    }

    Test test(Condition condition) {
        var test = tests.get(condition);
        if (test == null) {
            throw new IllegalArgumentException(
                    "only a condition of the step's own options can be asked, while it runs");
        }
        return test;
    }
}
