package dev.pons.core.store.index;

/** Hides nothing. */
final class PlainGuard implements IndexGuard {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    @Override
    public String name() {
        return "";
    }

    @Override
    public byte[] hide(byte[] bytes) {
        return bytes;
    }

    @Override
    public byte[] show(byte[] hidden) {
        return hidden;
    }

    /** FNV-1a over both, mixed so that every bit depends on all of the text. */
    @Override
    public long hash(String name, String value) {
        var hash = over(over(BASIS, name) * PRIME, value);
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    private static long over(long hash, String text) {
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
