package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.lang.model.SourceVersion;

/**
 * {@code pons plugin new NAME --kind KIND}: a project that builds one plugin, tests it and has an
 * example channel.
 */
final class PluginProject {

    private static final List<String> KINDS =
            List.of("listener", "poller", "destination", "step", "format");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N} .,&'()-]{1,100}");
    private static final String CALL =
            "plugin new NAME --kind "
                    + String.join("|", KINDS)
                    + " [--package com.example.lab]"
                    + " [--vendor \"Example Inc.\"] [--into FOLDER]";

    private final String name;
    private final String kind;
    private final String javaPackage;
    private final String vendor;

    private PluginProject(String name, String kind, String javaPackage, String vendor) {
        this.name = name;
        this.kind = kind;
        this.javaPackage = javaPackage;
        this.vendor = vendor;
    }

    static int run(Arguments arguments, Path home, Path base, PrintStream out) throws IOException {
        var kind = arguments.option("--kind").orElse("");
        var into = Path.of(arguments.option("--into").orElse("."));
        var wanted = arguments.option("--package");
        var told = arguments.option("--vendor");
        if (!arguments.next("new: " + CALL).equals("new")) {
            throw new WrongCallException("plugin knows one word, new: " + CALL);
        }
        var name = arguments.next("a name: " + CALL);
        if (!arguments.rest().isEmpty()) {
            throw new WrongCallException("one name is enough: " + CALL);
        }
        var javaPackage = wanted.orElse("com.example." + name.replace("-", ""));
        var vendor = told.orElse(javaPackage.replaceFirst("\\.[^.]*$", ""));
        var project = new PluginProject(name, kind, javaPackage, vendor);
        project.check();
        project.make(into.resolve(name), home);
        project.say(into.resolve(name), base, out);
        return Main.DONE;
    }

    private void check() {
        if (!NAME.matcher(name).matches()) {
            throw new WrongCallException(
                    "a plugin's name is what channel files call it: small letters, digits and"
                            + " hyphens, like lab-feed, not '"
                            + name
                            + "'");
        }
        if (!KINDS.contains(kind)) {
            throw new WrongCallException("--kind is one of " + String.join(", ", KINDS));
        }
        if (!javaPackage.contains(".") || !SourceVersion.isName(javaPackage)) {
            throw new WrongCallException(
                    "--package is a Java package with a dot in it, like com.example.lab, not '"
                            + javaPackage
                            + "'");
        }
        if (!WORDS.matcher(vendor).matches()) {
            throw new WrongCallException("--vendor is a name of letters, digits and spaces");
        }
    }

    private Map<String, String> values() {
        return Map.of(
                "name", name,
                "artifactId", name,
                "kind", kind,
                "package", javaPackage,
                "groupId", javaPackage.substring(0, javaPackage.lastIndexOf('.')),
                "version", "1.0.0",
                "vendor", vendor,
                "className", className(),
                "ponsVersion", System.getProperty("pons.version", "0"));
    }

    /** Without the kind at its end, which the classes' names say themselves. */
    private String className() {
        return Arrays.stream(name.replaceFirst("-" + kind + "$", "").split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** All of it or nothing. */
    private void make(Path project, Path home) throws IOException {
        if (Files.exists(project)) {
            throw new WrongCallException(
                    project + " is there already; take another name, or --into another folder");
        }
        var folder = Files.createDirectories(project.toAbsolutePath().getParent());
        var half = Files.createTempDirectory(folder, ".new-plugin");
        try {
            PluginTemplate.of(home.resolve("lib/pons/archetype.jar")).fill(half, kind, values());
            half.toFile().setReadable(true, false);
            half.toFile().setExecutable(true, false);
            Files.move(half, project);
        } finally {
            delete(half);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path done, IOException failed)
                            throws IOException {
                        Files.delete(done);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void say(Path project, Path base, PrintStream out) {
        out.printf("Made %s, a %s that builds. Next:%n%n", project, kind);
        out.printf("  mvn -f %s package%n", project);
        out.printf("  cp %s/target/%s-1.0.0.jar %s/plugins/%n", project, name, base);
        out.printf("  cp %s/example.yaml %s/channels/%s.yaml%n%n", project, base, name);
        out.println("Then put your own work in the place of the example's: it begins in src/main.");
    }
}
