package dev.pons.core.runtime;

import dev.pons.core.config.Faults;
import dev.pons.core.config.PluginsFile;
import dev.pons.core.config.PluginsReader;
import dev.pons.core.config.References;
import dev.pons.core.control.Finding;
import dev.pons.core.control.PluginTrust;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which jars may become plugins, as {@code etc/plugins.yaml} says. It is read again when it
 * changes; while it is wrong, no jar may that does not run yet. Any thread.
 */
final class Trust {

    static final String FILE = "etc/" + PluginsReader.FILE;

    private final Path etc;
    private final References references;
    private @Nullable Policy policy;

    /**
     * What holds now, the text it was read from, and what was found of jars by their hash, for
     * reading a jar takes time and every look at the folder asks.
     */
    private record Policy(
            String text,
            Optional<PluginsFile> file,
            List<X509Certificate> keys,
            String fault,
            Map<String, Optional<String>> verdicts) {

        Policy(String text, Optional<PluginsFile> file, List<X509Certificate> keys, String fault) {
            this(text, file, keys, fault, new ConcurrentHashMap<>());
        }
    }

    /** By files of this folder. */
    Trust(Path etc, References references) {
        this.etc = etc;
        this.references = references;
    }

    /** Why a jar may not become a plugin; empty: it may. */
    Optional<Finding> check(PluginJar jar, Path path) {
        var now = policy();
        var what = "plugins/" + jar.file();
        if (now.file().isEmpty()) {
            return Optional.of(
                    new Finding(
                            what,
                            "is not judged: " + now.fault(),
                            "mend " + FILE + "; what runs goes on meanwhile"));
        }
        return problem(now, now.file().get(), jar, path)
                .map(why -> new Finding(what, "is not trusted: " + why, remedy(now.file().get())));
    }

    /** The policy itself is wrong. */
    Optional<Finding> fault() {
        var now = policy();
        return now.file().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                FILE, now.fault(), "mend it; no new plugin is taken meanwhile"));
    }

    /** What runs may not run any more; not while the policy is wrong. */
    boolean refuses(PluginJar jar, Path path) {
        return fault().isEmpty() && check(jar, path).isPresent();
    }

    /** What is known of a jar, whatever the policy is. */
    PluginTrust look(PluginJar jar, Path path) {
        var problem = check(jar, path).map(Finding::problem).orElse("");
        try {
            var signers = JarSigners.of(path);
            var all = problem.isEmpty() ? signers.problem() : problem;
            return new PluginTrust(jar.file(), jar.hash(), signers.names(), all);
        } catch (IOException e) {
            return new PluginTrust(jar.file(), jar.hash(), "", "cannot be read");
        }
    }

    private static Optional<String> problem(
            Policy now, PluginsFile file, PluginJar jar, Path path) {
        return switch (file.trust()) {
            case ANY -> Optional.empty();
            case LISTED ->
                    file.digests().contains(jar.hash())
                            ? Optional.empty()
                            : Optional.of("its digest " + jar.hash() + " is not listed");
            case SIGNED -> signed(now, jar, path);
        };
    }

    /** Judges a copy that nobody else can change, and remembers that. */
    private static Optional<String> signed(Policy now, PluginJar jar, Path path) {
        var known = now.verdicts().get(jar.hash());
        if (known != null) {
            return known;
        }
        try {
            var copy = Files.createTempFile("pons-plugin", ".jar");
            try {
                Files.write(copy, jar.bytes(path));
                var found = unsigned(now, JarSigners.of(copy));
                now.verdicts().put(jar.hash(), found);
                return found;
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            return Optional.of("it cannot be read (" + Reason.of(e) + ")");
        }
    }

    private static Optional<String> unsigned(Policy now, JarSigners signers) {
        if (signers.isBy(now.keys())) {
            return Optional.empty();
        }
        if (!signers.problem().isEmpty()) {
            return Optional.of(signers.problem());
        }
        return Optional.of(
                signers.signers().isEmpty()
                        ? "it is not signed"
                        : "it is signed by " + signers.names() + ", who is none of the keys");
    }

    private static String remedy(PluginsFile file) {
        return file.trust() == PluginsFile.Trust.LISTED
                ? "if it is the one that you want, add its digest to " + FILE
                : "take it from its vendor again, or add the vendor's certificate to " + FILE;
    }

    private synchronized Policy policy() {
        var known = policy;
        String text;
        try {
            text = Files.readString(etc.resolve(PluginsReader.FILE));
        } catch (NoSuchFileException none) {
            text = "";
        } catch (IOException e) {
            return new Policy("", Optional.empty(), List.of(), "cannot be read");
        }
        if (known == null || !known.text().equals(text) || known.file().isEmpty()) {
            known = read(text);
            policy = known;
        }
        return known;
    }

    private Policy read(String text) {
        if (text.isBlank()) {
            return new Policy(text, Optional.of(PluginsFile.NONE), List.of(), "");
        }
        var faults = new Faults();
        var file = PluginsReader.read(text, references, faults);
        if (file.isEmpty()) {
            var words =
                    faults.list().stream().map(Object::toString).collect(Collectors.joining("; "));
            return new Policy(text, file, List.of(), words);
        }
        var keys = new ArrayList<X509Certificate>();
        for (var name : file.get().keys()) {
            try (var in = Files.newInputStream(etc.resolve(name))) {
                for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    keys.add((X509Certificate) one);
                }
            } catch (IOException | CertificateException e) {
                var why = "the key etc/" + name + " cannot be read as certificates in PEM";
                return new Policy(text, Optional.empty(), List.of(), why);
            }
        }
        return new Policy(text, file, List.copyOf(keys), "");
    }
}
