package dev.pons.plugin.script;

import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

import java.math.BigDecimal;

/** Values of a message as those of JavaScript, and back. */
final class Values {

    private Values() {}

    /**
     * Text; a number only where the message has one that JavaScript holds exactly; a truth value
     * where the message has one. Nothing, and HL7's {@code ""}, are the empty text.
     */
    static Object toScript(Value value) {
        return switch (value.kind()) {
            case NUMBER -> number(value.text());
            case BOOLEAN -> Boolean.valueOf(value.text());
            default -> value.text();
        };
    }

    private static Object number(String text) {
        double number = Double.parseDouble(text);
        return ScriptRuntime.toString(number).equals(text) ? (Object) number : text;
    }

    /** Null is HL7's {@code ""} and JSON's null. */
    static Value toMessage(@Nullable Object value) {
        if (value == null) {
            return Value.deleted();
        }
        if (value instanceof Boolean yes) {
            return Value.of(yes);
        }
        if (value instanceof Number number && finite(number.doubleValue())) {
            return Value.of(new BigDecimal(ScriptRuntime.toString(number)));
        }
        if (value instanceof CharSequence || value instanceof XMLObject) {
            return Value.of(ScriptRuntime.toString(value));
        }
        throw ScriptRuntime.typeError(
                Undefined.isUndefined(value) || !(value instanceof Scriptable)
                        ? "set: there is no value; '' empties, null deletes"
                        : "set: the value is an object; give a text, a number, true, false or null");
    }

    private static boolean finite(double number) {
        return !Double.isNaN(number) && !Double.isInfinite(number);
    }
}
