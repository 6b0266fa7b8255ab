package dev.pons.itests.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Exceptions that were decided: path, rule, reason. */
final class Waivers {

    private static final String FILE = "itests/src/test/resources/waivers.txt";

    private record Waiver(int line, String path, String rule, String reason) {}

    private final List<Waiver> all = new ArrayList<>();
    private final List<Breach> malformed = new ArrayList<>();

    Waivers(String text) {
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split("\\|", 3);
            if (parts.length < 3 || parts[2].isBlank()) {
                malformed.add(
                        new Breach(
                                FILE,
                                number,
                                "waivers",
                                "is not PATH | RULE | REASON",
                                "write all three"));
            } else {
                all.add(new Waiver(number, parts[0].strip(), parts[1].strip(), parts[2].strip()));
            }
        }
    }

    /** What is not waived, and each waiver that waives nothing. */
    List<Breach> apply(List<Breach> breaches) {
        var left = new ArrayList<>(malformed);
        var used = new HashSet<Waiver>();
        for (var breach : breaches) {
            var waivers =
                    all.stream()
                            .filter(w -> w.path().equals(breach.path()))
                            .filter(w -> w.rule().equals(breach.rule()))
                            .toList();
            used.addAll(waivers);
            if (waivers.isEmpty()) {
                left.add(breach);
            }
        }
        for (var waiver : all) {
            if (!used.contains(waiver)) {
                left.add(
                        new Breach(
                                FILE,
                                waiver.line(),
                                "waivers",
                                waiver.path() + " does not break " + waiver.rule() + " any more",
                                "remove the line"));
            }
        }
        return left;
    }
}
