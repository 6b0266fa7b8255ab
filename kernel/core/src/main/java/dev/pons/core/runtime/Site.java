package dev.pons.core.runtime;

import dev.pons.core.config.Faults;
import dev.pons.core.config.References;
import dev.pons.core.config.Yaml;
import dev.pons.core.config.YamlReader;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What references stand for in this installation: the environment, {@code etc/secrets} with one
 * file for each secret, {@code etc/site.yaml}. Read anew each time, so that a changed value counts
 * when the channel is next deployed. Values are never logged. Any thread.
 *
 * @param etc the folder
 */
record Site(Path etc) implements References {

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    @Override
    public Optional<String> resolve(String kind, String name) {
        return switch (kind) {
            case "env" -> Optional.ofNullable(System.getenv(name));
            case "secret" -> secret(name);
            case "site" -> site(name);
            default -> Optional.empty();
        };
    }

    private Optional<String> secret(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            var file = etc.resolve("secrets").resolve(name);
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file).replaceFirst("\\R\\z", ""))
                    : Optional.empty();
        } catch (IOException | InvalidPathException unreadable) {
            LOG.warn(
                    "the secret {} in etc/secrets cannot be read; its file must be UTF-8 text that"
                            + " the user of the engine can read",
                    name);
            return Optional.empty();
        }
    }

    private Optional<String> site(String name) {
        var file = etc.resolve("site.yaml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var faults = new Faults();
            var values = YamlReader.read("etc/site.yaml", Files.readString(file), faults);
            faults.list().forEach(fault -> LOG.warn("{}", fault));
            return values.flatMap(yaml -> value(yaml, name));
        } catch (IOException unreadable) {
            LOG.warn("etc/site.yaml cannot be read ({})", Reason.of(unreadable));
            return Optional.empty();
        }
    }

    private static Optional<String> value(Yaml values, String name) {
        return values instanceof Yaml.Fields fields
                        && fields.get(name).orElse(null) instanceof Yaml.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }
}
