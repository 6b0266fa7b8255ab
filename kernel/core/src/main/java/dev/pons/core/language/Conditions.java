package dev.pons.core.language;

import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.core.language.Test.Verdict;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.List;

/**
 * Compiles conditions: maps of which all lines must hold. Verdicts are made here, so that asking
 * allocates none of them.
 */
final class Conditions {

    private final Scope scope;

    Conditions(Scope scope) {
        this.scope = scope;
    }

    /** The condition; where it is wrong, faults and one that never holds. */
    Test compile(Yaml yaml) {
        if (!(yaml instanceof Yaml.Fields fields)) {
            return never(yaml.mark(), "a condition is a map of lines such as `MSH-9.1: ADT`");
        }
        if (fields.fields().isEmpty()) {
            return never(yaml.mark(), "the condition has no line; write e.g. `MSH-9.1: ADT`");
        }
        var tests = new ArrayList<Test>();
        for (var field : fields.fields()) {
            tests.add(line(field));
        }
        if (tests.size() == 1) {
            return tests.get(0);
        }
        String words = Words.of(fields);
        return new All(List.copyOf(tests), yes(words.substring(2, words.length() - 2)));
    }

    private Test line(Yaml.Field field) {
        String words = Words.of(field);
        return switch (field.key()) {
            case "any" -> new Any(list(field), no(words));
            case "all" -> new All(list(field), yes(words));
            case "not" -> new Not(compile(field.value()), yes(words), no(words));
            case "every" -> every(field, words);
            default ->
                    new Some(
                            scope.path(field.key(), field.mark(), ""),
                            new Matchers(scope).compile(field.value()),
                            yes(words),
                            no(words));
        };
    }

    private List<Test> list(Yaml.Field field) {
        if (!(field.value() instanceof Yaml.Items items) || items.items().isEmpty()) {
            return List.of(
                    never(
                            field.value().mark(),
                            "`"
                                    + field.key()
                                    + "` takes a list of conditions: [ { PV1-2: I }, { PV1-2: E }"
                                    + " ]"));
        }
        return items.items().stream().map(this::compile).toList();
    }

    private Test every(Yaml.Field field, String words) {
        if (!(field.value() instanceof Yaml.Fields fields) || fields.fields().isEmpty()) {
            return never(
                    field.value().mark(),
                    "`every` takes a map of paths and matchers: { OBX-11: F }");
        }
        var tests = new ArrayList<Test>();
        for (var line : fields.fields()) {
            var matcher = new Matchers(scope).compile(line.value());
            if (matcher instanceof Matcher.Absent) {
                scope.fault(
                        line.value().mark(),
                        "`every` asks values that are there; write `"
                                + line.key()
                                + ": absent` outside it");
            }
            tests.add(
                    new Every(
                            scope.path(line.key(), line.mark(), ""),
                            matcher,
                            yes(words),
                            no(words)));
        }
        return tests.size() == 1 ? tests.get(0) : new All(List.copyOf(tests), yes(words));
    }

    private Test never(Mark mark, String words) {
        scope.fault(mark, words);
        var verdict = no("never");
        return flow -> verdict;
    }

    private static Verdict yes(String words) {
        return new Verdict(true, words);
    }

    private static Verdict no(String words) {
        return new Verdict(false, words);
    }

    private record Some(Path path, Matcher matcher, Verdict yes, Verdict no) implements Test {
        @Override
        public Verdict of(Flow flow) throws ProblemException {
            return matcher.some(path.values(flow), flow) ? yes : no;
        }
    }

    private record Every(Path path, Matcher matcher, Verdict yes, Verdict no) implements Test {
        @Override
        public Verdict of(Flow flow) throws ProblemException {
            return matcher.every(path.values(flow), flow) ? yes : no;
        }
    }

    private record All(List<Test> tests, Verdict yes) implements Test {
        @Override
        public Verdict of(Flow flow) throws ProblemException {
            for (int i = 0; i < tests.size(); i++) {
                var verdict = tests.get(i).of(flow);
                if (!verdict.holds()) {
                    return verdict;
                }
            }
            return yes;
        }
    }

    private record Any(List<Test> tests, Verdict no) implements Test {
        @Override
        public Verdict of(Flow flow) throws ProblemException {
            for (int i = 0; i < tests.size(); i++) {
                var verdict = tests.get(i).of(flow);
                if (verdict.holds()) {
                    return verdict;
                }
            }
            return no;
        }
    }

    private record Not(Test test, Verdict yes, Verdict no) implements Test {
        @Override
        public Verdict of(Flow flow) throws ProblemException {
            return test.of(flow).holds() ? no : yes;
        }
    }
}
