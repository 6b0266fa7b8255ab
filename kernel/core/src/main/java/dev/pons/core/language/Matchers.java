package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles what stands right of a path in a condition. An unquoted {@code exists}, {@code empty},
 * {@code deleted} or {@code absent} is a matcher, a quoted one a text; {@code ~} begins a regular
 * expression in either, for many of them cannot be written without quotes.
 */
final class Matchers {

    private static final Matcher NEVER = new Matcher.Texts(Set.of());
    private static final Set<String> KEYS = Set.of("not", "over", "under", "before", "after", "in");

    private final Scope scope;

    Matchers(Scope scope) {
        this.scope = scope;
    }

    /** The matcher; a fault and one that never matches where there is none. */
    Matcher compile(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            return scalar(text);
        }
        if (yaml instanceof Yaml.Items items) {
            return list(items);
        }
        return map((Yaml.Fields) yaml);
    }

    private Matcher scalar(Yaml.Text text) {
        String word = text.text();
        if (word.isEmpty()) {
            return never(
                    text.mark(),
                    "what must the value be? Write a text, or one of exists, empty, deleted,"
                            + " absent");
        }
        if (word.indexOf('\n') >= 0) {
            return never(text.mark(), "a matcher stands on one line; write it in quotes");
        }
        if (word.startsWith("~")) {
            return regex(text);
        }
        return text.quoted() ? new Matcher.Texts(Set.of(word)) : word(word);
    }

    private static Matcher word(String word) {
        return switch (word) {
            case "exists" -> (value, flow) -> value.exists();
            case "empty" -> Matcher.kind(Value.Kind.EMPTY);
            case "deleted" -> Matcher.kind(Value.Kind.DELETED);
            case "absent" -> new Matcher.Absent();
            default -> new Matcher.Texts(Set.of(word));
        };
    }

    private Matcher regex(Yaml.Text text) {
        String pattern = text.text().substring(1);
        if (pattern.isEmpty()) {
            return never(text.mark(), "a regular expression is missing after ~");
        }
        try {
            return new Matcher.Found(new Regex(pattern));
        } catch (PatternSyntaxException e) {
            return never(
                    text.mark(),
                    "not a regular expression: "
                            + e.getDescription()
                            + " at character "
                            + (e.getIndex() + 2));
        }
    }

    private Matcher list(Yaml.Items items) {
        var texts = new HashSet<String>();
        var others = new ArrayList<Matcher>();
        for (var item : items.items()) {
            if (!(item instanceof Yaml.Text text)) {
                return never(item.mark(), "a list of matchers holds texts only");
            }
            var matcher = scalar(text);
            if (matcher instanceof Matcher.Texts some) {
                texts.addAll(some.texts());
            } else {
                others.add(matcher);
            }
        }
        if (items.items().isEmpty()) {
            return never(items.mark(), "an empty list never matches; name the values");
        }
        var all = new Matcher.Texts(Set.copyOf(texts));
        if (others.isEmpty()) {
            return all;
        }
        others.add(all);
        return new Matcher.Either(List.copyOf(others));
    }

    private Matcher map(Yaml.Fields fields) {
        if (fields.fields().isEmpty()) {
            return never(fields.mark(), "an empty map is no matcher" + quoteHint(fields));
        }
        var values = new ArrayList<Matcher>();
        var nots = new ArrayList<Matcher>();
        for (var field : fields.fields()) {
            (field.key().equals("not") ? nots : values).add(line(fields, field));
        }
        if (nots.isEmpty()) {
            return values.size() == 1 ? values.get(0) : new Matcher.Both(List.copyOf(values));
        }
        if (!values.isEmpty()) {
            scope.fault(
                    fields.mark(), "`not` stands alone; write the rest as a condition of its own");
        }
        return nots.get(0);
    }

    private Matcher line(Yaml.Fields fields, Yaml.Field field) {
        return switch (field.key()) {
            case "not" -> new Matcher.Not(compile(field.value()));
            case "over" -> number(field, 1);
            case "under" -> number(field, -1);
            case "before" -> time(field, true);
            case "after" -> time(field, false);
            case "in" -> table(field);
            default ->
                    never(
                            field.mark(),
                            "unknown matcher \""
                                    + field.key()
                                    + "\""
                                    + DidYouMean.hint(field.key(), KEYS)
                                    + quoteHint(fields));
        };
    }

    private Matcher table(Yaml.Field field) {
        if (!(field.value() instanceof Yaml.Text name) || name.text().isEmpty()) {
            return never(field.mark(), "`in` takes the name of a code table");
        }
        try {
            var table = TableSteps.table(scope, name.text());
            return new Matcher.Key(name.text(), table.columns().get(0));
        } catch (IllegalArgumentException e) {
            return never(name.mark(), String.valueOf(e.getMessage()));
        }
    }

    private static String quoteHint(Yaml.Fields fields) {
        return fields.flow() ? "; a text with braces stands in quotes" : "";
    }

    private Matcher number(Yaml.Field field, int sign) {
        if (field.value() instanceof Yaml.Text text) {
            var limit = Numbers.parse(text.text());
            if (limit != null) {
                return new Matcher.Number(limit, sign);
            }
        }
        return never(
                field.value().mark(), "`" + field.key() + "` takes a number such as 5 or 0.25");
    }

    private Matcher time(Yaml.Field field, boolean before) {
        if (!(field.value() instanceof Yaml.Text text)) {
            return never(
                    field.value().mark(),
                    "`"
                            + field.key()
                            + "` takes an HL7 time or a template in quotes, e.g. \"{now}\"");
        }
        var limit = new Templates(scope, text.mark(), Escape.of("text")).compile(text.text());
        if (limit.constant().isPresent() && Hl7Time.parse(limit.constant().get()) == null) {
            return never(
                    text.mark(),
                    "not a time; write it as HL7 does, e.g. 20240131 or 202401311200+0100");
        }
        return new Matcher.Time(before, limit, text.text());
    }

    private Matcher never(Mark mark, String words) {
        scope.fault(mark, words);
        return NEVER;
    }
}
