package dev.pons.lis1;

import static dev.pons.lis1.Ascii.last;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;

/** What is large goes to the spool, and is let go there in time. */
class LargeMessageTest {

    private static final String RECORD = "R|" + "x".repeat(40_000) + "<CR>";

    private final Disk disk = new Disk();
    private final Bench bench = new Bench(Given.host(), 100_000, disk);

    /** A spool that counts what it holds. */
    private static final class Disk implements Spool {

        private int begun;
        private int open;

        @Override
        public Spooled begin() {
            begun++;
            open++;
            var bytes = new ByteArrayOutputStream();
            return new Spooled() {
                @Override
                public void write(byte[] some, int from, int count) {
                    bytes.write(some, from, count);
                }

                @Override
                public Payload payload() {
                    return Payload.of(bytes.toByteArray());
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    @Test
    void aLargeMessageIsSpooledUntilItIsTaken() {
        bench.keeps = null;
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD) + last(3, "L<CR>"));
        assertThat(bench.told).containsExactly("message " + RECORD + RECORD + "L<CR>");
        assertThat(disk.open).isEqualTo(1);
        bench.taken(true);
        assertThat(disk.open).isZero();
    }

    @Test
    void aSmallMessageIsNot() {
        bench.hears("<ENQ>" + last(1, "L<CR>"));
        assertThat(bench.told).hasSize(1);
        assertThat(disk.begun).isZero();
    }

    @Test
    void whatEndsOtherwiseIsLetGoToo() {
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD) + "<EOT>");
        assertThat(bench.told).singleElement().asString().contains("no terminator record");
        assertThat(disk.open).isZero();
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD));
        bench.after(30);
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD));
        bench.lost();
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD));
        bench.link.close();
        assertThat(disk.open).isZero();
        assertThat(disk.begun).isEqualTo(4);
    }

    @Test
    void aMessageThatIsTooLongIsLetGoAtOnceButForItsFirstBytes() {
        bench.hears("<ENQ>" + last(1, RECORD) + last(2, RECORD));
        assertThat(bench.hears(last(3, RECORD))).isEqualTo("<NAK>");
        assertThat(disk.open).isZero();
        bench.hears("<EOT>");
        assertThat(bench.told)
                .singleElement()
                .asString()
                .startsWith("refused R|xxx")
                .endsWith("allows (100000); its sender was refused")
                .hasSizeLessThan(70_000);
    }
}
