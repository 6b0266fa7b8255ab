package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** {@code etc/admin.yaml}. */
class AdminFileTest {

    private final Faults faults = new Faults();

    private Optional<AdminFile> read(String text) {
        return AdminReader.read(text, (kind, name) -> Optional.empty(), faults);
    }

    @Test
    void withoutAFileItListensOnTheLoopbackAlone() {
        var port = read("").orElseThrow().port();
        assertThat(port.host()).isEqualTo("127.0.0.1");
        assertThat(port.port()).isEqualTo(8585);
    }

    @Test
    void beyondTheLoopbackItIsSecuredOrNotOpened() {
        assertThat(read("listen: \"0.0.0.0:8585\"")).isEmpty();
        assertThat(faults.list()).hasSize(1);
        assertThat(faults.list().get(0).toString()).contains("admin.yaml:1", "needs tls");
        assertThat(
                        AdminReader.read(
                                "listen: { port: 8585, host: 0.0.0.0, tls: hospital }",
                                (kind, name) -> Optional.empty(),
                                new Faults()))
                .isPresent();
    }
}
