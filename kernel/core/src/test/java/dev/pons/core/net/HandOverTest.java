package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Protocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Semantics 6: a new version of an owner takes the port and the connections of the old one. */
class HandOverTest {

    private final Net net = new Net();

    @AfterEach
    void close() {
        net.close();
    }

    private Net.Lines open(Protocol protocol) throws IOException {
        var lines = net.lines("a");
        lines.listen(Listen.loopback(0), protocol);
        return lines;
    }

    private Caller call() throws IOException {
        return new Caller(net.ports("a").get(0));
    }

    @Test
    void semantics6_2_aConnectionGoesOverBetweenTwoRequests() throws Exception {
        var old = open(NetTest.says('1'));
        try (var caller = call()) {
            assertThat(caller.ask('?')).isEqualTo('1');
            open(NetTest.says('2'));
            assertThat(net.ports("a")).hasSize(1);
            old.quiesce(Duration.ofSeconds(5));
            old.close();
            assertThat(caller.ask('?')).isEqualTo('2');
        }
    }

    @Test
    void semantics6_2_aLongAnswerDoesNotHoldUpTheOthersAndIsHandedOverWhenItIsOut()
            throws Exception {
        var inside = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var old =
                open(
                        line -> {
                            while (line.ready()) {
                                if (line.in().read() == 's') {
                                    inside.countDown();
                                    finish.await();
                                }
                                line.out().write('1');
                                line.out().flush();
                            }
                        });
        try (var slow = call();
                var quick = call()) {
            assertThat(quick.ask('?')).isEqualTo('1');
            slow.socket.getOutputStream().write('s');
            assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
            open(NetTest.says('2'));
            assertThat(quick.ask('?')).isEqualTo('2');
            var quiet = CompletableFuture.runAsync(() -> quiesce(old, Duration.ofSeconds(9)));
            assertThat(quick.ask('?')).isEqualTo('2');
            assertThat(quiet).isNotDone();
            finish.countDown();
            assertThat(slow.socket.getInputStream().read()).isEqualTo('1');
            quiet.get(5, TimeUnit.SECONDS);
            old.close();
            assertThat(slow.ask('?')).isEqualTo('2');
        }
    }

    @Test
    void semantics6_2_aRequestThatIsNotAnsweredAtTheDeadlineIsCut() throws Exception {
        var inside = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var old =
                open(
                        line -> {
                            while (line.ready()) {
                                inside.countDown();
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                    throw e;
                                }
                            }
                        });
        try (var stuck = call()) {
            stuck.socket.getOutputStream().write('?');
            assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
            open(NetTest.says('2'));
            old.quiesce(Duration.ofMillis(20));
            old.close();
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stuck.isHungUp()).isTrue();
        }
        try (var caller = call()) {
            assertThat(caller.ask('?')).isEqualTo('2');
        }
    }

    @Test
    void aQuiescedPortKeepsConnectionsForItsSuccessor() throws Exception {
        var old = open(NetTest.says('1'));
        try (var caller = call()) {
            assertThat(caller.ask('?')).isEqualTo('1');
            old.quiesce(Duration.ofSeconds(5));
            caller.socket.getOutputStream().write('?');
            try (var late = call()) {
                late.socket.getOutputStream().write('?');
                open(NetTest.says('2'));
                assertThat(caller.socket.getInputStream().read()).isEqualTo('2');
                assertThat(late.socket.getInputStream().read()).isEqualTo('2');
            }
        }
    }

    @Test
    void semantics6_1_whenTheNewVersionFailsTheOldOneServesAgain() throws Exception {
        open(NetTest.says('1'));
        try (var caller = call()) {
            var fresh = open(NetTest.says('2'));
            assertThat(caller.ask('?')).isEqualTo('2');
            fresh.close();
            assertThat(caller.ask('?')).isEqualTo('1');
        }
    }

    @Test
    void semantics6_4_nothingKeepsAReplacedProtocolAlive() throws Exception {
        var old = open(NetTest.says('1'));
        var protocol = new WeakReference<>(openAndForget('2'));
        old.quiesce(Duration.ofSeconds(5));
        old.close();
        try (var caller = call()) {
            assertThat(caller.ask('?')).isEqualTo('2');
            var third = open(NetTest.says('3'));
            assertThat(caller.ask('?')).isEqualTo('3');
            second.quiesce(Duration.ofSeconds(5));
            second.close();
            second = third;
            await().pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                System.gc();
                                return protocol.get() == null;
                            });
            assertThat(caller.ask('?')).isEqualTo('3');
        }
    }

    private Net.Lines second;

    private Protocol openAndForget(int answer) throws IOException {
        Protocol says = line -> NetTest.says(answer).serve(line);
        second = open(says);
        return says;
    }

    private static void quiesce(Net.Lines lines, Duration longest) {
        try {
            lines.quiesce(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
