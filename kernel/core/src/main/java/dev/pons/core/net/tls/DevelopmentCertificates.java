package dev.pons.core.net.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority to try with, and certificates that it signs, made by the JDK's {@code keytool}:
 * {@code dev-ca.pem} is what others trust, {@code dev-ca.p12} its key. Not for patients' data:
 * whoever has that file can be everyone.
 */
public final class DevelopmentCertificates {

    /** The name of the authority's file. */
    public static final String AUTHORITY = "dev-ca";

    private static final String PASSWORD = "development";
    private static final List<String> KEY = List.of("-keyalg", "EC", "-groupname", "secp256r1");

    private final Path folder;

    /** In a folder, which is made when the first is. */
    public DevelopmentCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes NAME.pem, and before the first one the authority.
     *
     * @param hosts names and addresses that the certificate is for
     * @param days that it is valid; negative: it has expired
     * @throws IOException in words: what cannot be made, and why
     */
    public Path make(String name, List<String> hosts, int days) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.equals(AUTHORITY)) {
            throw new IOException(
                    "\""
                            + name
                            + "\" is no name for a certificate; letters, digits, dots and dashes");
        }
        var file = folder.resolve(name + ".pem");
        if (Files.exists(file)) {
            throw new IOException(file + " is there already; take another name, or remove it");
        }
        Files.createDirectories(folder);
        var authority = folder.resolve(AUTHORITY + ".p12");
        if (!Files.exists(authority)) {
            keytool(
                    authority,
                    "-genkeypair",
                    AUTHORITY,
                    List.of("-dname", "CN=Pons development authority", "-ext", "bc:c=ca:true"),
                    List.of("-validity", "825"));
            write(folder.resolve(AUTHORITY + ".pem"), pem(authority, AUTHORITY, false));
        }
        var copy = Files.createTempFile(folder, "new", ".p12");
        try {
            Files.write(copy, Files.readAllBytes(authority));
            keytool(
                    copy,
                    "-genkeypair",
                    name,
                    List.of("-signer", AUTHORITY),
                    options(name, hosts, days));
            write(file, pem(copy, name, true));
        } finally {
            Files.deleteIfExists(copy);
        }
        return file;
    }

    /** The same for the command line; gives what to say. */
    public static String make(Path folder, String name, List<String> hosts, int days)
            throws IOException {
        var file = new DevelopmentCertificates(folder).make(name, hosts, days);
        return file
                + " is made, for "
                + days
                + " days; whoever trusts "
                + folder.resolve(AUTHORITY + ".pem")
                + " takes it. To try with only: real ones come from the site's own authority.";
    }

    private static List<String> options(String name, List<String> hosts, int days) {
        var options = new ArrayList<>(List.of("-dname", "CN=" + name));
        options.addAll(List.of("-validity", "" + Math.abs(days)));
        if (days < 0) {
            options.addAll(List.of("-startdate", "-" + (Math.abs(days) + 1) + "d"));
        }
        var names = new ArrayList<String>();
        hosts.forEach(host -> names.add((host.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + host));
        if (!names.isEmpty()) {
            options.addAll(List.of("-ext", "san=" + String.join(",", names)));
        }
        return options;
    }

    private static void keytool(
            Path store, String verb, String alias, List<String> who, List<String> more)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(verb, "-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-alias", alias));
        command.addAll(KEY);
        command.addAll(who);
        command.addAll(more);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool of this JDK says: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** Certificate, those on the way to its authority, and if asked the private key. */
    private static String pem(Path store, String alias, boolean withKey) throws IOException {
        try {
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var text = new StringBuilder();
            for (var certificate : keys.getCertificateChain(alias)) {
                block(text, "CERTIFICATE", certificate.getEncoded());
            }
            if (withKey) {
                var key = keys.getKey(alias, PASSWORD.toCharArray());
                block(text, "PRIVATE KEY", key.getEncoded());
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read", e);
        }
    }

    private static void block(StringBuilder text, String kind, byte[] bytes) {
        text.append("-----BEGIN ").append(kind).append("-----\n");
        text.append(
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes));
        text.append("\n-----END ").append(kind).append("-----\n");
    }

    /** For the owner's eyes only, where the system knows that. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
