package dev.pons.plugin.script;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A script with its libraries, compiled once. One in a file is compiled when the first message
 * comes, for looking at a channel opens no files; until that succeeds, each message tries again.
 * Any thread.
 */
final class Program {

    private final ScriptOptions options;
    private @Nullable Compiled compiled;

    /**
     * What is run.
     *
     * @param scripts the libraries, then the script
     * @param sources by name
     * @param constants all texts that stand in them
     */
    record Compiled(List<Script> scripts, Map<String, Source> sources, Set<String> constants) {}

    private Program(ScriptOptions options) {
        this.options = options;
    }

    /** {@code IllegalArgumentException}: what is wrong with the script in the channel file. */
    static Program of(ScriptOptions options) {
        var program = new Program(options);
        if (options.code().isPresent()) {
            try {
                var source = new Source("code", options.code().get(), true);
                var alone = program.compile(List.of(source));
                if (options.libraries().isEmpty()) {
                    program.compiled = alone;
                }
            } catch (CompileFault fault) {
                throw new IllegalArgumentException(fault.words(), fault);
            }
        }
        return program;
    }

    /** Ready to run. */
    synchronized Compiled compiled() throws ProblemException {
        if (compiled == null) {
            try {
                compiled = compile(read());
            } catch (CompileFault fault) {
                throw new ProblemException(Problem.of("internal", fault.words()));
            }
        }
        return compiled;
    }

    private List<Source> read() throws ProblemException {
        var sources = new ArrayList<Source>();
        for (var library : options.libraries()) {
            sources.add(read(library, false));
        }
        sources.add(
                options.file().isPresent()
                        ? read(options.file().get(), true)
                        : new Source("code", options.code().orElse(""), true));
        return sources;
    }

    private static Source read(Path file, boolean main) throws ProblemException {
        try {
            return Source.read(file.toAbsolutePath().normalize(), main);
        } catch (IOException unread) {
            throw new ProblemException(
                    Problem.of(
                            "internal",
                            "script "
                                    + file
                                    + " cannot be read ("
                                    + unread.getClass().getSimpleName()
                                    + "); put it there, as text in UTF-8"));
        }
    }

    private Compiled compile(List<Source> sources) throws CompileFault {
        try {
            var session = Sandbox.ONLY.session(options.e4x());
            return Sandbox.ONLY.with(session, () -> compile(sources, session));
        } catch (CompileFault fault) {
            throw fault;
        } catch (Exception broken) {
            throw new IllegalStateException("the compiler of scripts is broken", broken);
        }
    }

    private static Compiled compile(List<Source> sources, Session session) throws CompileFault {
        var constants = new HashSet<String>();
        var scripts = new ArrayList<Script>();
        var named = new HashMap<String, Source>();
        for (var source : sources) {
            scripts.add(new SourceCompiler(source, session).compile(constants));
            named.put(source.name(), source);
        }
        return new Compiled(List.copyOf(scripts), Map.copyOf(named), Set.copyOf(constants));
    }
}
