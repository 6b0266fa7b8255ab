package dev.pons.plugin.script;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.xml.XMLObject;

/**
 * The checks that {@link Bounding} puts into scripts. Texts that are added are not copied until
 * somebody looks at them, so nobody counts them: here their length is counted. What is added last
 * counts where it is the shorter one, for then the sum is no longer than what was counted.
 */
final class Additions {

    private Additions() {}

    static void define(ScriptableObject scope) {
        Built.define(
                scope,
                scope,
                Bounding.ADD,
                2,
                (session, from, self, arguments) -> sum(session, arguments[0], arguments[1]));
        Built.define(
                scope,
                scope,
                Bounding.PIECE,
                1,
                (session, from, self, arguments) -> piece(session, arguments[0]));
        Built.define(
                scope,
                scope,
                Bounding.TEXT,
                1,
                (session, from, self, arguments) -> text(session, arguments[0]));
        Built.define(
                scope,
                scope,
                Bounding.XML,
                1,
                (session, from, self, arguments) -> {
                    session.look();
                    return arguments[0];
                });
    }

    private static Object sum(Session session, Object left, Object right) {
        var sum = ScriptRuntime.add(left, right, (Context) session);
        if (sum instanceof CharSequence text) {
            int all = text.length();
            int before = left instanceof CharSequence one ? one.length() : 0;
            int behind = right instanceof CharSequence other ? other.length() : 0;
            if (left instanceof CharSequence && !(right instanceof CharSequence)) {
                behind = all - before;
            }
            session.charge(all < 0 ? Long.MAX_VALUE / 2 : all - Math.max(before, behind));
        }
        return looked(session, sum);
    }

    private static Object piece(Session session, Object added) {
        var piece =
                added instanceof Scriptable
                                && !(added instanceof XMLObject)
                                && !(added instanceof Symbol)
                        ? ScriptRuntime.toPrimitive(added)
                        : added;
        if (piece instanceof CharSequence text) {
            session.charge(text.length());
        }
        return looked(session, piece);
    }

    private static Object text(Session session, Object added) {
        if (added instanceof Symbol) {
            return added;
        }
        var text = ScriptRuntime.toString(added);
        session.charge(text.length());
        return text;
    }

    private static Object looked(Session session, Object value) {
        if (value instanceof XMLObject) {
            session.look();
        }
        return value;
    }
}
