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
 */
public record PluginView(
        String name,
        String version,
        String from,
        String state,
        List<String> types,
        List<String> usedBy) {}
