package dev.pons.core.control;

/**
 * What is known of where a jar in the plugins folder comes from.
 *
 * @param file its name
 * @param digest SHA-256 of its bytes, in hex
 * @param signedBy names of who signed every file of it, with SHA-256 of the certificate; empty:
 *     nobody
 * @param problem why it may not run; empty: it may
 */
public record PluginTrust(String file, String digest, String signedBy, String problem) {}
