package dev.pons.core.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** Columns and lookups under a key. */
class KeyedGuardTest {

    private static final String CANARY = "CANARYMUELLER4711";

    private static KeyedGuard guard(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return new KeyedGuard(key);
    }

    @Test
    void theSameTextGivesTheSameColumnAndOnlyTheKeyShowsIt() {
        var text = CANARY.getBytes(StandardCharsets.UTF_8);
        var hidden = guard(1).hide(text);
        assertThat(guard(1).hide(text)).isEqualTo(hidden);
        assertThat(guard(2).hide(text)).isNotEqualTo(hidden);
        assertThat(guard(1).show(hidden)).isEqualTo(text);
        assertThat(guard(1).hash("a", CANARY)).isNotEqualTo(guard(1).hash("b", CANARY));
        assertThat(guard(1).hash("a", CANARY)).isNotEqualTo(guard(2).hash("a", CANARY));
        hidden[20] ^= 1;
        assertThatThrownBy(() -> guard(1).show(hidden)).isInstanceOf(IllegalStateException.class);
        assertThat(guard(1).toString()).doesNotContain("[B@").startsWith("KeyedGuard[");
    }
}
