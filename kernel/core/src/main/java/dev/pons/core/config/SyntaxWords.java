package dev.pons.core.config;

import dev.pons.core.config.Faults.Fault;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in our words what the YAML parser tripped over, and what to write instead. It looks at the
 * line rather than at the parser's words, which name tokens that no author of a file knows.
 */
final class SyntaxWords {

    /** {@code - key: value}: indentation, key, gap, value. */
    private static final Pattern KEY_AND_VALUE =
            Pattern.compile("^(\\s*(?:- +)*)([^\\s:#\"'{\\[][^:#]*):( +)(\\S.*)$");

    /** {@code key:value}: the space is missing. */
    private static final Pattern NO_SPACE =
            Pattern.compile("^(\\s*(?:- +)*)([A-Za-z0-9_.-]+):([^\\s:/].*)$");

    /** {@code - value}. */
    private static final Pattern ITEM = Pattern.compile("^(\\s*(?:- +)+)(\\S.*)$");

    private final String file;
    private final List<String> lines;

    SyntaxWords(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    /** Where and what. */
    Fault of(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked ? marked(marked) : unreadable();
    }

    private Fault marked(MarkedYamlEngineException e) {
        var problem = String.valueOf(e.getProblem());
        var context = String.valueOf(e.getContext());
        var at = e.getProblemMark().map(this::mark).orElse(Mark.whole(file));
        var begun = e.getContextMark().map(this::mark).orElse(at);
        if (character(at) == '\t') {
            return new Fault(at, "a tab stands here; indent with spaces");
        }
        if (context.contains("quoted scalar")) {
            return inQuotes(begun, at, problem);
        }
        if (problem.startsWith("could not find expected ':'")) {
            return noColon(begun);
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return keyInValue(at);
        }
        if (context.contains("flow ")) {
            return unclosed(begun, at);
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return new Fault(
                    at,
                    "a list cannot begin behind its key; put each \"- \" on a line of its own, or "
                            + quoteFrom(at.line(), at.column()));
        }
        return unfit(
                begun, at, context.contains("block scalar") || context.matches(".*(alias|anchor)"));
    }

    /** A character that no text may have, or a version of YAML that nobody reads. */
    private Fault unreadable() {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            for (int j = 0; j < line.length(); j++) {
                if (Character.isISOControl(line.charAt(j)) && line.charAt(j) != '\t') {
                    return new Fault(
                            new Mark(file, i + 1, j + 1),
                            String.format(
                                    "the control character U+%04X stands here; in double quotes"
                                            + " write \\x%02x",
                                    (int) line.charAt(j), (int) line.charAt(j)));
                }
            }
        }
        return new Fault(
                Mark.whole(file), "cannot be read; it must be YAML 1.2 in UTF-8, plain text");
    }

    private static Fault inQuotes(Mark begun, Mark at, String problem) {
        if (problem.contains("escape")) {
            return new Fault(
                    at,
                    "in double quotes a backslash needs a partner; write the text in single"
                            + " quotes, or \\\\ for each backslash");
        }
        return new Fault(begun, "this quote is never closed; put the same quote behind the text");
    }

    private Fault noColon(Mark begun) {
        var missing = missingSpace(begun.line());
        if (missing.isPresent()) {
            return missing.get();
        }
        return new Fault(
                begun,
                "\""
                        + line(begun.line()).strip()
                        + "\" is neither a key with its colon (key: value) nor an item of a list (-"
                        + " value)");
    }

    private Fault keyInValue(Mark at) {
        for (int above = at.line() - 1; above > 0; above--) {
            if (!line(above).isBlank()) {
                var missing = missingSpace(above);
                if (missing.isPresent()) {
                    return missing.get();
                }
                break;
            }
        }
        var value = value(at.line());
        if (value.isPresent() && value.get().start < at.column()) {
            return new Fault(
                    new Mark(file, at.line(), value.get().start),
                    "a value with \": \" in it needs quotes: " + quoted(value.get().text));
        }
        return new Fault(
                at,
                "this key is indented below a line that has a value already; indent it as that"
                        + " line, or remove the value");
    }

