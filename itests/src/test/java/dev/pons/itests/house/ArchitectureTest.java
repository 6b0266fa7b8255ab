package dev.pons.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The house keeps its rules. What fails here says file, line and remedy; exceptions are waivers.
 */
class ArchitectureTest {

    private static final String WAIVERS = "itests/src/test/resources/waivers.txt";

    @Test
    void the_house_keeps_its_rules() {
        var house = House.here();
        var texts = house.texts();
        var sources = House.sources(texts);
        var breaches = new ArrayList<Breach>();
        for (var source : sources) {
            breaches.addAll(ImportRules.check(source));
            breaches.addAll(WordRules.check(source));
            breaches.addAll(SizeRules.check(source));
        }
        texts.forEach((path, text) -> breaches.addAll(TreeRules.text(path, text)));
        breaches.addAll(packages(texts));
        for (var plugin : house.plugins()) {
            var path = "plugins/" + plugin.getFileName() + "/README.md";
            breaches.addAll(TreeRules.pluginReadme(path, texts.getOrDefault(path, "")));
        }
        var left = new Waivers(texts.getOrDefault(WAIVERS, "")).apply(breaches);
        assertThat(lines(left)).as("rules of the house").isEmpty();
    }

    @Test
    void built_bundles_are_closed_and_versioned() {
        var house = House.here();
        var exported =
                House.sources(house.texts()).stream()
                        .filter(source -> source.path().endsWith("/package-info.java"))
                        .filter(source -> source.code().contains("@Export"))
                        .map(Source::packageName)
                        .collect(Collectors.toSet());
        var manifests = house.manifests();
        assertThat(manifests.keySet())
                .as("built bundles; build all modules first: mvn package")
                .hasSizeGreaterThan(house.plugins().size());
        var breaches = new ArrayList<Breach>();
        manifests.forEach(
                (path, headers) ->
                        breaches.addAll(BundleRules.check(path, headers, exported::contains)));
        assertThat(lines(breaches)).as("rules of bundles").isEmpty();
    }

    private static List<Breach> packages(Map<String, String> texts) {
        var folders = new TreeSet<String>();
        texts.keySet().stream()
                .filter(path -> path.contains("src/main/java/") && path.endsWith(".java"))
                .forEach(path -> folders.add(path.substring(0, path.lastIndexOf('/'))));
        return folders.stream()
                .flatMap(
                        folder ->
                                TreeRules.packageInfo(
                                        folder, texts.containsKey(folder + "/package-info.java"))
                                        .stream())
                .toList();
    }

    private static String lines(List<Breach> breaches) {
        return breaches.stream().map(Breach::toString).collect(Collectors.joining("\n"));
    }
}
