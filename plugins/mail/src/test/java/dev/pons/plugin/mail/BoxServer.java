package dev.pons.plugin.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Flags.Flag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** GreenMail with one mail box. */
final class BoxServer implements AutoCloseable {

    static final String USER = "pons";
    static final String PASSWORD = "geheim";

    private final GreenMail server;
    private final GreenMailUser user;

    /** With the usual password. */
    BoxServer(String protocol) {
        this(PASSWORD, protocol);
    }

    BoxServer(String password, String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.start();
        user = server.setUser("pons@there.example", USER, password);
    }

    int imap() {
        return server.getImap().getPort();
    }

    int pop3() {
        return server.getPop3().getPort();
    }

    int smtp() {
        return server.getSmtp().getPort();
    }

    /** A mail with one attachment. */
    void put(String name, String body) {
        putRaw(attachment(name, body));
    }

    static String attachment(String name, String body) {
        return """
        From: =?utf-8?q?Praxis_M=C3=BCller?= <praxis@out.example>
        To: pons@there.example
        Subject: =?utf-8?q?=C3=9Cberweisung?=
        Date: Mon, 30 Nov 2026 20:15:00 +0100
        Message-ID: <%1$s@out.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Gr=FC=DFe
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="%1$s"
        Content-Transfer-Encoding: base64

        %2$s
        --b--
        """
                .formatted(
                        name,
                        java.util.Base64.getMimeEncoder()
                                .encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    }

    void putRaw(String mail) {
        user.deliver(Mails.read(mail.replace("\r\n", "\n").replace("\n", "\r\n")));
    }

    private MailFolder folder(String name) {
        var managers = server.getManagers().getImapHostManager();
        try {
            return name.equals("INBOX") ? managers.getInbox(user) : managers.getFolder(user, name);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Mails in a folder; -1: there is none. */
    int count(String name) {
        var folder = folder(name);
        return folder == null ? -1 : folder.getMessageCount();
    }

    /** Mails that nobody has read. */
    int unseen() {
        return folder("INBOX").getUnseenCount();
    }

    void see(int index) {
        folder("INBOX").getMessages().get(index).setFlag(Flag.SEEN, true);
    }

    long validity() {
        return folder("INBOX").getUidValidity();
    }

    /** Mails that were sent to anybody. */
    List<String> received() {
        return java.util.Arrays.stream(server.getReceivedMessages())
                .map(com.icegreen.greenmail.util.GreenMailUtil::getWholeMessage)
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
