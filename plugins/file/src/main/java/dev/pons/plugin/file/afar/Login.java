package dev.pons.plugin.file.afar;

/** Which server, and who we are there. */
public record Login(Address address, String user, Server server) {}