    private Fault unclosed(Mark begun, Mark at) {
        char open = character(begun);
        if (open != '{' && open != '[') {
            return new Fault(
                    at,
                    "a \"[\" or \"{\" that was opened before is not closed; close it, or put a"
                            + " text with braces or brackets in quotes");
        }
        var close = open == '{' ? "}" : "]";
        return new Fault(
                begun.line() == at.line() ? at : begun,
                "the \""
                        + open
                        + "\" of column "
                        + begun.column()
                        + " is not closed where it must be; write \",\" or \""
                        + close
                        + "\", or put a text with braces or brackets in quotes");
    }

    private Fault unfit(Mark begun, Mark at, boolean sign) {
        if (sign || "%@`".indexOf(character(at)) >= 0) {
            var mark = sign ? begun : at;
            return new Fault(
                    mark,
                    "a value cannot begin with "
                            + character(mark)
                            + "; "
                            + quoteFrom(mark.line(), mark.column()));
        }
        if ("]},".indexOf(character(at)) >= 0 && !opensBefore(at)) {
            return new Fault(
                    at,
                    "a value cannot begin with "
                            + character(at)
                            + "; "
                            + quoteFrom(at.line(), at.column()));
        }
        var value = value(at.line());
        if (value.isPresent() && value.get().start < at.column()) {
            var mark = new Mark(file, at.line(), value.get().start);
            return "\"'".indexOf(character(mark)) >= 0
                    ? new Fault(
                            at,
                            "text stands behind the closing quote; put the whole value in quotes:"
                                    + " "
                                    + quoted(value.get().text))
                    : new Fault(
                            mark,
                            "a value cannot begin with "
                                    + character(mark)
                                    + "; put it in quotes: "
                                    + quoted(value.get().text));
        }
        return new Fault(
                at,
                "this line fits to none above it; lines that belong together begin in the same"
                        + " column");
    }

    /** {@code put it in quotes: "..."} for the value that begins at a place. */
    String quoteFrom(int line, int column) {
        var text = line(line);
        if (column > text.length()) {
            return "put the value in quotes";
        }
        var rest = withoutComment(text.substring(column - 1));
        if (rest.isEmpty()) {
            return "put the value in quotes";
        }
        if (opensBefore(new Mark(file, line, column)) && "{[".indexOf(rest.charAt(0)) < 0) {
            rest = rest.replaceFirst("[,}\\]].*$", "").strip();
        }
        if (rest.isEmpty() || "{[".indexOf(rest.charAt(0)) >= 0) {
            return "put the value in quotes, for example \"{{x}}\"";
        }
        return "put it in quotes: " + quoted(rest);
    }

    /** In quotes that keep every character as it is. */
    static String quoted(String text) {
        return text.indexOf('"') < 0 && text.indexOf('\\') < 0
                ? '"' + text + '"'
                : '\'' + text.replace("'", "''") + '\'';
    }

    private Optional<Fault> missingSpace(int line) {
        var match = NO_SPACE.matcher(line(line));
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Fault(
                        new Mark(file, line, match.end(2) + 2),
                        "a space is missing behind the colon; write \""
                                + match.group(2)
                                + ": "
                                + withoutComment(match.group(3))
                                + "\""));
    }

    private record Value(int start, String text) {}

    /** The value of a line, and the column that it begins in. */
    private Optional<Value> value(int line) {
        var match = KEY_AND_VALUE.matcher(line(line));
        if (match.matches()) {
            return Optional.of(new Value(match.start(4) + 1, withoutComment(match.group(4))));
        }
        Matcher item = ITEM.matcher(line(line));
        return item.matches()
                ? Optional.of(new Value(item.start(2) + 1, withoutComment(item.group(2))))
                : Optional.empty();
    }

    private boolean opensBefore(Mark mark) {
        var before = line(mark.line()).substring(0, mark.column() - 1);
        return before.indexOf('{') >= 0 || before.indexOf('[') >= 0;
    }

    private static String withoutComment(String text) {
        return text.replaceFirst("\\s+#.*$", "").strip();
    }

    private char character(Mark mark) {
        var text = line(mark.line());
        return mark.column() > 0 && mark.column() <= text.length()
                ? text.charAt(mark.column() - 1)
                : '\n';
    }

    private String line(int number) {
        return number > 0 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    private Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
