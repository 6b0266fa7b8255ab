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
            breaches.add(
                    source.breach(
                            FILE,
                            "file-size",
                            "has " + lines + " lines, at most " + FILE + " are allowed",
                            "take a part out that has a name of its own"));
        }
        var shape = new Shape(source);
        for (var method : shape.methods) {
            if (method.lines() > METHOD) {
                breaches.add(
                        source.breach(
                                method.line(),
                                "method-size",
                                method.name()
                                        + " has "
                                        + method.lines()
                                        + " lines, at most "
                                        + METHOD
                                        + " are allowed",
                                "give its parts names"));
            }
        }
        for (var type : shape.types) {
            if (source.main() && type.fields() > FIELDS) {
                breaches.add(
                        source.breach(
                                type.line(),
                                "fields",
                                type.name()
                                        + " has "
                                        + type.fields()
                                        + " instance fields, at most "
                                        + FIELDS
                                        + " are allowed",
                                "find what belongs together and make it a type or a record"));
            }
            if (NO_NAME.matcher(type.name()).matches()) {
                breaches.add(
                        source.breach(
                                type.line(),
                                "names",
                                "the name " + type.name() + " says nothing",
                                "name what it is or does in the words of design.md, section 3"));
            }
        }
        return breaches;
    }
}
