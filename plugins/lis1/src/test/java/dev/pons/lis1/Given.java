package dev.pons.lis1;

import dev.pons.lis1.Lis1.Checksum;
import dev.pons.lis1.Lis1.Role;

import java.time.Duration;

/** Options that tests share; the defaults, and one changed. */
final class Given {

    private Given() {}

    static Lis1 host() {
        return of(Role.HOST, 240, Checksum.REQUIRED);
    }

    static Lis1 analyzer() {
        return of(Role.ANALYZER, 240, Checksum.REQUIRED);
    }

    static Lis1 checksum(Checksum checksum) {
        return of(Role.HOST, 240, checksum);
    }

    static Lis1 of(Role role, int frame, Checksum checksum) {
        return new Lis1(
                role,
                frame,
                checksum,
                6,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ZERO);
    }
}
