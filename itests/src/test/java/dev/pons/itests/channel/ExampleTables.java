package dev.pons.itests.channel;

import dev.pons.core.language.CodeTable;
import dev.pons.core.language.Tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The code tables of the examples, which the pages of the guide name too. */
final class ExampleTables implements Tables {

    private static final Path FOLDER = Path.of("../examples/tables");

    @Override
    public Optional<CodeTable> named(String name) {
        var file = FOLDER.resolve(name + ".csv");
        try {
            return Files.exists(file)
                    ? Optional.of(CodeTable.read(name, Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString().replaceFirst("\\.csv$", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
