package dev.pons.core.control;

import java.util.List;

/**
 * A plugin.
 *
 * @param name symbolic name of its bundle
 * @param version of its bundle
 * @param from {@code built in}, or its file in the plugins folder
 * @param state {@code active}, or what is wrong in two words
 * @param types what it offers: {@code source mllp}, {@code destination mllp}, {@code format hl7v2}
 * @param usedBy channels that name one of its types
 * @param about what its manifest says of it
 */
public record PluginView(
        String name,
        String version,
        String from,
        String state,
        List<String> types,
        List<String> usedBy,
        About about) {

    /**
     * What a manifest says; empty texts where it says nothing.
     *
     * @param title {@code Bundle-Name}
     * @param vendor {@code Bundle-Vendor}
     * @param licence {@code Bundle-License}
     * @param spi the oldest plugin interface that it works with, by {@code Import-Package}
     * @param contract the version of the contract tests that it passed, {@code Pons-Contract}
     */
    public record About(String title, String vendor, String licence, String spi, String contract) {

        /** Nothing is known. */
        public static final About NOTHING = new About("", "", "", "", "");
    }
}
