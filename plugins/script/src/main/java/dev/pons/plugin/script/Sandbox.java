package dev.pons.plugin.script;

import dev.pons.spi.Run;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

import java.util.concurrent.Callable;

/** The engine of JavaScript without a way to Java: no class is visible. Any thread. */
final class Sandbox extends ContextFactory {

    /** The only one: it holds nothing of a script. */
    static final Sandbox ONLY = begin();

    /** Bytes of compiled code between two looks at the clock; some microseconds. */
    private static final int THRESHOLD = 4_000;

    /** Where each operation may copy a whole tree. */
    private static final int THRESHOLD_OF_XML = 50;

    private Sandbox() {}

    /** The engine finds its parts where it looks when it begins, and only then. */
    private static Sandbox begin() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var own = Sandbox.class.getClassLoader();
        thread.setContextClassLoader(own);
        try {
            Class.forName("org.mozilla.javascript.Context", true, own);
            Class.forName("org.mozilla.javascript.ScriptRuntime", true, own);
            var sandbox = new Sandbox();
            sandbox.initApplicationClassLoader(own);
            return sandbox;
        } catch (ClassNotFoundException lacking) {
            throw new IllegalStateException("the engine of JavaScript is not in this jar", lacking);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
        return switch (feature) {
            case Context.FEATURE_E4X -> context instanceof Session session && session.e4x();
            case Context.FEATURE_ENHANCED_JAVA_ACCESS,
                    Context.FEATURE_ENABLE_JAVA_MAP_ACCESS,
                    Context.FEATURE_PARENT_PROTO_PROPERTIES ->
                    false;
            default -> super.hasFeature(context, feature);
        };
    }

    /** A session for a message. Only here sessions are made, for the engine must have begun. */
    Session session(ScriptOptions options, Run run) {
        return new Session(this, options, run);
    }

    /** A session to compile in. */
    Session session(boolean e4x) {
        return new Session(this, e4x);
    }

    /** Does something in a session, as the only one of this thread. */
    <T> T with(Session session, Callable<T> work) throws Exception {
        session.setLanguageVersion(Context.VERSION_ES6);
        session.setClassShutter(name -> false);
        session.setInstructionObserverThreshold(session.e4x() ? THRESHOLD_OF_XML : THRESHOLD);
        enterContext(session);
        try {
            return work.call();
        } finally {
            Context.exit();
        }
    }
}
