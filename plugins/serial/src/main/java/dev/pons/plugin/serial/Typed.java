package dev.pons.plugin.serial;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of {@code serial:terminal}. */
record Typed(Wiring wiring, String end, boolean hex, boolean raw, Optional<Path> capture) {

    private static final Set<String> SWITCHES = Set.of("--hex", "--raw");
    private static final Set<String> VALUES =
            Set.of("--baud", "--bits", "--parity", "--stop", "--flow", "--end", "--capture");
    private static final Map<String, String> ENDS =
            Map.of("cr", "\r", "lf", "\n", "crlf", "\r\n", "none", "");

    /** {@code IllegalArgumentException}: what was typed wrong. */
    static Typed of(List<String> words) {
        var given = new HashMap<String, String>();
        var on = new HashSet<String>();
        var ports = new ArrayDeque<String>();
        for (var each = words.iterator(); each.hasNext(); ) {
            var word = each.next();
            if (SWITCHES.contains(word)) {
                on.add(word);
            } else if (VALUES.contains(word)) {
                if (!each.hasNext()) {
                    throw new IllegalArgumentException(word + " needs a value behind it");
                }
                given.put(word, each.next());
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + word);
            } else {
                ports.add(word);
            }
        }
        if (ports.size() != 1) {
            throw new IllegalArgumentException("one port, please; serial:list shows them");
        }
        var end = ENDS.get(given.getOrDefault("--end", "cr"));
        if (end == null) {
            throw new IllegalArgumentException("--end is cr, lf, crlf or none");
        }
        return new Typed(
                wiring(ports.remove(), given),
                end,
                on.contains("--hex"),
                on.contains("--raw"),
                Optional.ofNullable(given.get("--capture")).map(Path::of));
    }

    private static Wiring wiring(String port, Map<String, String> given) {
        return new Wiring(
                port,
                number(given, "--baud", 9600),
                number(given, "--bits", 8),
                constant(given, "--parity", Wiring.Parity.NONE),
                given.getOrDefault("--stop", "1"),
                constant(given, "--flow", Wiring.Flow.NONE),
                true,
                true);
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException(name + " is a number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static <E extends Enum<E>> E constant(
            Map<String, String> given, String name, E otherwise) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        var all = otherwise.getDeclaringClass().getEnumConstants();
        var words = Arrays.stream(all).map(Typed::word).toList();
        int found = words.indexOf(text);
        if (found < 0) {
            throw new IllegalArgumentException(name + " is one of " + String.join(", ", words));
        }
        return all[found];
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
