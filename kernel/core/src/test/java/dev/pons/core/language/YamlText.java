package dev.pons.core.language;

import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Text to {@link Yaml}, marks and quotes kept, for tests of the language alone. */
final class YamlText {

    private YamlText() {}

    static Yaml read(String text) {
        var settings = LoadSettings.builder().build();
        return yaml(new Compose(settings).composeString(text).orElseThrow());
    }

    private static Yaml yaml(Node node) {
        var mark = mark(node);
        if (node instanceof ScalarNode scalar) {
            boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
            return new Yaml.Text(mark, scalar.getValue(), quoted);
        }
        if (node instanceof SequenceNode list) {
            return new Yaml.Items(mark, list.getValue().stream().map(YamlText::yaml).toList());
        }
        var map = (MappingNode) node;
        return new Yaml.Fields(
                mark,
                map.getValue().stream()
                        .map(
                                tuple ->
                                        new Yaml.Field(
                                                mark(tuple.getKeyNode()),
                                                ((ScalarNode) tuple.getKeyNode()).getValue(),
                                                yaml(tuple.getValueNode())))
                        .toList(),
                map.getFlowStyle() == FlowStyle.FLOW);
    }

    private static Mark mark(Node node) {
        var mark = node.getStartMark().orElseThrow();
        return new Mark("adt.yaml", mark.getLine() + 1, mark.getColumn() + 1);
    }
}
