package dev.pons.core.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;

class SealedStreamTest {

    private static final int HEAD = 8 + SealedOut.SALT;
    private static final int WHOLE = 4 + SealedOut.PIECE + FileKey.OVERHEAD;

    @TempDir Path folder;
    private Vault vault = Vault.OFF;

    @BeforeEach
    void vault() throws IOException {
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        vault = Vault.open(folder, folder.resolve("none"), name -> Optional.of(key));
    }

    private byte[] sealed(byte[] bytes) throws IOException {
        var to = new ByteArrayOutputStream();
        try (var out = SealedOut.to(to, vault)) {
            for (var at = 0; at < bytes.length; ) {
                out.write(bytes[at++]);
                var part = Math.min(bytes.length - at, 40_001);
                out.write(bytes, at, part);
                at += part;
            }
        }
        return to.toByteArray();
    }

    private byte[] opened(byte[] sealed) throws IOException {
        try (var in = SealedIn.sealed(new ByteArrayInputStream(sealed), vault, "The file f")) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void everyLengthComesBack() throws IOException {
        var piece = SealedOut.PIECE;
        for (var length : new int[] {0, 1, piece - 1, piece, piece + 1, 3 * piece, 300_000}) {
            assertThat(opened(sealed(noise(length)))).isEqualTo(noise(length));
        }
    }

    @Test
    void aStreamThatIsCutAtAnyPlaceIsFoundOut() throws IOException {
        var whole = sealed(noise(2 * SealedOut.PIECE));
        for (var end : new int[] {0, 7, HEAD, HEAD + 3, HEAD + WHOLE, whole.length - 1}) {
            assertDamaged(Arrays.copyOf(whole, end));
        }
    }

    @Test
    void aBitThatIsFlippedAndPiecesThatAreSwappedAreFoundOut() throws IOException {
        var whole = sealed(noise(2 * SealedOut.PIECE));
        var random = new Random(1);
        for (var i = 0; i < 50; i++) {
            var flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            assertDamaged(flipped);
        }
        var swapped = whole.clone();
        System.arraycopy(whole, HEAD, swapped, HEAD + WHOLE, WHOLE);
        System.arraycopy(whole, HEAD + WHOLE, swapped, HEAD, WHOLE);
        assertDamaged(swapped);
    }

    private void assertDamaged(byte[] bytes) {
        assertThatThrownBy(() -> opened(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The file f was changed or cut off");
    }

    @Test
    void plainBytesAreTakenOnlyWhereTheyMayBe() throws IOException {
        var plain = noise(100);
        try (var in = SealedIn.either(new ByteArrayInputStream(plain), vault, "The file f")) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
        assertDamaged(plain);
        var sealed = sealed(plain);
        assertThatThrownBy(
                        () ->
                                SealedIn.either(
                                        new ByteArrayInputStream(sealed), Vault.OFF, "The file f"))
                .hasMessageContaining("The file f is encrypted and no master key is given");
    }
}
