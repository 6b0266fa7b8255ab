package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ListenOptions;
import dev.pons.core.config.PeerOptions;
import dev.pons.core.config.Reference;
import dev.pons.core.config.ReservedWords;
import dev.pons.core.engine.OwnTypes;
import dev.pons.core.engine.Types.Kind;
import dev.pons.core.language.Compiler;
import dev.pons.core.web.AccessOptions;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page of the language says what the code says. */
class ReferenceTest {

    private static final Path PAGE = Path.of("../docs/guide/channel-language.md");
    private static final String MARK = "<!-- generated from here on;";

    @Test
    void thePageHasTheOptionsOfTheCode() throws IOException {
        var page = Files.readString(PAGE);
        var end = page.indexOf('\n', page.indexOf(MARK)) + 1;
        var expected = "\n" + generated();
        if (Boolean.getBoolean("pons.renew")) {
            Files.writeString(PAGE, page.substring(0, end) + expected);
        }
        assertThat(Files.readString(PAGE).substring(end))
                .as("the end of %s is made from the code; it says how to renew it", PAGE)
                .isEqualTo(expected);
    }

    @Test
    void theTableOfStepsHasEveryStepAndNoOther() throws IOException {
        assertThat(firstCells("## Steps"))
                .containsExactlyInAnyOrderElementsOf(Compiler.builtInSteps());
    }

    @Test
    void theTableOfPipesHasEveryPipeAndNoOther() throws IOException {
        assertThat(firstCells("## Templates"))
                .containsExactlyInAnyOrderElementsOf(Compiler.pipes());
    }

    /** The first words in backquotes of the first cells of a section's table. */
    private static List<String> firstCells(String heading) throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(heading);
        var section = page.substring(from, page.indexOf("\n## ", from + 1));
        var word = Pattern.compile("`([a-z0-9]+)");
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ", 2)))
                .flatMap(cell -> word.matcher(cell).results().map(r -> r.group(1)))
                .toList();
    }

    private static String generated() {
        var page = new StringBuilder();
        types(page, "Sources", Kind.SOURCE, Shipped.SOURCES);
        types(page, "Destinations", Kind.DESTINATION, Shipped.DESTINATIONS);
        types(page, "Formats", Kind.FORMAT, Shipped.FORMATS);
        types(page, "Steps of plugins", Kind.STEP, shippedSteps());
        page.append("## Ports and peers\n\n");
        page.append(Reference.of(ListenOptions.class)).append("\n");
        page.append(Reference.of(PeerOptions.class)).append("\n");
        page.append(Reference.of(AccessOptions.class)).append("\n");
        page.append("## Reserved words\n\n");
        page.append("| where | words |\n|---|---|\n");
        for (var place : ReservedWords.values()) {
            page.append(
                    "| `%s` | %s |\n"
                            .formatted(
                                    place.name().toLowerCase().replace('_', '-'),
                                    words(place.words())));
        }
        return page.toString();
    }

    private static Map<String, Type<?, ?>> shippedSteps() {
        var steps = new TreeMap<String, Type<?, ?>>(Shipped.STEPS);
        steps.remove("mark");
        return steps;
    }

    private static void types(
            StringBuilder page, String title, Kind kind, Map<String, ? extends Type<?, ?>> of) {
        page.append("## ").append(title).append("\n\n");
        var records = new TreeMap<String, Class<? extends Record>>();
        of.forEach((name, type) -> records.put(name, type.config()));
        for (var own : OwnTypes.records(kind)) {
            records.put(own.getAnnotation(Name.class).value(), own);
        }
        records.values().forEach(record -> page.append(Reference.of(record)).append("\n"));
    }

    private static String words(List<String> words) {
        return words.stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
    }
}
