package dev.pons.plugin.script;

import org.mozilla.javascript.Callable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Bounds what a replacement makes of a text: each match may become as long as the replacement, and
 * as the text itself where that says {@code $&}.
 */
final class Replacing {

    private static final int HARMLESS = 1 << 16;

    private Replacing() {}

    /** {@code text.replace(what, by)}. */
    static Built.Body bounded(Callable original) {
        return (session, from, self, arguments) ->
                replaced(original, session, from, self, arguments);
    }

    private static Object replaced(
            Callable original,
            Session session,
            Scriptable from,
            Scriptable self,
            Object[] arguments) {
        var by = Built.argument(arguments, 1);
        if (by instanceof CharSequence && self != null) {
            long text = ScriptRuntime.toString(self).length();
            long most = grown(by.toString(), text);
            if ((text + 1) * most > HARMLESS) {
                count(original, session, from, self, arguments, most);
            }
        }
        var result = original.call(session, from, self, arguments);
        session.look();
        return result;
    }

    /** The longest that one match becomes. */
    private static long grown(String by, long text) {
        long references = by.chars().filter(c -> c == '$').count();
        return by.length() + references * text;
    }

    /** Replaces by nothing, to see how often it matches. */
    private static void count(
            Callable original,
            Session session,
            Scriptable from,
            Scriptable self,
            Object[] arguments,
            long most) {
        var trial = arguments.clone();
        trial[1] =
                Built.function(
                        (ScriptableObject) ScriptableObject.getTopLevelScope(from),
                        "count",
                        0,
                        (inside, scope, match, found) -> {
                            inside.charge(most);
                            return "";
                        });
        original.call(session, from, self, trial);
    }
}
