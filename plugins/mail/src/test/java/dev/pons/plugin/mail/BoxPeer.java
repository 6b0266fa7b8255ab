package dev.pons.plugin.mail;

import dev.pons.tck.PolledPeer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A mail box of GreenMail, in which each message is an attachment. */
final class BoxPeer implements PolledPeer {

    private final BoxServer server;
    private final String protocol;
    private int mails;

    BoxPeer(String protocol) {
        this.protocol = protocol;
        // what every secret of a contract is
        server = new BoxServer("Kanarienvogel", protocol);
    }

    @Override
    public String options() {
        return """
        { server: "127.0.0.1:%d", protocol: %s, encryption: none, user: pons, \
        password: "${secret:box}", then: delete }\
        """
                .formatted(protocol.equals("imap") ? server.imap() : server.pop3(), protocol);
    }

    @Override
    public void put(byte[] body) {
        server.put("m" + ++mails + ".txt", new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
