package dev.pons.plugin.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

/** Bytes as they are. */
class BinaryTest {

    private final Format format = new BinaryFormat();

    @Test
    void contentIsOneValueAndPasses() throws Exception {
        var body = Payload.of(new byte[] {0, -1, 2});
        whole(format.read(Message.of(body)), body);
        assertThat(format.identify(Message.of(body))).isEmpty();
    }

    private static <N> void whole(Tree<N> tree, Payload body) throws Exception {
        assertThat(tree.write()).isSameAs(body);
        assertThat(tree.value(tree.root()).payload()).contains(body);
        assertThat(tree.children(tree.root())).isEmpty();
        assertThatThrownBy(() -> tree.find(tree.root(), "x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> tree.set(tree.root(), Value.of("x")))
                .isInstanceOf(ProblemException.class);
        tree.set(tree.root(), Value.of(Payload.of(new byte[] {7})));
        assertThat(tree.write().toBytes()).containsExactly(7);
    }

    @Test
    void aPathIsRefusedWithWords() {
        assertThatThrownBy(() -> format.check("PID-5"))
                .hasMessageContaining("PID-5 is not a path: format binary has no paths");
    }
}
