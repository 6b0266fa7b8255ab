package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.config.ListenOptions;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Silent connections of a protocol that rests take no thread, and lose nothing by it. */
class RestTest {

    private final Net net = new Net();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        net.close();
    }

    private Net.Lines open(int answer, List<String> allow, Duration idle) throws IOException {
        var lines = net.lines("a");
        Protocol.Resting protocol = line -> NetTest.says(answer).serve(line);
        lines.listen(
                new ListenOptions(
                        0, "127.0.0.1", allow, 2, idle, Duration.ofMillis(50), Optional.empty()),
                protocol);
        return lines;
    }

    private Net.Lines open(int answer) throws IOException {
        return open(answer, List.of(), Duration.ZERO);
    }

    private InetSocketAddress port() {
        return net.ports("a").get(0);
    }

    private long threads() {
        var name = "pons-port-" + port().getPort() + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    @Test
    void aConnectionHasAThreadWhileItSpeaks() throws Exception {
        var lines = open('1');
        try (var caller = new Caller(port())) {
            await().until(() -> lines.connected() == 1);
            assertThat(threads()).isZero();
            for (int i = 0; i < 3; i++) {
                assertThat(caller.ask('?')).isEqualTo('1');
                assertThat(caller.ask('?')).isEqualTo('1');
                await().until(() -> threads() == 0);
            }
            assertThat(lines.connected()).isEqualTo(1);
        }
        await().until(() -> lines.connected() == 0);
    }

    @Test
    void aRestingConnectionGoesOverToTheNextVersion() throws Exception {
        var old = open('1');
        try (var spoke = new Caller(port());
                var silent = new Caller(port())) {
            assertThat(spoke.ask('?')).isEqualTo('1');
            await().until(() -> threads() == 0);
            open('2');
            old.quiesce(Duration.ofSeconds(5));
            old.close();
            assertThat(spoke.ask('?')).isEqualTo('2');
            assertThat(silent.ask('?')).isEqualTo('2');
        }
    }

    @Test
    void aConnectionKeepsItsThreadWhileSomethingIsOwedOnIt() throws Exception {
        var owed = new AtomicBoolean(true);
        var says = NetTest.says('1');
        var protocol =
                new Protocol.Resting() {
                    @Override
                    public void serve(Connection line) throws Exception {
                        says.serve(line);
                    }

                    @Override
                    public boolean mayRest(Connection line) {
                        asked.incrementAndGet();
                        return !owed.get();
                    }
                };
        net.lines("a").listen(Listen.loopback(0), protocol);
        try (var caller = new Caller(port())) {
            assertThat(caller.ask('?')).isEqualTo('1');
            await().until(() -> asked.get() > 2);
            assertThat(threads()).isEqualTo(1);
            assertThat(caller.ask('?')).isEqualTo('1');
            owed.set(false);
            await().until(() -> threads() == 0);
            assertThat(caller.ask('?')).isEqualTo('1');
        }
    }

    @Test
    void aVersionThatSpeaksUnaskedReachesThoseThatRest() throws Exception {
        open('1');
        try (var spoke = new Caller(port());
                var silent = new Caller(port())) {
            assertThat(spoke.ask('?')).isEqualTo('1');
            await().until(() -> threads() == 0);
            net.lines("a")
                    .listen(
                            Listen.loopback(0),
                            line -> {
                                line.out().write('2');
                                line.out().flush();
                                assertThat(line.ready()).isFalse();
                            });
            assertThat(spoke.socket.getInputStream().read()).isEqualTo('2');
            assertThat(silent.socket.getInputStream().read()).isEqualTo('2');
        }
    }

    @Test
    void aRestingConnectionThatIsNotAllowedAnyMoreOrThatThePortLosesIsClosed() throws Exception {
        open('1');
        try (var caller = new Caller(port())) {
            await().until(() -> net.connected("a") == 1);
            open('2', List.of("10.0.0.0/8"), Duration.ZERO);
            assertThat(caller.isHungUp()).isTrue();
            assertThat(net.connected("a")).isZero();
        }
        var lines = open('3');
        try (var caller = new Caller(port())) {
            await().until(() -> net.connected("a") == 1);
            net.close();
            assertThat(caller.isHungUp()).isTrue();
            assertThat(lines.connected()).isZero();
        }
    }

    @Test
    void aRestingConnectionIsDisconnectedAfterTheLongestSilenceAndGivesWay() throws Exception {
        var lines = open('1', List.of(), Duration.ofMillis(200));
        try (var caller = new Caller(port())) {
            assertThat(caller.isHungUp()).isTrue();
        }
        lines.close();
        open('2');
        try (var one = new Caller(port());
                var two = new Caller(port())) {
            assertThat(one.ask('?')).isEqualTo('2');
            assertThat(two.ask('?')).isEqualTo('2');
            await().until(() -> threads() == 0);
            try (var three = new Caller(port())) {
                assertThat(three.ask('?')).isEqualTo('2');
                assertThat(one.isHungUp()).isTrue();
            }
        }
    }
}
