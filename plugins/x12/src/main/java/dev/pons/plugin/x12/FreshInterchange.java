package dev.pons.plugin.x12;

import dev.pons.spi.format.Fresh;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One interchange with one group with one transaction set that has no segments yet (X12.5 and
 * X12.6). Sender and receiver (ISA-6, ISA-8, GS-2, GS-3) are empty: the channel sets them.
 */
final class FreshInterchange {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final Pattern VERSION = Pattern.compile("00[3-9]0\\d0(X\\d{3}([A-Z]\\d)?)?");
    private static final String USUAL = "005010";

    /** Since this version ISA-11 is the repetition separator, and ST-3 says the guide. */
    private static final String REPETITIONS_SINCE = "00402";

    private static final long CONTROL_NUMBERS = 999_999_999;

    /** GS-1 of a transaction set, by X12's list of functional identifier codes (element 479). */
    private static final Map<String, String> GROUPS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("148", "IR"),
                            Map.entry("270", "HS"),
                            Map.entry("271", "HB"),
                            Map.entry("275", "PI"),
                            Map.entry("276", "HR"),
                            Map.entry("277", "HN"),
                            Map.entry("278", "HI"),
                            Map.entry("820", "RA"),
                            Map.entry("824", "AG"),
                            Map.entry("834", "BE"),
                            Map.entry("835", "HP"),
                            Map.entry("837", "HC"),
                            Map.entry("997", "FA"),
                            Map.entry("999", "FA")));

    private FreshInterchange() {}

    /** {@code IllegalArgumentException}: what is asked for is none. */
    static byte[] of(Fresh wanted) {
        var version = wanted.version().isEmpty() ? USUAL : wanted.version();
        var group = GROUPS.get(wanted.as());
        if (group == null) {
            throw new IllegalArgumentException(
                    "`as` is a transaction set, one of " + String.join(", ", GROUPS.keySet()));
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "`version` is that of a guide such as \"005010X222A1\", or \"005010\"");
        }
        boolean repeats = version.compareTo(REPETITIONS_SINCE) >= 0;
        var now = wanted.now().atZone(wanted.zone());
        long number = number(wanted.id());
        var nine = String.format(Locale.ROOT, "%09d", number);
        var empty = "*" + " ".repeat(10);
        var nobody = "*ZZ*" + " ".repeat(15);
        var text =
                "ISA*00%1$s*00%1$s%2$s%2$s*%3$s*%4$s*%5$s*%6$s*%7$s*0*P*:~"
                        .formatted(
                                empty,
                                nobody,
                                DAY.format(now).substring(2),
                                TIME.format(now),
                                repeats ? "^" : "U",
                                version.substring(0, 5),
                                nine);
        return (text
                        + "GS*%s***%s*%s*%d*X*%s~"
                                .formatted(
                                        group, DAY.format(now), TIME.format(now), number, version)
                        + "ST*%s*0001%s~".formatted(wanted.as(), repeats ? "*" + version : "")
                        + "SE*2*0001~GE*1*%d~IEA*1*%s~".formatted(number, nine))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** ISA-13, 1 to 999,999,999: the number at the end of the message's id. */
    private static long number(String id) {
        long number = 0;
        for (char one : id.substring(id.lastIndexOf('-') + 1).toCharArray()) {
            number = Character.isDigit(one) ? (number * 10 + one - '0') % CONTROL_NUMBERS : number;
        }
        return number == 0 ? CONTROL_NUMBERS : number;
    }
}
