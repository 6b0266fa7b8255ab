package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Choice;
import dev.pons.plugin.xml.Path.Having;
import dev.pons.plugin.xml.Path.Index;
import dev.pons.plugin.xml.Path.Kind;
import dev.pons.plugin.xml.Path.Step;
import dev.pons.plugin.xml.Path.Test;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one path. Faults are {@code IllegalArgumentException} with what is right. */
final class PathParser {

    /** Steps of one path, conditions within conditions: nobody writes more. */
    private static final int MOST = 100;

    private final String path;
    private final Map<String, String> namespaces;
    private int at;
    private int steps;

    /** What chooses in the last step of the outermost path begins here. */
    private int chosen;

    PathParser(String path, Map<String, String> namespaces) {
        this.path = path;
        this.namespaces = namespaces;
    }

    Path whole() {
        if (path.isEmpty()) {
            throw fault("write for example /ClinicalDocument/id/@root");
        }
        var parsed = path();
        if (at < path.length()) {
            throw fault(PathWords.unexpected(path, at));
        }
        return new Path(parsed.absolute(), parsed.steps(), path.substring(0, chosen));
    }

    private Path path() {
        boolean dot = looksAt(".") && !looksAt("..") && take(".");
        boolean slash = looksAt("/");
        boolean absolute = slash && !dot;
        var found = new ArrayList<Step>();
        if (dot && !slash || absolute && at + 1 == path.length()) {
            at += slash ? 1 : 0;
            chosen = at;
            return new Path(absolute, List.of(), "");
        }
        boolean deep = slash && slashes();
        while (true) {
            var step = step(deep);
            found.add(step);
            if (!looksAt("/")) {
                return new Path(absolute, List.copyOf(found), "");
            }
            if (step.kind() != Kind.ELEMENT) {
                throw fault("nothing is below an attribute or a text");
            }
            deep = slashes();
        }
    }

    /** True: two of them. */
    private boolean slashes() {
        take("/");
        return take("/");
    }

    private Step step(boolean deep) {
        if (++steps > MOST) {
            throw fault("it has more than " + MOST + " steps");
        }
        if (take("text()")) {
            return new Step(deep, Kind.TEXT, "", null, "*", choices());
        }
        var kind = take("@") ? Kind.ATTRIBUTE : Kind.ELEMENT;
        var name = name();
        var prefix = "";
        if (looksAt(":") && !looksAt("::") && !name.equals("*")) {
            take(":");
            prefix = name;
            name = name();
        }
        if (looksAt("(") || looksAt("::")) {
            throw fault(PathWords.function(path));
        }
        if (name.equals("xmlns") && kind == Kind.ATTRIBUTE || prefix.equals("xmlns")) {
            throw fault("declarations of namespaces are not read or changed by paths");
        }
        var namespace = prefix.isEmpty() ? null : namespace(prefix);
        return new Step(deep, kind, prefix, namespace, name, choices());
    }

    private String namespace(String prefix) {
        var known = prefix.equals("xml") ? Scope.XML : namespaces.get(prefix);
        if (known == null) {
            throw fault(
                    "the prefix "
                            + prefix
                            + " is not among the format's namespaces; leave it out (a name"
                            + " without prefix is found in any namespace), or write"
                            + " format: { xml: { namespaces: { "
                            + prefix
                            + ": \"urn:...\" } } }");
        }
        return known;
    }

    private String name() {
        int from = at;
        if (take("*")) {
            return "*";
        }
        while (at < path.length() && Chars.inName(path.codePointAt(at))) {
            at += Character.charCount(path.codePointAt(at));
        }
        if (from == at || !Chars.startsName(path.codePointAt(from))) {
            at = from;
            throw fault(PathWords.noName(path, at));
        }
        return path.substring(from, at);
    }

    private List<Choice> choices() {
        int begin = at;
        var choices = new ArrayList<Choice>();
        while (take("[")) {
            space();
            var choice = choice();
            if (choice != null) {
                choices.add(choice);
            }
            space();
            if (!take("]")) {
                throw fault(PathWords.unexpected(path, at));
            }
        }
        chosen = begin;
        return List.copyOf(choices);
    }

    /** Null: {@code [*]}, which is every one. */
    private @Nullable Choice choice() {
        if (looksAt("*]") && take("*")) {
            return null;
        }
        if (at < path.length() && Character.isDigit(path.charAt(at))) {
            return index();
        }
        var tests = new ArrayList<Test>();
        do {
            space();
            tests.add(test());
            space();
        } while (takeWord("and"));
        return new Having(List.copyOf(tests));
    }

    private Index index() {
        int from = at;
        while (at < path.length() && Character.isDigit(path.charAt(at))) {
            at++;
        }
        int number = at - from > 9 ? 0 : Integer.parseInt(path.substring(from, at));
        if (number == 0) {
            throw fault(
                    at - from > 9
                            ? "the index is too large"
                            : "XML counts from 1, and the index is 0");
        }
        return new Index(number);
    }

    private Test test() {
        var of = path();
        if (of.absolute()) {
            throw fault("a path in brackets begins at the element before them; leave out the /");
        }
        space();
        if (!take("=")) {
            return new Test(of, null);
        }
        space();
        char quote = at < path.length() ? path.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? path.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw fault("the text behind = stands in quotation marks, as [@code='10160-0']");
        }
        var text = path.substring(at + 1, end);
        at = end + 1;
        return new Test(of, text);
    }

    private boolean takeWord(String word) {
        int end = at + word.length();
        boolean alone = end >= path.length() || !Chars.inName(path.codePointAt(end));
        return looksAt(word) && alone && take(word);
    }

    private void space() {
        while (at < path.length() && Chars.isSpace(path.charAt(at))) {
            at++;
        }
    }

    private boolean looksAt(String token) {
        return path.startsWith(token, at);
    }

    private boolean take(String token) {
        boolean there = looksAt(token);
        at += there ? token.length() : 0;
        return there;
    }

    private IllegalArgumentException fault(String words) {
        return new IllegalArgumentException(path + " is not a path of XML: " + words);
    }
}
