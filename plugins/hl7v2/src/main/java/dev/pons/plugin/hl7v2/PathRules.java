package dev.pons.plugin.hl7v2;

import dev.pons.plugin.hl7v2.Path.Choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the tables of all versions of HL7 say of a path, whatever version a message has.
 *
 * <p>A component that no version has below a data type with components cannot be meant. All else
 * that no version has is doubtful only: sites put fields of their own at the end of segments, a
 * later version may have given a simple type components, and versions after 2.8.1 are not known
 * here.
 */
final class PathRules {

    /** Of a message's text anything may be; and nothing is known of types that were withdrawn. */
    private static final Set<String> OPEN = Set.of("varies", "CM");

    /** No message has so many. */
    private static final int ANY = Integer.MAX_VALUE;

    /** Numbers below a segment; 0: not so deep. */
    private record Numbers(String segment, int field, int component, int sub) {

        String place() {
            return segment + "-" + field;
        }
    }

    private PathRules() {}

    /** Words on a place that no version has and that none can get; empty: there is none. */
    static Optional<String> impossible(Path path) {
        return numbers(path).stream().flatMap(n -> impossible(n).stream()).findFirst();
    }

    /** Words on a place that no version has; empty: a version has it. */
    static Optional<String> doubtful(Path path) {
        for (var step : path.segments()) {
            if (!isLocal(step.name()) && !Standard.segments().contains(step.name())) {
                return Optional.of(
                        "no version of HL7 has a segment "
                                + step.name()
                                + near(step.name())
                                        .map(n -> "; did you mean " + n + "?")
                                        .orElse("; one of your own begins with Z"));
            }
        }
        return numbers(path).stream().flatMap(n -> doubtful(n).stream()).findFirst();
    }

    private static Optional<String> impossible(Numbers n) {
        int components = most(types(n));
        if (n.component() > components && components > 1) {
            return Optional.of(
                    "no version of HL7 has more than "
                            + components
                            + " components in "
                            + n.place()
                            + "; mend the number"
                            + orLenient());
        }
        int subs = most(types(n, n.component()));
        return n.sub() > subs && subs > 1
                ? Optional.of(
                        "no version of HL7 has more than "
                                + subs
                                + " subcomponents in "
                                + n.place()
                                + "."
                                + n.component()
                                + "; mend the number"
                                + orLenient())
                : Optional.empty();
    }

    private static String orLenient() {
        return ", or write format: { hl7v2: { lenient: true } } where the peer does send it";
    }

    private static Optional<String> doubtful(Numbers n) {
        if (isLocal(n.segment()) || !Standard.segments().contains(n.segment())) {
            return Optional.empty();
        }
        int fields = fields(n.segment());
        if (n.field() > fields) {
            return Optional.of(
                    "no version of HL7 has more than "
                            + fields
                            + " fields in "
                            + n.segment()
                            + "; right only if the peer has fields of its own there");
        }
        boolean below = n.component() > most(types(n));
        if (below || n.sub() > most(types(n, n.component()))) {
            return Optional.of(
                    "no version of HL7 has components in "
                            + n.place()
                            + (below ? "" : "." + n.component())
                            + "; right only if the peer sends some there");
        }
        return Optional.empty();
    }

    /** How many a segment has at most; any number where the last one stands for more (QPD, RDT). */
    private static int fields(String segment) {
        var versions =
                Standard.all().stream()
                        .map(s -> s.fields(segment))
                        .filter(fields -> !fields.isEmpty())
                        .toList();
        boolean open =
                versions.stream()
                        .allMatch(fields -> OPEN.contains(fields.get(fields.size() - 1).type()));
        return open ? ANY : versions.stream().mapToInt(List::size).max().orElse(ANY);
    }

    private static boolean isLocal(String segment) {
        return segment.charAt(0) == 'Z';
    }

    /** The field's data types in all versions, each with its version. */
    private static List<Type> types(Numbers n) {
        var types = new ArrayList<Type>();
        for (var version : Standard.all()) {
            var fields = version.fields(n.segment());
            if (n.field() <= fields.size()) {
                types.add(new Type(version, fields.get(n.field() - 1).type()));
            }
        }
        return types;
    }

    /** Those of one of its components; 0: what is not there is not asked for. */
    private static List<Type> types(Numbers n, int component) {
        var types = new ArrayList<Type>();
        for (var type : types(n)) {
            var components = type.components();
            if (OPEN.contains(type.name())) {
                types.add(type);
            } else if (component > 0 && component <= components.size()) {
                types.add(new Type(type.version(), components.get(component - 1)));
            } else if (component == 1 && components.isEmpty()) {
                types.add(type);
            }
        }
        return types;
    }

    private record Type(Standard version, String name) {

        List<String> components() {
            return version.components(name);
        }
    }

    /** How many components they have at most; a simple type is its own one; unknown: any number. */
    private static int most(List<Type> types) {
        if (types.isEmpty() || types.stream().anyMatch(t -> OPEN.contains(t.name()))) {
            return ANY;
        }
        return types.stream().mapToInt(t -> Math.max(1, t.components().size())).max().orElse(ANY);
    }

    /** What a path and its choices ask below the last segment, and below chosen ones. */
    private static List<Numbers> numbers(Path path) {
        var all = new ArrayList<Numbers>();
        for (var step : path.segments()) {
            var choice = step.choice();
            if (choice != null) {
                all.add(new Numbers(step.name(), choice.first(), choice.second(), choice.third()));
            }
        }
        var field = path.field();
        if (field != null && !path.relative()) {
            var segment = path.segments().get(path.segments().size() - 1).name();
            all.add(new Numbers(segment, field.number(), field.component(), field.sub()));
            Choice choice = field.choice();
            if (choice != null) {
                all.add(new Numbers(segment, field.number(), choice.first(), choice.second()));
            }
        }
        return all;
    }

    /** The only segment of the same three letters. */
    private static Optional<String> near(String name) {
        var near =
                Standard.segments().stream().filter(s -> sorted(s).equals(sorted(name))).toList();
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    private static String sorted(String letters) {
        return letters.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }
}
