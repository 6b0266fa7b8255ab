package dev.pons.core.engine.testing;

import dev.pons.core.engine.Types;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.FormatType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * The types of plugin jars without a running engine: each jar's component descriptions (OSGi
 * Compendium, section 112.4) name the classes, which are made by their public constructors.
 */
public final class JarTypes implements Types {

    private static final Pattern CLASS =
            Pattern.compile("<implementation\\s+class\\s*=\\s*\"([^\"]+)\"");

    private final Map<Kind, Map<String, Type<?, ?>>> all = new EnumMap<>(Kind.class);

    /** {@code IOException}: a jar that cannot be read, or a class in it that cannot be made. */
    public JarTypes(List<URLClassLoader> jars) throws IOException {
        for (var kind : Kind.values()) {
            all.put(kind, new TreeMap<>());
        }
        for (var jar : jars) {
            for (var name : classes(jar)) {
                add(make(jar, name));
            }
        }
    }

    private static List<String> classes(URLClassLoader jar) throws IOException {
        var manifest = own(jar, "META-INF/MANIFEST.MF");
        if (manifest == null) {
            return List.of();
        }
        var components = new Manifest(manifest).getMainAttributes().getValue("Service-Component");
        var classes = new ArrayList<String>();
        for (var file : components == null ? new String[0] : components.split("\\s*,\\s*")) {
            try (var in = own(jar, file)) {
                if (in != null) {
                    var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    CLASS.matcher(text).results().forEach(r -> classes.add(r.group(1)));
                }
            }
        }
        return classes;
    }

    private static @Nullable InputStream own(URLClassLoader jar, String name) throws IOException {
        var resource = jar.findResource(name);
        return resource == null ? null : resource.openStream();
    }

    private static Object make(URLClassLoader jar, String name) throws IOException {
        try {
            return Class.forName(name, true, jar).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException("the plugin class " + name + " cannot be made: " + e, e);
        }
    }

    private void add(Object made) {
        if (made instanceof SourceType<?> type) {
            put(Kind.SOURCE, type);
        } else if (made instanceof DestinationType<?> type) {
            put(Kind.DESTINATION, type);
        } else if (made instanceof StepType<?> type) {
            put(Kind.STEP, type);
        } else if (made instanceof FormatType<?> type) {
            put(Kind.FORMAT, type);
        }
    }

    private void put(Kind kind, Type<?, ?> type) {
        var name = type.config().getAnnotation(Name.class);
        of(kind).put(name == null ? type.config().getSimpleName() : name.value(), type);
    }

    private Map<String, Type<?, ?>> of(Kind kind) {
        return all.getOrDefault(kind, Map.of());
    }

    /** The records of the types of a kind. */
    List<Class<? extends Record>> records(Kind kind) {
        var records = new ArrayList<Class<? extends Record>>();
        of(kind).values().forEach(type -> records.add(type.config()));
        return records;
    }

    @Override
    public Optional<SourceType<?>> source(String name) {
        return Optional.ofNullable((SourceType<?>) of(Kind.SOURCE).get(name));
    }

    @Override
    public Optional<DestinationType<?>> destination(String name) {
        return Optional.ofNullable((DestinationType<?>) of(Kind.DESTINATION).get(name));
    }

    @Override
    public Optional<StepType<?>> step(String name) {
        return Optional.ofNullable((StepType<?>) of(Kind.STEP).get(name));
    }

    @Override
    public Optional<FormatType<?>> format(String name) {
        return Optional.ofNullable((FormatType<?>) of(Kind.FORMAT).get(name));
    }

    @Override
    public Set<String> names(Kind kind) {
        return of(kind).keySet();
    }
}
