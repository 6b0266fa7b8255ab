package dev.pons.plugin.serial;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of {@code serial:terminal}. */
record Typed(Wiring wiring, String end, boolean hex, boolean raw, Optional<Path> capture) {

    private static final Map<String, String> ENDS =
            Map.of("cr", "\r", "lf", "\n", "crlf", "\r\n", "none", "");

    /** {@code IllegalArgumentException}: what was typed wrong. */
    static Typed of(List<String> typed) {
        var words = Words.of(typed, Set.of("--hex", "--raw"), Set.of("--end", "--capture"));
        if (words.plain().size() != 1) {
            throw new IllegalArgumentException("one port, please; serial:list shows them");
        }
        var end = ENDS.get(words.given().getOrDefault("--end", "cr"));
        if (end == null) {
            throw new IllegalArgumentException("--end is cr, lf, crlf or none");
        }
        return new Typed(
                words.wiring(words.plain().get(0)),
                end,
                words.on().contains("--hex"),
                words.on().contains("--raw"),
                Optional.ofNullable(words.given().get("--capture")).map(Path::of));
    }
}
