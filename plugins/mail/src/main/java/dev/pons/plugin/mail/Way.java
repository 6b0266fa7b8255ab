package dev.pons.plugin.mail;

import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import java.util.Optional;

/**
 * How a mail server is reached.
 *
 * @param tls empty: the server must have a certificate of an authority that Java trusts
 * @param hello the name said to it; empty: that of this machine
 */
record Way(
        Ports ports,
        Peer server,
        Encryption encryption,
        Optional<Tls> tls,
        Login login,
        String hello) {

    /** Host and port, for words. */
    String name() {
        return server.host() + ":" + server.port();
    }
}
