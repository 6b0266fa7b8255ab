package dev.pons.core.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

class VaultTest {

    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TWO = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @TempDir Path folder;

    private Vault vault(Map<String, String> environment) throws IOException {
        return Vault.open(
                folder,
                folder.resolve("master.key"),
                name -> Optional.ofNullable(environment.get(name)));
    }

    private Vault keyFile(String text, String permissions) throws IOException {
        var file = folder.resolve("master.key");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return vault(Map.of());
    }

    @Test
    void itIsOffWithoutAKey() throws IOException {
        assertThat(vault(Map.of()).isOn()).isFalse();
        assertThat(vault(Map.of()).fresh()).isNull();
        assertThat(vault(Map.of()).indexKey()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsSealedOpensAtItsPlaceOnly() throws IOException {
        var vault = vault(Map.of("PONS_MASTER_KEY", ONE));
        var key = vault.fresh();
        var text = "CANARY".getBytes();
        var sealed = new byte[text.length + FileKey.OVERHEAD];
        assertThat(key.seal(7, 0, text, 0, text.length, sealed, 0)).isEqualTo(sealed.length);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");

        var again = vault.open(key.block(), folder);
        var opened = new byte[text.length];
        again.open(7, 0, sealed, 0, sealed.length, opened, 0);
        assertThat(opened).isEqualTo(text);
        assertThatThrownBy(() -> again.open(8, 0, sealed, 0, sealed.length, opened, 0))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> again.open(7, 1, sealed, 0, sealed.length, opened, 0))
                .isInstanceOf(IOException.class);
        sealed[3] ^= 1;
        assertThatThrownBy(() -> again.open(7, 0, sealed, 0, sealed.length, opened, 0))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aWrongKeyIsRefusedInOneSentence() throws IOException {
        vault(Map.of("PONS_MASTER_KEY", ONE));
        assertThatThrownBy(() -> vault(Map.of("PONS_MASTER_KEY", TWO)))
                .hasMessageContaining("was encrypted under another master key: give that key");
        assertThatThrownBy(() -> vault(Map.of()))
                .hasMessageContaining("is encrypted and no master key is given: put it into")
                .hasMessageNotContaining(ONE);
    }

    @Test
    void whatIsNoKeyIsRefusedAndNotShown() {
        assertThatThrownBy(() -> vault(Map.of("PONS_MASTER_KEY", "c2hvcnQ=")))
                .hasMessage(
                        "PONS_MASTER_KEY is no master key: it must be 32 bytes in base64; make one"
                                + " with openssl rand -base64 32");
        assertThatThrownBy(() -> vault(Map.of("PONS_MASTER_KEY", "not base64 !")))
                .hasMessageNotContaining("not base64 !")
                .hasNoCause();
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        assertThatThrownBy(() -> keyFile(ONE, "rw-r--r--")).hasMessageContaining("type chmod 600 ");
        assertThat(keyFile("# hospital\n" + ONE + "\n", "rw-r-----").isOn()).isTrue();
    }

    @Test
    void aChangeOfTheMasterKeyWrapsAnewAndNothingElse() throws IOException {
        var before = vault(Map.of("PONS_MASTER_KEY", ONE));
        var key = before.fresh();
        var body = "the body of the file".getBytes();
        var file = folder.resolve("file");
        var bytes = Arrays.copyOf(key.block(), KeyBlock.LENGTH + body.length);
        System.arraycopy(body, 0, bytes, KeyBlock.LENGTH, body.length);
        Files.write(file, bytes);

        var both = Map.of("PONS_MASTER_KEY", TWO, "PONS_MASTER_KEY_OLD", ONE);
        var during = vault(both);
        assertThat(during.isChanging()).isTrue();
        assertThat(during.indexKey().orElseThrow()).isEqualTo(before.indexKey().orElseThrow());
        assertThat(during.rewrap(file, 0)).isTrue();
        assertThat(during.rewrap(folder.resolve("keys"), 0)).isTrue();
        assertThat(during.rewrap(file, 0)).isFalse();

        var after = vault(Map.of("PONS_MASTER_KEY", TWO));
        var now = Files.readAllBytes(file);
        var sealed = new byte[4 + FileKey.OVERHEAD];
        key.seal(1, 0, new byte[4], 0, 4, sealed, 0);
        after.open(Arrays.copyOf(now, KeyBlock.LENGTH), file)
                .open(1, 0, sealed, 0, sealed.length, new byte[4], 0);
        assertThat(Arrays.copyOfRange(now, KeyBlock.LENGTH, now.length)).isEqualTo(body);
        assertThat(after.indexKey().orElseThrow()).isEqualTo(before.indexKey().orElseThrow());
        assertThatThrownBy(() -> before.open(Arrays.copyOf(now, KeyBlock.LENGTH), file))
                .hasMessageContaining("another master key");
    }

    @Test
    void aCrashWhileTheKeyIsWrappedAnewLeavesOneThatOpens() throws IOException {
        var key = vault(Map.of("PONS_MASTER_KEY", ONE)).fresh();
        var during = vault(Map.of("PONS_MASTER_KEY", TWO, "PONS_MASTER_KEY_OLD", ONE));
        var file = folder.resolve("file");
        Files.write(file, key.block());
        during.rewrap(file, 0);
        var whole = Files.readAllBytes(file);
        for (var torn = 0; torn <= 512; torn += 64) {
            var block = key.block();
            System.arraycopy(whole, 512, block, 512, torn);
            Files.write(file, block);
            during.open(block, file);
            during.rewrap(file, 0);
            assertThat(during.open(Files.readAllBytes(file), file)).isNotNull();
            assertThat(during.rewrap(file, 0)).isFalse();
        }
    }

    @Test
    void aDamagedHeaderSaysSo() throws IOException {
        var vault = vault(Map.of("PONS_MASTER_KEY", ONE));
        var block = vault.fresh().block();
        block[30] ^= 1;
        assertThatThrownBy(() -> vault.open(block, folder.resolve("x")))
                .hasMessageContaining("The key in the header of ")
                .hasMessageContaining("is damaged");
    }
}
