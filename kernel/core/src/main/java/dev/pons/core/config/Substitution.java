package dev.pons.core.config;

import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values for {@code ${env:NAME}}, {@code ${secret:name}} and {@code ${site:name}} into a text;
 * {@code $${} is a literal {@code ${}. What was put in is not looked through again.
 */
final class Substitution {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:(env|secret|site):([^}:\\s]+)\\}|([^}]*\\}?))");

    private final References references;

    Substitution(References references) {
        this.references = references;
    }

    /**
     * A text with its values, and what of it may be shown in a fault.
     *
     * @param shown in quotes; what may be secret stays {@code ${secret:name}} or {@code
     *     ${env:NAME}}
     */
    record Resolved(String text, String shown) {}

    /** A single {@code ${kind:name}} and nothing else, of a kind that may hold secrets. */
    static boolean isReference(String text) {
        Matcher match = REFERENCE.matcher(text);
        return match.matches() && ("env".equals(match.group(1)) || "secret".equals(match.group(1)));
    }

    /**
     * The text with all values, or null when one is missing or malformed; each was said.
     *
     * @param put what becomes of a value on its way into the text
     */
    @Nullable Resolved resolve(Yaml.Text yaml, UnaryOperator<String> put, Faults faults) {
        if (!yaml.text().contains("${")) {
            return new Resolved(yaml.text(), '"' + yaml.text() + '"');
        }
        int before = faults.count();
        var text = new StringBuilder();
        boolean hidden = false;
        boolean referred = false;
        var match = REFERENCE.matcher(yaml.text());
        while (match.find()) {
            if (match.group().equals("$${")) {
                match.appendReplacement(text, Matcher.quoteReplacement("${"));
                continue;
            }
            referred = true;
            hidden |= !"site".equals(match.group(1));
            var value = value(yaml.mark(), match, faults);
            match.appendReplacement(text, Matcher.quoteReplacement(put.apply(value)));
        }
        match.appendTail(text);
        if (faults.count() > before) {
            return null;
        }
        var shown =
                !referred
                        ? "\"" + text + '"'
                        : hidden
                                ? '"' + yaml.text() + '"'
                                : "\"" + text + "\" (" + yaml.text() + ")";
        return new Resolved(text.toString(), shown);
    }

    private String value(Mark mark, Matcher match, Faults faults) {
        var kind = match.group(1);
        var name = match.group(2);
        if (kind == null || name == null) {
            faults.add(
                    mark,
                    match.group()
                            + " is no reference; write ${env:NAME}, ${secret:name} or ${site:name},"
                            + " or $${ for a literal ${");
            return "";
        }
        var value = references.resolve(kind, name);
        if (value.isEmpty()) {
            faults.add(
                    mark,
                    match.group()
                            + " has no value; looked for \""
                            + name
                            + "\" in "
                            + references.where(kind));
        }
        return value.orElse("");
    }
}
