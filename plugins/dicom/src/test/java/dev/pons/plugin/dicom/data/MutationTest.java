package dev.pons.plugin.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Whatever bytes come, they are read or refused with a place, soon, and in memory that their length
 * justifies. {@code -Dpons.fuzz.runs=N} and {@code -Dpons.fuzz.seed=N} for others; the whole number
 * that the project asks for is 100000.
 */
class MutationTest {

    private static final int RUNS = Integer.getInteger("pons.fuzz.runs", 20_000);
    private static final long SEED = Long.getLong("pons.fuzz.seed", 1);
    private static final long SLOW = 2_000_000_000L;
    private static final long MOST_PER_BYTE = 400;
    private static final long MOST_AT_ALL = 1 << 20;

    private static List<byte[]> samples() throws IOException, RefusedException {
        var samples = new ArrayList<byte[]>();
        for (var uid :
                List.of(
                        "1.2.840.10008.1.2",
                        "1.2.840.10008.1.2.1",
                        "1.2.840.10008.1.2.2",
                        "1.2.840.10008.1.2.1.99")) {
            samples.add(Made.file(uid));
        }
        samples.add(Made.encapsulated());
        samples.add(Arrays.copyOfRange(samples.get(0), 132, samples.get(0).length));
        return samples;
    }

    @Test
    void mutatedDataSetsAreReadOrRefusedWithAPlace() throws Exception {
        var samples = samples();
        for (var sample : samples) {
            look(sample); // what is loaded once is not counted
        }
        var random = new Random(SEED);
        int read = 0;
        int refused = 0;
        var thread = ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
        for (int i = 0; i < RUNS; i++) {
            var bytes = mutated(samples.get(i % samples.size()), random);
            long begin = System.nanoTime();
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                look(bytes);
                read++;
            } catch (RefusedException no) {
                assertThat(no.words()).as("run %s", i).isNotEmpty();
                refused++;
            }
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated)
                    .as("bytes allocated for %s, run %s", bytes.length, i)
                    .isLessThan(MOST_AT_ALL + MOST_PER_BYTE * bytes.length);
            assertThat(System.nanoTime() - begin).as("run %s", i).isLessThan(SLOW);
        }
        assertThat(read).isGreaterThan(RUNS / 100);
        assertThat(refused).isGreaterThan(RUNS / 100);
    }

    private static void look(byte[] bytes) throws IOException, RefusedException {
        DicomFile file;
        try {
            file = DicomFile.read(Content.of(bytes), Limits.USUAL);
        } catch (RefusedException no) {
            assertThat(no.position()).isBetween(0L, 1L << 24);
            throw no;
        }
        assertThat(file.write().bytes()).isEqualTo(bytes);
        texts(file.data());
    }

    private static void texts(DataSet set) throws IOException, RefusedException {
        for (var element : set.elements()) {
            if (element.vr().kind() != Vr.Kind.BYTES) {
                Values.texts(element, set);
            }
            for (var item : element.items()) {
                texts(item);
            }
        }
    }

    private static byte[] mutated(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (int n = random.nextInt(6); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
                case 2 -> bytes = spliced(bytes, at, random);
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return random.nextInt(4) > 0
                ? bytes
                : Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
    }

    /** A stretch stands twice. */
    private static byte[] spliced(byte[] bytes, int at, Random random) {
        int length = Math.min(random.nextInt(64), bytes.length - at);
        var out = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, out, at + length, bytes.length - at);
        return out;
    }
}
