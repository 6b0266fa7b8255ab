package dev.pons.plugin.script;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Options of the step {@code script}. */
@Name("script")
@Doc("Runs JavaScript on a message, in a sandbox")
public record ScriptOptions(
        @Doc("File with the script; a relative one is below the instance folder")
                Optional<Path> file,
        @Doc("The script itself, in place of a file") Optional<String> code,
        @Doc("Files that run before the script, with functions for it") @Default("[]")
                List<Path> libraries,
        @Doc("The message is the E4X object msg, as in classic transformers") @Default("false")
                boolean e4x,
        @Doc("The longest time for one message") @Default("1s") Duration within,
        @Doc("What the script may allocate for one message, all in all")
                @Range(min = 1 << 20)
                @Default("64MB")
                long memory,
        @Doc("Words that may hold content (thrown errors, log) go to the log and to the reason too")
                @Default("false")
                boolean reveal) {}
