package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Addresses and networks of an allow-list. */
class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.0.0/16, 10.1.255.1, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.0.0/15, 10.0.9.9, true",
        "192.168.1.128/25, 192.168.1.127, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true",
        "10.0.0.0/8, ::1, false",
    })
    void contains(String entry, String peer, boolean allowed) throws IOException {
        assertThat(new AllowList(List.of(entry)).contains(InetAddress.getByName(peer)))
                .isEqualTo(allowed);
    }

    @Test
    void anEmptyListAllowsAll() throws IOException {
        assertThat(new AllowList(List.of()).contains(InetAddress.getLoopbackAddress())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab.example", "10.1.2.3/33", "10.1.2.3/x", "10.1.2.300", "", "/8"})
    void anythingElseIsRefusedWithTheRemedy(String entry) {
        assertThatThrownBy(() -> new AllowList(List.of(entry)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("write 10.1.2.3, 10.1.0.0/16 or fd00::/8");
    }
}
