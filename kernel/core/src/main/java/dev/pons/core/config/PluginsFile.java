package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.List;

/** {@code etc/plugins.yaml}: which jars may become plugins. */
@Name("plugins")
@Doc("Which jars may become plugins")
public record PluginsFile(
        @Doc("any; signed: by one of the keys; listed: its digest is one of those") @Default("any")
                Trust trust,
        @Doc("Files beside this one with certificates of vendors or of who signs for them, PEM")
                @Default("[]")
                List<String> keys,
        @Doc("SHA-256 of jars, in hex; plugin:verify prints them") @Default("[]")
                List<String> digests) {

    /** What holds where there is no file. */
    public static final PluginsFile NONE = new PluginsFile(Trust.ANY, List.of(), List.of());

    private static final String SHA_256 = "[0-9a-f]{64}";

    /** {@code IllegalArgumentException}: a digest is none, or there is no key to check with. */
    public PluginsFile {
        keys = List.copyOf(keys);
        digests = List.copyOf(digests);
        for (var digest : digests) {
            if (!digest.matches(SHA_256)) {
                throw new IllegalArgumentException(
                        "\"digests\" are 64 hex digits in small letters, as plugin:verify prints"
                                + " them");
            }
        }
        if (trust == Trust.SIGNED && keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"trust: signed\" needs \"keys\"; write for example keys: [vendor.pem]");
        }
    }

    /** Which jars. */
    public enum Trust {
        /** All. */
        ANY,
        /** Those whose every file is signed by one of the keys. */
        SIGNED,
        /** Those whose digest is listed. */
        LISTED
    }
}
