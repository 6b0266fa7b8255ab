package dev.pons.plugin.hl7v2;

import java.util.Map;
import java.util.regex.Pattern;

/** How values of data types without components are written (HL7 v2.5, chapter 2A). */
final class Primitives {

    private static final String ZONE = "([+-](0[0-9]|1[0-4])[0-5][0-9])?";
    private static final String DATE = "[0-9]{4}((0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?)?";
    private static final String DAY = "[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";
    private static final String CLOCK =
            "([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9](\\.[0-9]{1,4})?)?)?";
    private static final Rule TIME =
            new Rule(
                    Pattern.compile("(" + DATE + "|" + DAY + CLOCK + ")" + ZONE),
                    "a time is YYYYMMDDHHMMSS, from the left as far as it is known");

    private static final Map<String, Rule> RULES =
            Map.of(
                    "NM",
                    new Rule(
                            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)"),
                            "a number has digits, a sign and a point, and no more"),
                    "SI",
                    new Rule(Pattern.compile("[0-9]{1,4}"), "a set id is a number from 0 to 9999"),
                    "DT",
                    new Rule(Pattern.compile(DATE), "a date is YYYYMMDD, or YYYYMM, or YYYY"),
                    "TM",
                    new Rule(
                            Pattern.compile(CLOCK + ZONE),
                            "a time of day is HHMMSS, or HHMM, or HH"),
                    "DTM",
                    TIME,
                    "TS",
                    TIME,
                    "TSComponentOne",
                    TIME);

    private record Rule(Pattern pattern, String words) {}

    private Primitives() {}

    /** What is wrong with a value of a type, in own words; empty: nothing. */
    static String fault(String type, String value) {
        var rule = RULES.get(type);
        return rule == null || rule.pattern().matcher(value).matches() ? "" : rule.words();
    }
}
