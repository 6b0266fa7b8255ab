package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pons.core.net.Net;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Listen;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** What of an exception an operator reads. */
class FenceTest {

    @Test
    void aPortThatIsTakenIsSaidInFull() throws IOException {
        try (var foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var net = new Net();
                var lines = net.lines("adt")) {
            var asked = Listen.loopback(foreign.getLocalPort());
            var refused = catchThrowable(() -> lines.listen(asked, null));
            assertThat(Fence.words(refused)).contains("is in use by another program");
        }
    }

    /** Semantics 7: exception messages of drivers are content. */
    @Test
    void ofOtherExceptionsOnlyTheKindIsTold() {
        assertThat(Fence.words(new IOException("row MILLER, ANNA")))
                .isEqualTo("the plugin failed with IOException");
        assertThat(Fence.words(new NotSentException("refused by lab.example:2576")))
                .isEqualTo("refused by lab.example:2576");
    }
}
