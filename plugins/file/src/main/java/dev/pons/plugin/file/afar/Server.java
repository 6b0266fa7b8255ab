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
        @Doc("User name, if it is not in the address; with s3 the access key")
                Optional<String> user,
        @Doc("Password; with s3 the secret of the access key") Optional<Secret> password,
        @Doc("File with the private key (OpenSSH or PEM); sftp") Optional<Path> key,
        @Doc("Passphrase of the private key") Optional<Secret> passphrase,
        @Doc(
                        "Fingerprints of the server's host keys, SHA256:...; another key ends the connection; sftp")
                @Default("[]")
                List<String> hostKey,
        @Doc("File with host keys, as known_hosts of OpenSSH; nothing is ever added; sftp")
                Optional<Path> knownHosts,
        @Doc(
                        "Whom to trust with ftps and s3; without, the server's certificate must be of an authority that Java trusts")
                Optional<Tls> tls,
        @Doc("Region of the bucket, as eu-central-1; without, us-east-1; s3")
                Optional<String> region,
        @Doc("Where another vendor's S3 is, as https://s3.example:9000; without, that of AWS; s3")
                Optional<String> endpoint,
        @Doc(
                        "Where the bucket is named: in the host, in the path, or where it usually is: in the path with endpoint (auto); s3")
                @Default("auto")
                Style style,
        @Doc("Longest time to wait for the server") @Default("30s") Duration timeout) {

    /** Where a bucket is named. */
    public enum Style {
        /** In the path with an endpoint of its own, else in the host. */
        AUTO,
        /** {@code https://bucket.host/key}. */
        HOST,
        /** {@code https://host/bucket/key}. */
        PATH
    }

    /** Of a folder on this machine. */
    public boolean isNone() {
        return user.isEmpty() && password.isEmpty() && tls.isEmpty() && !isOfSsh() && !isOfS3();
    }

    /** Something is said that only SFTP has. */
    public boolean isOfSsh() {
        return key.isPresent()
                || passphrase.isPresent()
                || !hostKey.isEmpty()
                || knownHosts.isPresent();
    }

    /** Something is said that only S3 has. */
    public boolean isOfS3() {
        return region.isPresent() || endpoint.isPresent() || style != Style.AUTO;
    }
}
