package dev.pons.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * References of one installation: the environment, one file per secret in {@code etc/secrets}, and
 * {@code etc/site.yaml} (flat, or nested with the names joined by dots). Files are read each time
 * they are asked for, so a rotated secret is there at the next validation. Any thread.
 */
public final class SiteReferences implements References {

    private static final String SECRET = "[A-Za-z0-9_-]+";

    private final Function<String, Optional<String>> environment;
    private final Path secrets;
    private final Path site;
    private final Consumer<String> warn;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * For the folder {@code etc} of an instance.
     *
     * @param environment a variable by its name
     * @param warn gets a line, without content and each only once, for an operator: a secret that
     *     everybody may read, a file that cannot be read
     */
    public SiteReferences(
            Path etc, Function<String, Optional<String>> environment, Consumer<String> warn) {
        this.environment = environment;
        this.secrets = etc.resolve("secrets");
        this.site = etc.resolve("site.yaml");
        this.warn =
                line -> {
                    if (warned.add(line)) {
                        warn.accept(line);
                    }
                };
    }

    @Override
    public Optional<String> resolve(String kind, String name) {
        return switch (kind) {
            case "env" -> environment.apply(name);
            case "secret" -> secret(name);
            case "site" -> site(name);
            default -> Optional.empty();
        };
    }

    @Override
    public String where(String kind) {
        return switch (kind) {
            case "secret" ->
                    secrets + " (one file per secret, named with letters, digits, - and _)";
            case "site" -> site.toString();
            default -> References.super.where(kind);
        };
    }

    private Optional<String> secret(String name) {
        if (!name.matches(SECRET)) {
            return Optional.empty();
        }
        var file = secrets.resolve(name);
        var text = text(file);
        text.ifPresent(t -> warnIfOpen(file));
        return text.map(t -> t.replaceFirst("\\r?\\n$", ""));
    }

    private void warnIfOpen(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ)) {
                warn.accept(file + " may be read by everybody; chmod 600 it");
            }
        } catch (IOException e) {
            warn.accept(file + ": its permissions cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> site(String name) {
        var text = text(site).filter(t -> !t.isBlank());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var faults = new Faults();
        var values = new HashMap<String, String>();
        YamlReader.read(site.toString(), text.get(), faults)
                .ifPresent(y -> collect("", y, values, faults));
        faults.list().forEach(f -> warn.accept(f.toString()));
        return Optional.ofNullable(values.get(name));
    }

    private static void collect(String name, Yaml yaml, Map<String, String> values, Faults faults) {
        if (yaml instanceof Yaml.Text text) {
            if (!name.isEmpty()) {
                values.put(name, text.text());
            }
        } else if (yaml instanceof Yaml.Fields fields) {
            for (var field : fields.fields()) {
                var inner = name.isEmpty() ? field.key() : name + "." + field.key();
                collect(inner, field.value(), values, faults);
            }
        } else {
            faults.add(yaml.mark(), "a list stands here; a value of the site is one text");
        }
    }

    private Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            warn.accept(file + " cannot be read: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
