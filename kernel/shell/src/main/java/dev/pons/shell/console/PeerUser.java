package dev.pons.shell.console;

import jdk.net.ExtendedSocketOptions;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Who is at the other end of a local socket, for the record of what a person did. */
final class PeerUser {

    private PeerUser() {}

    /** {@code local:NAME}, as the operating system says; {@code local} where it does not. */
    static String of(SocketChannel channel) {
        try {
            return "local:" + channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "local";
        }
    }
}
