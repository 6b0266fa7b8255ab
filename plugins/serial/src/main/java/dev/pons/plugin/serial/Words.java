package dev.pons.plugin.serial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was typed behind the name of a command.
 *
 * @param plain in their order
 * @param given options with their values
 * @param on options without
 */
record Words(List<String> plain, Map<String, String> given, Set<String> on) {

    /** How bits cross a port; with values. */
    static final Set<String> WIRING = Set.of("--baud", "--bits", "--parity", "--stop", "--flow");

    /**
     * {@code IllegalArgumentException}: what was typed wrong.
     *
     * @param switches options without a value
     * @param values options with one, besides those of the port
     */
    static Words of(List<String> words, Set<String> switches, Set<String> values) {
        var all = new Words(new ArrayList<>(), new HashMap<>(), new HashSet<>());
        for (var each = words.iterator(); each.hasNext(); ) {
            var word = each.next();
            if (switches.contains(word)) {
                all.on.add(word);
            } else if (values.contains(word) || WIRING.contains(word)) {
                if (!each.hasNext()) {
                    throw new IllegalArgumentException(word + " needs a value behind it");
                }
                all.given.put(word, each.next());
            } else if (word.startsWith("--")) {
                throw new IllegalArgumentException("there is no option " + word);
            } else {
                all.plain.add(word);
            }
        }
        return all;
    }

    /** A port, as the options say. */
    Wiring wiring(String port) {
        return new Wiring(
                port,
                number("--baud", 9600),
                number("--bits", 8),
                constant("--parity", Wiring.Parity.NONE),
                given.getOrDefault("--stop", "1"),
                constant("--flow", Wiring.Flow.NONE),
                true,
                true);
    }

    /** A number that is typed, or another one. */
    int number(String name, int otherwise) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException(name + " is a number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private <E extends Enum<E>> E constant(String name, E otherwise) {
        var text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        var all = otherwise.getDeclaringClass().getEnumConstants();
        var names = Arrays.stream(all).map(Words::word).toList();
        int found = names.indexOf(text);
        if (found < 0) {
            throw new IllegalArgumentException(name + " is one of " + String.join(", ", names));
        }
        return all[found];
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
