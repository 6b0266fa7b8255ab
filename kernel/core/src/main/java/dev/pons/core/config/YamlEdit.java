package dev.pons.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Changes single texts of a YAML text and leaves all else as it is written, comments too. Used once
 * for each text, on one thread.
 */
public final class YamlEdit {

    /** What can stand without quotes wherever a text can. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./:@%+-]*(?<!:)");

    private static final Pattern PART = Pattern.compile("([^\\[\\]]+)?((?:\\[[1-9][0-9]{0,3}])*)");

    private final String file;
    private String text;

    /** For a text that is YAML. */
    public YamlEdit(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** As it is now. */
    public String text() {
        return text;
    }

    /**
     * Gives another value to what stands at a path: {@code source.mllp.listen.port}, {@code
     * steps[2].let.ward}, counted from 1; a key with a point in it is not found otherwise than by
     * its whole name.
     *
     * @throws IllegalArgumentException nothing stands there, or no text in one line
     */
    public void set(String path, String value) {
        var faults = new Faults();
        var root = YamlReader.read(file, text, faults);
        if (root.isEmpty()) {
            throw new IllegalArgumentException(file + " is no YAML: " + faults.list().get(0));
        }
        var found = find(root.get(), path, "");
        if (!(found instanceof Yaml.Text old)) {
            throw new IllegalArgumentException(
                    path + " is not a text but a map or a list; name what stands in it");
        }
        int from = offset(old.mark());
        int to = end(old, from);
        text = text.substring(0, from) + written(value) + text.substring(to);
    }

    private Yaml find(Yaml at, String path, String before) {
        if (path.isEmpty()) {
            return at;
        }
        if (at instanceof Yaml.Fields fields) {
            for (int end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
                var part = end < 0 ? path : path.substring(0, end);
                var inside = part(fields, part);
                if (inside.isPresent()) {
                    var rest = end < 0 ? "" : path.substring(end + 1);
                    return find(inside.get(), rest, before + part + ".");
                }
                if (end < 0) {
                    break;
                }
            }
        }
        throw new IllegalArgumentException(nothing(at, path, before));
    }

    /** A key of a map, with places in lists below it. */
    private static Optional<Yaml> part(Yaml.Fields fields, String part) {
        var match = PART.matcher(part);
        if (!match.matches() || match.group(1) == null) {
            return fields.get(part);
        }
        var found = fields.get(match.group(1));
        for (var number : match.group(2).split("[\\[\\]]+")) {
            if (!number.isEmpty()) {
                found = found.flatMap(list -> item(list, Integer.parseInt(number)));
            }
        }
        return found;
    }

    private static Optional<Yaml> item(Yaml list, int number) {
        return list instanceof Yaml.Items items && number <= items.items().size()
                ? Optional.of(items.items().get(number - 1))
                : Optional.empty();
    }

    private String nothing(Yaml at, String path, String before) {
        var first = path.replaceFirst("[.\\[].*", "");
        var keys = new ArrayList<String>();
        if (at instanceof Yaml.Fields fields) {
            fields.fields().forEach(field -> keys.add(field.key()));
        }
        var near = DidYouMean.hint(first, keys);
        return file
                + " has no "
                + before
                + path
                + (near.isEmpty() && !keys.isEmpty() ? "; there is " + words(keys) : near);
    }

    private static String words(List<String> keys) {
        return String.join(", ", keys);
    }

    private int offset(Mark mark) {
        int at = 0;
        for (int line = 1; line < mark.line(); line++) {
            at = text.indexOf('\n', at) + 1;
        }
        return at + mark.column() - 1;
    }

    private int end(Yaml.Text old, int from) {
        int quote = old.quoted() ? 1 : 0;
        int to = from + old.text().length() + 2 * quote;
        boolean literal = text.startsWith(old.text(), from + quote) && to <= text.length();
        if (!literal || old.text().isEmpty() && quote == 0) {
            throw new IllegalArgumentException(
                    old.mark()
                            + ": this text has several lines or escapes, or was left out; change it"
                            + " in the file");
        }
        return to;
    }

    private static String written(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a value of several lines is written into the file");
        }
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
    }
}
