package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.VendorBuild;
import dev.pons.tck.Ports;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * A plugin that brings hundreds of classes is swapped again and again; the memory of the replaced
 * ones is free afterwards (semantics 6.4: nothing keeps a reference into an old plugin's class
 * loader). {@code -Dproof.fat=200} makes it a long run.
 */
class FatPluginIT {

    private static final int SWAPS = Integer.getInteger("proof.fat", 12);
    private static final int WARM = 4;
    private static final String LIBRARY = "org/assertj/core/error/";

    /** One generation has about 6 MB of classes. */
    private static final long ONE = 8;

    @Test
    void the_classes_of_replaced_plugins_are_let_go() {
        Path vendor = new VendorBuild().jar("1.0.0", "!");
        Map<String, byte[]> library = library();
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            Revision.with(vendor, "1.0.0", library).drop(instance);
            instance.channel("night", channel(port, instance)).start().awaitListening(port);
            swap(instance, port, vendor, library, 1, WARM);
            Footprint before = Footprint.of(instance.pid());
            System.out.printf("%d classes; after %d swaps: %s%n", library.size() - 1, WARM, before);
            swap(instance, port, vendor, library, WARM + 1, WARM + SWAPS);
            Footprint after = Footprint.of(instance.pid());
            System.out.printf("after %d more swaps: %s%n", SWAPS, after);
            assertThat(before.metaspaceMegabytes()).as("classes were measured").isPositive();
            assertThat(after.metaspaceMegabytes()).isLessThan(before.metaspaceMegabytes() + ONE);
            assertThat(after.heapMegabytes()).isLessThan(before.heapMegabytes() + ONE);
            assertThat(after.threads()).isLessThan(before.threads() + 10);
        }
    }

    private static void swap(
            Instance instance,
            int port,
            Path vendor,
            Map<String, byte[]> library,
            int from,
            int to) {
        for (int n = from; n <= to; n++) {
            String version = "2.0." + n;
            Revision.with(vendor, version, library).drop(instance);
            instance.awaitExec(
                    "plugin:list",
                    said -> said.contains(version + " ") && !said.contains("being replaced"));
            assertThat(MllpClient.sendTo(port, Numbered.message(Numbered.id(0, n))))
                    .contains("MSA|AA|");
        }
    }

    private static Map<String, byte[]> library() {
        Map<String, byte[]> all = new HashMap<>();
        StringBuilder names = new StringBuilder();
        try (JarFile from =
                new JarFile(
                        Path.of(
                                        BasicErrorMessageFactory.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .toURI())
                                .toFile())) {
            for (var entry : from.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                String name = entry.getName();
                if (name.startsWith(LIBRARY)) {
                    all.put(name, from.getInputStream(entry).readAllBytes());
                }
                if (name.startsWith(LIBRARY + "Should")) {
                    names.append(name.replace('/', '.').replace(".class", "")).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        all.put(
                "com/example/vendor/library.txt",
                names.toString().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    private static String channel(int port, Instance instance) {
        return """
               source:
                 mllp: { listen: { port: %d } }
                 format: hl7v2
               steps:
                 - reverse: { really: no }
               destinations:
                 crowd:
                   shout: { file: "%s" }
               """
                .formatted(port, instance.base().resolve("shouted.txt"));
    }
}
