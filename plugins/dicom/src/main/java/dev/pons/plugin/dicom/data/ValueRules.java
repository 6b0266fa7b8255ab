package dev.pons.plugin.dicom.data;

import dev.pons.plugin.dicom.data.RefusedException.Reason;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a text of a representation may be (PS3.5 table 6.2-1). */
public final class ValueRules {

    private static final int NAME_GROUP = 64;
    private static final Map<Vr, Pattern> SHAPES = new EnumMap<>(Vr.class);

    static {
        SHAPES.put(Vr.AS, Pattern.compile("[0-9]{3}[DWMY]"));
        SHAPES.put(Vr.CS, Pattern.compile("[A-Z0-9 _]*"));
        SHAPES.put(Vr.DA, Pattern.compile("[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"));
        SHAPES.put(
                Vr.DS, Pattern.compile(" *[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)? *"));
        SHAPES.put(
                Vr.DT,
                Pattern.compile(
                        "[0-9]{4}([0-9]{2}([0-9]{2}([0-9]{2}([0-9]{2}([0-9]{2}(\\.[0-9]{1,6})?)?)?)?)?)?"
                                + "([+-][0-9]{4})?"));
        SHAPES.put(Vr.IS, Pattern.compile(" *[+-]?[0-9]{1,10} *"));
        SHAPES.put(
                Vr.TM,
                Pattern.compile(
                        "([01][0-9]|2[0-3])([0-5][0-9](([0-5][0-9]|60)(\\.[0-9]{1,6})?)?)?"));
        SHAPES.put(Vr.UI, Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*"));
    }

    private ValueRules() {}

    /** What is wrong with one value, in words; null: nothing. An empty one is always allowed. */
    public static @Nullable String fault(String value, Vr vr) {
        if (value.isEmpty()) {
            return null;
        }
        var shape = SHAPES.get(vr);
        if (shape != null && !shape.matcher(value).matches()) {
            return "the value is not one that " + vr + " can have";
        }
        if (vr.isMultiple() && value.indexOf('\\') >= 0) {
            return "the value has a backslash, which stands between values in DICOM";
        }
        int length = vr == Vr.PN ? longestGroup(value) : value.codePointCount(0, value.length());
        int most = vr == Vr.PN ? NAME_GROUP : vr.most();
        return most > 0 && length > most
                ? "the value has " + length + " characters, and " + vr + " up to " + most
                : null;
    }

    private static int longestGroup(String name) {
        int longest = 0;
        for (var group : name.split("=", -1)) {
            longest = Math.max(longest, group.codePointCount(0, group.length()));
        }
        return longest;
    }

    static void check(String value, int tag, Vr vr) throws RefusedException {
        var fault = fault(value, vr);
        if (fault != null) {
            var reason = fault.contains(" up to ") ? Reason.TOO_LONG : Reason.VALUE;
            throw new RefusedException(reason, fault, tag, -1);
        }
    }
}
