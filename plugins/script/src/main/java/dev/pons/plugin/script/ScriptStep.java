package dev.pons.plugin.script;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Document;

import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;

/** Runs a script on each message, in a global object of its own. */
final class ScriptStep implements Step {

    private final ScriptOptions options;
    private final Program program;
    private final Logger log;

    ScriptStep(ScriptOptions options, Program program, String name) {
        this.options = options;
        this.program = program;
        this.log = LoggerFactory.getLogger("dev.pons.script." + name);
    }

    @Override
    public StepResult apply(Message message, Run run) throws Exception {
        var compiled = program.compiled();
        var document = Document.open(message, run);
        Standard.of(options.e4x());
        var session = Sandbox.ONLY.session(options, run);
        var words = new Words(compiled.constants(), log, options.reveal());
        words.use(session);
        var failure = new Failure(compiled, session, words);
        return Sandbox.ONLY.with(
                session, () -> guarded(compiled, session, failure, document, message));
    }

    private StepResult guarded(
            Program.Compiled compiled,
            Session session,
            Failure failure,
            Document document,
            Message message)
            throws ProblemException {
        try {
            return run(compiled, session, document, message);
        } catch (Ended ended) {
            var result = ended.result();
            if (result == null) {
                throw failure.of(ended);
            }
            return result;
        } catch (RhinoException error) {
            throw failure.of(error);
        } catch (StackOverflowError deep) {
            throw failure.of(deep);
        } catch (IllegalStateException | UncheckedIOException waits) {
            throw waits;
        } catch (RuntimeException broken) {
            throw failure.of(broken);
        }
    }

    private StepResult run(
            Program.Compiled compiled, Session session, Document document, Message message)
            throws ProblemException {
        var standard = Standard.of(options.e4x());
        var top = standard.fresh();
        var view =
                options.e4x()
                        ? Classic.view(document, message, session, top)
                        : Classic.none(
                                document,
                                new Element(
                                        document,
                                        top,
                                        (Scriptable)
                                                standard.scope()
                                                        .get(
                                                                MessageFunctions.PROTOTYPE,
                                                                standard.scope())));
        define(top, "msg", view.shown());
        define(top, "vars", new Variables(session.run(), top));
        define(top, "meta", new Facts(message, top));
        for (var script : compiled.scripts()) {
            script.exec(session, top, top);
        }
        return StepResult.next(view.write(ScriptableObject.getProperty(top, "msg")));
    }

    private static void define(ScriptableObject top, String name, Scriptable value) {
        top.defineProperty(name, value, ScriptableObject.EMPTY);
    }
}
