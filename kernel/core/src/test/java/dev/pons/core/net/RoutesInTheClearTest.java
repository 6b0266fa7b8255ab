package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.ListenTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.web.NotServedException;
import dev.pons.spi.http.Route;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Any plugin that serves routes, also one whose options name no access. */
class RoutesInTheClearTest {

    private static ListenOptions options(Optional<ListenTls> tls) {
        return new ListenOptions(
                0, "127.0.0.1", List.of(), 10, Duration.ZERO, Duration.ofSeconds(30), tls);
    }

    /** A port that asks for TLS never reaches the server of HTTP, which has none. */
    @Test
    void aRouteOnAPortWithTlsIsRefusedWhereItWouldBeOpened() {
        var asked = new AtomicInteger();
        var tls = new ListenTls("hospital", Optional.empty(), List.of(), TlsVersion.TLS_1_2);
        try (var net =
                        new Net(
                                Credentials.none(),
                                (claim, handler) -> {
                                    asked.incrementAndGet();
                                    throw new NotServedException("the server was asked");
                                });
                var lines = net.lines("notes")) {
            assertThatThrownBy(
                            () ->
                                    lines.serve(
                                            options(Optional.of(tls)),
                                            Route.at("/in"),
                                            exchange -> {}))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("HTTP is not served in TLS yet; remove tls:");
            assertThat(asked).hasValue(0);
            assertThatThrownBy(
                            () ->
                                    lines.serve(
                                            options(Optional.empty()),
                                            Route.at("/in"),
                                            exchange -> {}))
                    .hasMessage("the server was asked");
        }
    }
}
