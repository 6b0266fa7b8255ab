package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Semantics 6.6, and what {@code plugin:doctor} says of each jar that breaks it. */
class JarRulesTest {

    private static final Packages ENGINE =
            name ->
                    switch (name) {
                        case "dev.pons.spi", "org.slf4j" -> List.of(new Version("1.0.0"));
                        default -> List.of();
                    };

    @Test
    void a_closed_bundle_that_imports_the_plugin_interface_is_a_plugin() {
        assertThat(problem("Import-Package", "dev.pons.spi;version=\"[1.0,2)\",org.slf4j"))
                .isEqualTo("well");
    }

    @Test
    void no_bundle() {
        assertThat(check(Map.of("Manifest-Version", "1.0")))
                .isEqualTo("is not a plugin: its manifest has no Bundle-SymbolicName");
    }

    @Test
    void newer_plugin_interface() {
        assertThat(problem("Import-Package", "dev.pons.spi;version=\"[2.0,3)\""))
                .isEqualTo("needs package dev.pons.spi 2.0, this engine has 1.0");
    }

    @Test
    void missing_library() {
        assertThat(problem("Import-Package", "org.apache.commons.net;version=\"3.13.1\""))
                .isEqualTo(
                        "needs package org.apache.commons.net 3.13.1, which this engine does not"
                                + " have");
    }

    @Test
    void kernel_packages_are_not_for_plugins() {
        assertThat(problem("Import-Package", "dev.pons.core.control"))
                .isEqualTo("imports dev.pons.core.control, which is not for plugins");
    }

    @Test
    void newer_java() {
        assertThat(
                        problem(
                                "Require-Capability",
                                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=21))\""))
                .isEqualTo("needs Java 21, this engine runs on 17");
        assertThat(
                        problem(
                                "Require-Capability",
                                "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=1.8))\""))
                .isEqualTo("well");
    }

    @Test
    void exports_dynamic_and_optional_imports_and_required_bundles() {
        assertThat(problem("Export-Package", "com.example.api;version=\"1.0\""))
                .isEqualTo("exports the package com.example.api");
        assertThat(problem("DynamicImport-Package", "*"))
                .isEqualTo("imports packages dynamically (DynamicImport-Package)");
        assertThat(problem("Import-Package", "org.slf4j,com.sun.net;resolution:=optional"))
                .isEqualTo("imports com.sun.net optionally");
        assertThat(problem("Require-Bundle", "com.example.base"))
                .isEqualTo("requires the bundle com.example.base");
        assertThat(problem("Fragment-Host", "com.example.base")).isEqualTo("is a fragment");
    }

    @Test
    void of_two_files_with_one_symbolic_name_the_newer_wins() {
        var old = jar("a.jar", "1.0.0");
        var young = jar("b.jar", "1.1.0");
        var choice = Choice.of(List.of(old, young), Set.of("a.jar"), Map.of());
        assertThat(choice.chosen()).containsOnlyKeys("b.jar");
        assertThat(choice.refused())
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.what() + " " + finding.problem())
                                        .isEqualTo(
                                                "plugins/a.jar is not installed: it is"
                                                        + " com.example.p 1.0.0, and so is plugins/b.jar"
                                                        + " in version 1.1.0"));
    }

    @Test
    void of_two_files_with_one_version_the_installed_one_stays() {
        var choice =
                Choice.of(
                        List.of(jar("a.jar", "1.0.0"), jar("b.jar", "1.0.0")),
                        Set.of("b.jar"),
                        Map.of());
        assertThat(choice.chosen()).containsOnlyKeys("b.jar");
    }

    @Test
    void what_is_built_in_gives_way_to_a_newer_version_only() {
        var builtIn = Map.of("com.example.p", new Version("1.0.0"));
        assertThat(Choice.of(List.of(jar("a.jar", "1.0.0")), Set.of(), builtIn).refused())
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("1.0.0 built in"));
        assertThat(Choice.of(List.of(jar("a.jar", "1.0.1")), Set.of(), builtIn).chosen())
                .containsOnlyKeys("a.jar");
    }

    private static PluginJar jar(String file, String version) {
        return new PluginJar(
                file,
                Map.of("Bundle-SymbolicName", "com.example.p", "Bundle-Version", version),
                file);
    }

    private static String problem(String header, String value) {
        var headers = new HashMap<String, String>();
        headers.put("Bundle-SymbolicName", "com.example.plugin;singleton:=true");
        headers.put(header, value);
        return check(headers);
    }

    private static String check(Map<String, String> headers) {
        var finding = JarRules.check(new PluginJar("p.jar", headers, ""), 17, ENGINE);
        finding.ifPresent(f -> assertThat(f.remedy()).isNotEmpty());
        finding.ifPresent(f -> assertThat(f.what()).isEqualTo("plugins/p.jar"));
        return finding.map(f -> f.problem()).orElse("well");
    }
}
