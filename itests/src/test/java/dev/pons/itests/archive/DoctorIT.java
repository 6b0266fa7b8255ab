package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** {@code plugin:doctor} explains what is wrong with a jar in one line, with a remedy. */
class DoctorIT {

    private static Instance instance;

    @BeforeAll
    static void start() {
        instance = Instance.fresh().start();
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    /** A bundle with one resource; headers as {@code Name: value}. */
    private static byte[] bundle(String symbolicName, String version, String... headers) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", version);
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            main.putValue(parts[0], parts[1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("com/example/api/filling.txt"));
            jar.write(new byte[2000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void drop(String file, byte[] content) {
        try {
            Files.write(instance.base().resolve("plugins").resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one line about a file, once there is one; the file is removed after that. */
    private static String finding(String file) throws IOException {
        instance.awaitExec("plugin:doctor", said -> said.contains(file));
        Result doctor = instance.exec("plugin:doctor");
        assertThat(doctor.code()).isEqualTo(1);
        Path dropped = instance.base().resolve("plugins").resolve(file);
        Files.delete(dropped);
        instance.awaitExec("plugin:doctor", said -> !said.contains(file));
        return doctor.out()
                .lines()
                .filter(line -> line.contains(file))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static void assertOneLine(String said) {
        assertThat(said.lines()).as(said).hasSize(1);
        System.out.print("doctor: " + said);
    }

    @Test
    void aHalfCopiedJar() throws IOException {
        byte[] whole = bundle("com.example.half", "1.0.0");
        drop("half.jar", Arrays.copyOf(whole, whole.length / 2));
        String said = finding("half.jar");
        assertOneLine(said);
        assertThat(said).contains("not complete").contains("rename it when it is whole");
    }

    @Test
    void aTextNamedJar() throws IOException {
        drop("text.jar", "this is no jar".getBytes(StandardCharsets.UTF_8));
        String said = finding("text.jar");
        assertOneLine(said);
        assertThat(said).contains("is not a jar").contains("or remove the file");
    }

    @Test
    void aMissingImport() throws IOException {
        drop("needs.jar", bundle("com.example.needs", "1.0.0", "Import-Package: com.acme.wire"));
        String said = finding("needs.jar");
        assertOneLine(said);
        assertThat(said).contains("com.acme.wire");
    }

    @Test
    void aDoubledSymbolicName() throws IOException {
        drop("one.jar", bundle("com.example.twice", "1.0.0"));
        drop("two.jar", bundle("com.example.twice", "2.0.0"));
        String said = finding("one.jar");
        assertOneLine(said);
        assertThat(said)
                .contains("com.example.twice 1.0.0")
                .contains("two.jar in version 2.0.0")
                .contains("remove the one");
    }

    @Test
    void aPluginThatExportsAPackage() throws IOException {
        drop(
                "exports.jar",
                bundle("com.example.exports", "1.0.0", "Export-Package: com.example.api"));
        String said = finding("exports.jar");
        assertOneLine(said);
        assertThat(said).contains("exports the package com.example.api").contains("keep");
    }
}
