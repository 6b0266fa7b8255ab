package dev.pons.plugin.file.sftp;

import dev.pons.plugin.file.afar.Server;

import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Takes a server for the right one by its pinned keys only; never asks, never learns. */
final class HostKeys implements ServerKeyVerifier {

    private final List<String> pinned;
    private final Optional<KnownHostsServerKeyVerifier> known;
    private volatile String wrong = "";

    HostKeys(Server server) {
        pinned = server.hostKey().stream().map(HostKeys::withoutPadding).toList();
        known =
                server.knownHosts()
                        .map(
                                file ->
                                        new KnownHostsServerKeyVerifier(
                                                RejectAllServerKeyVerifier.INSTANCE, file));
    }

    private static String withoutPadding(String fingerprint) {
        return fingerprint.strip().replaceAll("=+$", "");
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
        var seen = withoutPadding(KeyUtils.getFingerPrint(key));
        var right =
                pinned.contains(seen)
                        || known.map(file -> file.verifyServerKey(session, remote, key))
                                .orElse(false);
        wrong = right ? "" : seen;
        return right;
    }

    /** The fingerprint of a key that was shown and is none of these; empty: there was none. */
    String wrong() {
        return wrong;
    }
}
