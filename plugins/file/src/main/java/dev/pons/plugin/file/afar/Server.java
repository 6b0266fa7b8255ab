package dev.pons.plugin.file.afar;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server that a folder is on, and who we are there; for an address only. */
public record Server(
        @Doc("User name, if it is not in the address") Optional<String> user,
        @Doc("Password") Optional<Secret> password,
        @Doc("File with the private key (OpenSSH or PEM); sftp") Optional<Path> key,
        @Doc("Passphrase of the private key") Optional<Secret> passphrase,
        @Doc(
                        "Fingerprints of the server's host keys, SHA256:...; another key ends the connection; sftp")
                @Default("[]")
                List<String> hostKey,
        @Doc("File with host keys, as known_hosts of OpenSSH; nothing is ever added; sftp")
                Optional<Path> knownHosts,
        @Doc(
                        "Whom to trust with ftps; without, the server's certificate must be of an authority that Java trusts")
                Optional<Tls> tls,
        @Doc("Longest time to wait for the server") @Default("30s") Duration timeout) {

    /** Of a folder on this machine. */
    public boolean isNone() {
        return user.isEmpty()
                && password.isEmpty()
                && key.isEmpty()
                && passphrase.isEmpty()
                && hostKey.isEmpty()
                && knownHosts.isEmpty()
                && tls.isEmpty();
    }
}
