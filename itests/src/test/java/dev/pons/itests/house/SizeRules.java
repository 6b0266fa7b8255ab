package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How large things may be, and what they may not be called (house rules 12 and 16). */
final class SizeRules {

    static final int FILE = 400;
    static final int METHOD = 40;
    static final int FIELDS = 7;

    private static final Pattern NO_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl)|Abstract.*");

    private SizeRules() {}

    static List<Breach> check(Source source) {
        var breaches = new ArrayList<Breach>();
        var lines = (int) source.text().lines().count();
        if (lines > FILE) {
            var what = "has " + lines + most("lines", FILE);
            breaches.add(source.breach(FILE, "file-size", what, "take out a part with a name"));
        }
        var shape = new Shape(source);
        for (var method : shape.methods) {
            if (method.lines() > METHOD) {
                var what = method.name() + " has " + method.lines() + most("lines", METHOD);
                breaches.add(
                        source.breach(method.line(), "method-size", what, "give its parts names"));
            }
        }
        shape.types.forEach(type -> breaches.addAll(check(source, type)));
        return breaches;
    }

    private static List<Breach> check(Source source, Shape.Type type) {
        var breaches = new ArrayList<Breach>();
        if (source.main() && type.fields() > FIELDS) {
            breaches.add(
                    source.breach(
                            type.line(),
                            "fields",
                            type.name() + " has " + type.fields() + most("instance fields", FIELDS),
                            "find what belongs together and make it a type or a record"));
        }
        if (NO_NAME.matcher(type.name()).matches()) {
            breaches.add(
                    source.breach(
                            type.line(),
                            "names",
                            "the name " + type.name() + " says nothing",
                            "name what it is or does, in words that the field uses"));
        }
        return breaches;
    }

    private static String most(String things, int count) {
        return " " + things + ", at most " + count + " are allowed";
    }
}
