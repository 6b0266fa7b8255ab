package dev.pons.plugin.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.IRFactory;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.WithStatement;
import org.mozilla.javascript.optimizer.Codegen;

import java.util.Set;

/** Compiles one source, with the checks of {@link Bounding} in it. One thread. */
final class SourceCompiler {

    private final Source source;
    private final Session session;

    SourceCompiler(Source source, Session session) {
        this.source = source;
        this.session = session;
    }

    /**
     * The compiled script.
     *
     * @param constants gets all texts that stand in it
     */
    Script compile(Set<String> constants) throws CompileFault {
        var environment = new CompilerEnvirons();
        environment.initFromContext(session);
        environment.setGeneratingSource(false);
        var reporter = new Reporter();
        var text = source.compiled();
        try {
            var parsed = new Parser(environment, reporter).parse(text, source.name(), 1);
            parsed.visit(this::noWith);
            var tree =
                    new IRFactory(environment, source.name(), text, reporter).transformTree(parsed);
            if (reporter.first == null) {
                new Bounding(source, session.e4x(), constants).apply(tree);
                var compiler = new Codegen();
                return compiler.createScriptObject(
                        compiler.compile(environment, tree, text, false), null);
            }
        } catch (EvaluatorException said) {
            reporter.keep(String.valueOf(said.details()), said.lineNumber(), said.columnNumber());
        } catch (StackOverflowError deep) {
            throw new CompileFault(source, 1, 1, "the script is nested too deep");
        } catch (IllegalArgumentException | IllegalStateException large) {
            throw new CompileFault(
                    source, 1, 1, "the script cannot be compiled; cut long functions into shorter");
        }
        throw reporter.first();
    }

    /** What a name means would be ruled by the data. */
    private boolean noWith(AstNode node) {
        if (node instanceof WithStatement) {
            throw new EvaluatorException(
                    "`with` is off; name the object each time",
                    source.name(),
                    node.getLineno(),
                    null,
                    node.getColumn());
        }
        return true;
    }

    /** Keeps what the compiler says first. */
    private final class Reporter implements ErrorReporter {

        private @Nullable CompileFault first;

        private CompileFault first() {
            return first == null ? new CompileFault(source, 1, 1, "this is no script") : first;
        }

        private void keep(String words, int line, int column) {
            if (first == null) {
                first = new CompileFault(source, line, source.column(line, column), words);
            }
        }

        @Override
        public void warning(
                String message, String name, int line, @Nullable String text, int column) {
            // a script that works
        }

        @Override
        public void error(
                String message, String name, int line, @Nullable String text, int column) {
            keep(message, line, column);
        }

        @Override
        public EvaluatorException runtimeError(
                String message, String name, int line, @Nullable String text, int column) {
            return new EvaluatorException(message, name, line, text, column);
        }
    }
}
