package com.example.vendor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The classes of a library that the jar may carry: {@code library.txt} names them. */
final class Library {

    private Library() {}

    /** Loads them all, as one does that uses all of its library. */
    static int load() {
        int loaded = 0;
        try (var in = Library.class.getResourceAsStream("library.txt")) {
            if (in == null) {
                return loaded;
            }
            for (String name :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                Class.forName(name, false, Library.class.getClassLoader());
                loaded++;
            }
            return loaded;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
