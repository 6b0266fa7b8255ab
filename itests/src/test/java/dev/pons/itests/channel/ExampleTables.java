package dev.pons.itests.channel;

import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The code tables of the examples, which the pages of the guide name too. */
final class ExampleTables implements Tables {

    private static final Path EXAMPLES = Path.of("../examples");

    @Override
    public Optional<CodeTable> named(String name) {
        return files(
                files ->
                        files.filter(f -> name(f).equals(name))
                                .findFirst()
                                .map(f -> CodeTable.read(name, read(f))));
    }

    @Override
    public Set<String> names() {
        return files(files -> files.map(ExampleTables::name).collect(Collectors.toSet()));
    }

    private static <T> T files(Function<Stream<Path>, T> use) {
        try (var files = Files.walk(EXAMPLES, 3)) {
            return use.apply(files.filter(f -> f.toString().matches(".*/tables/[^/]*\\.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.csv$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
