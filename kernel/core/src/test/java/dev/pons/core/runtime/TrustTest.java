package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Finding;

import jdk.security.jarsigner.JarSigner;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Which jars may become plugins: all, signed ones, listed ones. */
class TrustTest {

    private static final char[] PASSWORD = "change-it".toCharArray();

    @TempDir Path base;
    private Path jar;
    private Trust trust;

    @BeforeEach
    void prepare() throws Exception {
        jar = base.resolve("echo.jar");
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(jar);
        trust = new Trust(base, (kind, name) -> Optional.empty());
    }

    private void policy(String yaml) throws IOException {
        Files.writeString(base.resolve("plugins.yaml"), yaml);
    }

    private Optional<String> problem() throws IOException {
        return trust.check(PluginJar.read(jar), jar).map(Finding::problem);
    }

    @Test
    void any_jar_is_taken_where_nothing_is_said() throws Exception {
        assertThat(problem()).isEmpty();
        policy("trust: any\n");
        assertThat(problem()).isEmpty();
        assertThat(trust.look(PluginJar.read(jar), jar).digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void only_listed_digests_are_taken() throws Exception {
        policy("trust: listed\n");
        var digest = PluginJar.read(jar).hash();
        assertThat(problem()).hasValue("is not trusted: its digest " + digest + " is not listed");
        policy("trust: listed\ndigests: [" + digest + "]\n");
        assertThat(problem()).isEmpty();
        assertThat(trust.refuses(PluginJar.read(jar), jar)).isFalse();
    }

    @Test
    void a_policy_that_is_wrong_lets_nothing_new_in_and_takes_nothing_out() throws Exception {
        policy("trust: sigend\n");
        assertThat(problem().orElseThrow()).startsWith("is not judged: plugins.yaml:1:8: ");
        assertThat(trust.fault()).isPresent();
        assertThat(trust.refuses(PluginJar.read(jar), jar)).isFalse();
        policy("trust: signed\n");
        assertThat(problem().orElseThrow()).contains("needs \"keys\"");
        policy("trust: signed\nkeys: [absent.pem]\n");
        assertThat(problem().orElseThrow()).contains("the key etc/absent.pem cannot be read");
        policy("trust: listed\ndigests: [12]\n");
        assertThat(problem().orElseThrow()).contains("64 hex digits");
    }

    @Test
    void a_signature_by_one_of_the_keys_is_taken_also_through_who_signed_for_it() throws Exception {
        var keys = keys();
        policy("trust: signed\nkeys: [vendor.pem]\n");
        pem(keys, "vendor");
        assertThat(problem()).hasValue("is not trusted: it is not signed");
        sign(keys, "vendor");
        assertThat(problem()).isEmpty();
        assertThat(trust.look(PluginJar.read(jar), jar).signedBy())
                .startsWith("CN=Vendor (SHA-256 ");
        pem(keys, "root");
        policy("trust: signed\nkeys: [root.pem]\n");
        assertThat(problem()).isEmpty();
        pem(keys, "other");
        policy("trust: signed\nkeys: [other.pem]\n");
        assertThat(problem().orElseThrow()).contains("CN=Vendor").contains("none of the keys");
        assertThat(trust.refuses(PluginJar.read(jar), jar)).isTrue();
    }

    @Test
    void a_jar_that_was_changed_after_it_was_signed_is_not_taken() throws Exception {
        var keys = keys();
        pem(keys, "vendor");
        policy("trust: signed\nkeys: [vendor.pem]\n");
        sign(keys, "vendor");
        var signed = Files.readAllBytes(jar);
        changed("more.txt", false);
        assertThat(problem().orElseThrow()).contains("does not cover more.txt");
        Files.write(jar, signed);
        changed("", true);
        assertThat(problem().orElseThrow()).contains("was changed after it was signed");
    }

    /** Adds an entry, or turns a byte of each class. */
    private void changed(String more, boolean classes) throws IOException {
        var to = base.resolve("changed.jar");
        try (var from = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : from.stream().toList()) {
                var bytes = from.getInputStream(entry).readAllBytes();
                if (classes && entry.getName().endsWith(".class")) {
                    bytes[bytes.length - 1] ^= 1;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
            }
            if (!more.isEmpty()) {
                out.putNextEntry(new ZipEntry(more));
                out.write(1);
            }
        }
        Files.move(to, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void sign(KeyStore keys, String alias) throws Exception {
        var chain = new ArrayList<>(List.of(keys.getCertificateChain(alias)));
        var path =
                java.security.cert.CertificateFactory.getInstance("X.509").generateCertPath(chain);
        var signer = new JarSigner.Builder((PrivateKey) keys.getKey(alias, PASSWORD), path).build();
        var signed = base.resolve("signed.jar");
        try (var from = new ZipFile(jar.toFile());
                var out = Files.newOutputStream(signed)) {
            signer.sign(from, out);
        }
        Files.move(signed, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void pem(KeyStore keys, String alias) throws Exception {
        var text = Base64.getMimeEncoder().encodeToString(keys.getCertificate(alias).getEncoded());
        Files.writeString(
                base.resolve(alias + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    /** A root that signed for a vendor, and somebody else. */
    private KeyStore keys() throws Exception {
        keytool("-genkeypair -alias root -dname CN=Root -ext bc:c=ca:true");
        keytool("-genkeypair -alias other -dname CN=Other");
        keytool("-genkeypair -alias vendor -dname CN=Vendor -signer root");
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(base.resolve("keys.p12"))) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private void keytool(String words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-keystore", "keys.p12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        var process =
                new ProcessBuilder(command)
                        .directory(base.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
