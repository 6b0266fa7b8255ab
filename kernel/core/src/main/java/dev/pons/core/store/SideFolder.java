package dev.pons.core.store;

import dev.pons.core.store.keys.SealedIn;
import dev.pons.core.store.keys.Vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where side files stand, {@code large/}, and the keys by which they are read. */
record SideFolder(Path path, Vault vault) {

    static final String PLAIN = ".large";
    static final String SEALED = ".sealed";

    /** For bytes that name no side file. */
    static final SideFolder NONE = new SideFolder(Path.of("large"), Vault.OFF);

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** A name says whether the file is encrypted: its bytes are a peer's, who may write any. */
    static boolean isSealed(String name) {
        return name.endsWith(SEALED);
    }

    /** A file's content as it came; the caller closes it. */
    InputStream read(Path file) throws IOException {
        var in = Files.newInputStream(file);
        return isSealed(file.getFileName().toString())
                ? SealedIn.sealed(in, vault, "The large message file " + file)
                : in;
    }
}
