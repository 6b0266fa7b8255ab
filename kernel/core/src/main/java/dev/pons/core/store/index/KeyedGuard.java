package dev.pons.core.store.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides with a key: AES in counter mode, whose start is a keyed digest of the bytes (a synthetic
 * initialisation vector, as in RFC 5297). The same bytes give the same column, and nothing else is
 * told of them but their length; a changed one is recognised. Lookups go by a keyed digest.
 */
final class KeyedGuard implements IndexGuard {

    private static final int IV = 16;

    private final String name;
    private final SecretKeySpec digest;
    private final SecretKeySpec cipher;
    private final SecretKeySpec lookup;
    private final ThreadLocal<Engines> engines;

    /** Each thread has its own; they are not shared. */
    private record Engines(Mac digest, Mac lookup, Cipher cipher) {}

    /** A guard by a key of 32 bytes, which may be wiped afterwards. */
    KeyedGuard(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("the key of the index has 32 bytes");
        }
        var master = mac(new SecretKeySpec(key, "HmacSHA256"));
        name = HexFormat.of().formatHex(derived(master, "name"), 0, 8);
        digest = new SecretKeySpec(derived(master, "digest"), "HmacSHA256");
        cipher = new SecretKeySpec(derived(master, "cipher"), "AES");
        lookup = new SecretKeySpec(derived(master, "lookup"), "HmacSHA256");
        engines = ThreadLocal.withInitial(() -> new Engines(mac(digest), mac(lookup), aes()));
    }

    private static byte[] derived(Mac master, String use) {
        return master.doFinal(("pons index " + use).getBytes(StandardCharsets.US_ASCII));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Cipher aes() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/CTR", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] hide(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        var iv = Arrays.copyOf(engines.get().digest().doFinal(bytes), IV);
        var hidden = Arrays.copyOf(iv, IV + bytes.length);
        apply(Cipher.ENCRYPT_MODE, iv, bytes, 0, hidden, IV);
        return hidden;
    }

    @Override
    public byte[] show(byte[] hidden) {
        if (hidden.length == 0) {
            return hidden;
        }
        if (hidden.length <= IV) {
            throw changed();
        }
        var iv = Arrays.copyOf(hidden, IV);
        var bytes = new byte[hidden.length - IV];
        apply(Cipher.DECRYPT_MODE, iv, hidden, IV, bytes, 0);
        var now = Arrays.copyOf(engines.get().digest().doFinal(bytes), IV);
        if (!MessageDigest.isEqual(iv, now)) {
            throw changed();
        }
        return bytes;
    }

    private void apply(int mode, byte[] iv, byte[] from, int start, byte[] to, int at) {
        try {
            var engine = engines.get().cipher();
            engine.init(mode, cipher, new IvParameterSpec(iv));
            engine.doFinal(from, start, from.length - start, to, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES cannot be applied", e);
        }
    }

    private static IllegalStateException changed() {
        return new IllegalStateException("a column of the index was changed or has another key");
    }

    @Override
    public long hash(String word, String value) {
        var mac = engines.get().lookup();
        mac.update(word.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return ByteBuffer.wrap(mac.doFinal(value.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    /** Which key, never the key. */
    @Override
    public String toString() {
        return "KeyedGuard[" + name + "]";
    }
}
