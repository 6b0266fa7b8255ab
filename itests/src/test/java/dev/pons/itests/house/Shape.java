package dev.pons.itests.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Types, methods and instance fields of a source, by counting braces: good enough for code that a
 * formatter wrote, and it knows lines. Local and anonymous types count to the method they stand in.
 */
final class Shape {

    private static final Pattern TYPE =
            Pattern.compile("\\b(class|interface|enum|record)\\s+([A-Z]\\w*)");
    private static final Pattern METHOD = Pattern.compile("(\\w+)\\s*\\(");
    private static final Pattern ANNOTATION = Pattern.compile("@[A-Z][\\w.]*(\\s*\\([^()]*\\))?");

    /** A method or constructor: its lines from its signature to its last brace. */
    record Method(String name, int line, int lines) {}

    /** A type and how many instance fields it declares; a record's components do not count. */
    record Type(String name, int line, int fields) {}

    final List<Method> methods = new ArrayList<>();
    final List<Type> types = new ArrayList<>();
    private final Source source;
    private final Deque<Block> open = new ArrayDeque<>();
    private int begin;

    private static final class Block {
        final String kind;
        final String name;
        final int begin;
        int fields;
        boolean constants;

        Block(String kind, String name, int begin) {
            this.kind = kind;
            this.name = name;
            this.begin = begin;
            this.constants = kind.equals("enum");
        }

        boolean type() {
            return !kind.equals("method") && !kind.equals("other");
        }
    }

    Shape(Source source) {
        this.source = source;
        var code = source.code();
        for (var i = 0; i < code.length(); i++) {
            switch (code.charAt(i)) {
                case '{' -> open(i);
                case '}' -> close(i);
                case ';' -> statement(i);
                default -> {
                    continue;
                }
            }
        }
    }

    private void open(int at) {
        var head = withoutAnnotations(at);
        var inside = open.peek();
        var type = TYPE.matcher(head);
        var closed = count(head, '(') == count(head, ')');
        var free = closed && (inside == null || inside.type() && !inside.constants);
        if ((inside == null || inside.type()) && type.find()) {
            open.push(new Block(type.group(1), type.group(2), first(head)));
        } else if (free && inside != null && !head.contains("=") && head.contains("(")) {
            var name = METHOD.matcher(head);
            open.push(new Block("method", name.find() ? name.group(1) : "", first(head)));
        } else {
            open.push(new Block("other", "", at));
            return;
        }
        begin = at + 1;
    }

    private void close(int at) {
        var block = open.poll();
        if (block == null || block.kind.equals("other")) {
            return;
        }
        var line = source.line(block.begin);
        if (block.kind.equals("method")) {
            methods.add(new Method(block.name, line, source.line(at) - line + 1));
        } else {
            types.add(new Type(block.name, line, block.fields));
        }
        begin = at + 1;
    }

    private void statement(int at) {
        var inside = open.peek();
        if (inside != null && !inside.type()) {
            return;
        }
        var words = withoutAnnotations(at);
        begin = at + 1;
        if (inside == null || inside.constants) {
            if (inside != null) {
                inside.constants = false;
            }
            return;
        }
        var declared = words.split("=", 2)[0];
        var instance = !declared.contains("(") && !declared.matches("(?s).*\\bstatic\\b.*");
        if (instance && !inside.kind.equals("interface") && !declared.isBlank()) {
            inside.fields++;
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** From where something begins to here; annotations, with the tables in them, are blank. */
    private String withoutAnnotations(int at) {
        return ANNOTATION
                .matcher(source.code().substring(begin, at))
                .replaceAll(found -> " ".repeat(found.group().length()));
    }

    /** The first character of what begins here that is no blank. */
    private int first(String head) {
        return begin + head.length() - head.stripLeading().length();
    }
}
