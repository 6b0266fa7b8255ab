package dev.pons.core.language;

import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles templates: texts with paths in braces. Faults name the character of the text, counted
 * from 1.
 */
final class Templates {

    private static final Pattern PIPE =
            Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);

    private final Scope scope;
    private final Mark mark;
    private final Escape escape;

    Templates(Scope scope, Mark mark, Escape escape) {
        this.scope = scope;
        this.mark = mark;
        this.escape = escape;
    }

    /** A template where a text must stand; where it does not, a fault and an empty one. */
    static Compiled of(Scope scope, Yaml yaml, Escape escape) {
        if (yaml instanceof Yaml.Text text) {
            return new Templates(scope, text.mark(), escape).compile(text.text());
        }
        boolean brace = yaml instanceof Yaml.Fields fields && fields.flow();
        scope.fault(
                yaml.mark(),
                brace
                        ? "a template with braces stands in quotes, e.g. \"{PID-5}\""
                        : "a text is expected here");
        return new Compiled(List.of(), escape);
    }

    Compiled compile(String text) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean doubled = c == '{' && i + 1 < text.length() && text.charAt(i + 1) == '{';
            if (c != '{' || doubled) {
                literal.append(c);
                i += doubled ? 2 : 1;
                continue;
            }
            int end = Split.find(text, '}', i + 1);
            if (end < 0) {
                fault("a brace or a quote in it is not closed; write {{ for a brace", i + 1);
                break;
            }
            flush(literal, parts);
            parts.add(expression(text.substring(i + 1, end), i + 2));
            i = end + 1;
        }
        flush(literal, parts);
        return new Compiled(List.copyOf(parts), escape);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private Part expression(String text, int column) {
        var pieces = Split.at(text, '|');
        String written = pieces.get(0).strip();
        if (written.startsWith("\"") || written.indexOf('\n') >= 0 || written.indexOf('{') >= 0) {
            fault("this is no path; write {{ for a brace that is text", column - 1);
            return new Literal("");
        }
        var path = scope.path(written, mark, at(column));
        var pipes = new ArrayList<Pipe>();
        int from = column + pieces.get(0).length() + 1;
        for (var piece : pieces.subList(1, pieces.size())) {
            pipe(piece, from, path).ifPresent(pipes::add);
            from += piece.length() + 1;
        }
        return expression(path, pipes, column);
    }

    private Part expression(Path path, List<Pipe> pipes, int column) {
        long lists = pipes.stream().filter(Pipe.All.class::isInstance).count();
        if (lists > 1) {
            fault("only one of count, first, last and join makes sense", column);
        }
        if (lists == 0 && path.isAll()) {
            fault("several values; say which with first, last, count or join", column);
        }
        var each = new ArrayList<Pipe.Each>();
        var after = new ArrayList<Pipe.Each>();
        Pipe.All all = null;
        for (var pipe : pipes) {
            if (pipe instanceof Pipe.All list) {
                all = list;
            } else if (pipe instanceof Pipe.Each one) {
                (all == null ? each : after).add(one);
            }
        }
        return all == null
                ? new One(path, List.copyOf(each))
                : new Several(path, List.copyOf(each), all, List.copyOf(after));
    }

    private Optional<Pipe> pipe(String piece, int column, Path path) {
        var match = PIPE.matcher(piece);
        if (!match.matches()) {
            fault("a pipe is a name, or a name with arguments: | pad(10, '0')", column);
            return Optional.empty();
        }
        try {
            String arguments = match.group(2) == null ? "" : match.group(2);
            return Optional.of(Pipes.make(match.group(1), arguments, path, scope));
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()), column + match.start(1));
            return Optional.empty();
        }
    }

    private void fault(String words, int column) {
        scope.fault(mark, words + at(column));
    }

    private static String at(int column) {
        return " (character " + column + " of the text)";
    }

    /** A piece of a template. */
    sealed interface Part {
        String text(Flow flow) throws ProblemException;
    }

    private record Literal(String text) implements Part {
        @Override
        public String text(Flow flow) {
            return text;
        }
    }

    private record One(Path path, List<Pipe.Each> pipes) implements Part {
        @Override
        public String text(Flow flow) throws ProblemException {
            return piped(path.text(flow), pipes, flow);
        }
    }

    private record Several(Path path, List<Pipe.Each> each, Pipe.All all, List<Pipe.Each> after)
            implements Part {
        @Override
        public String text(Flow flow) throws ProblemException {
            var texts = new ArrayList<String>();
            for (Value value : path.values(flow)) {
                texts.add(piped(value.text(), each, flow));
            }
            return piped(all.of(texts), after, flow);
        }
    }

    private static String piped(String text, List<Pipe.Each> pipes, Flow flow)
            throws ProblemException {
        String result = text;
        for (int i = 0; i < pipes.size(); i++) {
            result = pipes.get(i).of(result, flow);
        }
        return result;
    }

    /** A template, ready to render. */
    record Compiled(List<Part> parts, Escape escape) implements Text {

        /** The text, if it is the same for every message. */
        Optional<String> constant() {
            if (parts.isEmpty()) {
                return Optional.of("");
            }
            return parts.size() == 1 && parts.get(0) instanceof Literal literal
                    ? Optional.of(literal.text())
                    : Optional.empty();
        }

        @Override
        public String render(Flow flow) throws ProblemException {
            if (parts.size() == 1 && escape.plain()) {
                return parts.get(0).text(flow);
            }
            var out = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                var part = parts.get(i);
                if (part instanceof Literal literal) {
                    out.append(literal.text());
                } else {
                    escape.put(out, part.text(flow), flow);
                }
            }
            return escape.finish(out.toString());
        }
    }
}
