package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * The pipes of templates. Arguments in brackets may be left out; they are given in this order or by
 * name.
 *
 * <table>
 * <caption>Pipes</caption>
 * <tr><th>pipe</th><th>makes</th></tr>
 * <tr><td>{@code upper}, {@code lower}</td><td>letters large, small</td></tr>
 * <tr><td>{@code title}</td><td>the first letter of each word large, the rest small</td></tr>
 * <tr><td>{@code trim}</td><td>without space before and behind</td></tr>
 * <tr><td>{@code pad(width, [with=' '], [at=left])}</td><td>filled at {@code left} or {@code right}
 * to a width; longer ones stay</td></tr>
 * <tr><td>{@code cut(length, [from=1])}</td><td>so many characters from the one with this number; a
 * negative length: the last ones</td></tr>
 * <tr><td>{@code replace(old, new)}</td><td>every {@code old} replaced, as plain text</td></tr>
 * <tr><td>{@code regex(pattern, [with])}</td><td>what the first group, or else the whole
 * expression, found first; empty if nothing; with {@code with}: all that is found replaced, {@code
 * $1} is the first group</td></tr>
 * <tr><td>{@code default(text)}</td><td>this text in place of an empty one</td></tr>
 * <tr><td>{@code need}</td><td>the same; an empty one fails the message</td></tr>
 * <tr><td>{@code date([from], [to], [zone], [plus])}</td><td>see {@link DatePipe}</td></tr>
 * <tr><td>{@code number([decimals], [point='.'], [write='.'])}</td><td>a number without leading
 * zeros, rounded half up; {@code point} is the decimal mark as read, {@code write} as written; what
 * is no number fails the message</td></tr>
 * <tr><td>{@code hash([with=sha256])}</td><td>{@code sha256}, {@code sha512}, {@code sha1} or
 * {@code md5} of the UTF-8 text, in hexadecimal digits</td></tr>
 * <tr><td>{@code count}, {@code first}, {@code last}, {@code join([with=','])}</td><td>of all
 * values at the path</td></tr>
 * <tr><td>{@code base64([way=encode])}, {@code hex([way=encode])}</td><td>of the UTF-8 text;
 * {@code decode} fails the message if it is none</td></tr>
 * <tr><td>{@code lookup(table, [column])}</td><td>what the code table has under the text; empty if
 * nothing</td></tr>
 * <tr><td>{@code next(sequence)}</td><td>the next number of a sequence, whatever the text; no
 * message gets the number of another one</td></tr>
 * <tr><td>{@code pseudonym([secret='pseudonym'], [length=16])}</td><td>hexadecimal digits that stand
 * for the text: HMAC-SHA256 (RFC 2104) with a secret of the site</td></tr>
 * <tr><td>{@code url}</td><td>percent-encoded (RFC 3986); a {@code url} place does it by itself
 * </td></tr>
 * </table>
 *
 * An empty text stays empty in all but {@code default}, {@code need}, {@code pad}, {@code next} and
 * {@code count}.
 */
final class Pipes {

    private static final Map<String, Maker> MAKERS =
            Map.ofEntries(
                    Map.entry("upper", plain(text -> text.toUpperCase(Locale.ROOT))),
                    Map.entry("lower", plain(text -> text.toLowerCase(Locale.ROOT))),
                    Map.entry("title", plain(Pipes::title)),
                    Map.entry("trim", plain(String::strip)),
                    Map.entry("pad", Pipes::pad),
                    Map.entry("cut", Pipes::cut),
                    Map.entry("replace", Pipes::replace),
                    Map.entry("regex", Pipes::regex),
                    Map.entry("default", Pipes::otherwise),
                    Map.entry("need", Pipes::need),
                    Map.entry("date", DatePipe::make),
                    Map.entry("number", Pipes::number),
                    Map.entry("hash", Pipes::hash),
                    Map.entry("count", all(values -> Integer.toString(values.size()))),
                    Map.entry("first", all(values -> values.isEmpty() ? "" : values.get(0))),
                    Map.entry("last", all(Pipes::last)),
                    Map.entry("join", Pipes::join),
                    Map.entry("base64", Pipes::base64),
                    Map.entry("hex", Pipes::hex),
                    Map.entry("url", plain(Pipes::url)));

    /** Those that ask something outside of the message. */
    private static final Map<String, Outside> OUTSIDE =
            Map.of(
                    "lookup", OutsidePipes::lookup,
                    "next", OutsidePipes::next,
                    "pseudonym", OutsidePipes::pseudonym);

    private Pipes() {}

    /** All that exist. */
    static Set<String> names() {
        var all = new TreeSet<>(MAKERS.keySet());
        all.addAll(OUTSIDE.keySet());
        return all;
    }

    /** Makes a pipe of its arguments; the path is for the words of failures. */
    @FunctionalInterface
    interface Maker {
        Pipe make(Arguments arguments, Path path);
    }

    /** The same for one that asks something outside of the message. */
    @FunctionalInterface
    interface Outside {
        Pipe make(Arguments arguments, Scope scope);
    }

    /** {@code IllegalArgumentException}: words for the author of the channel. */
    static Pipe make(String name, String arguments, Path path, Scope scope) {
        var outside = OUTSIDE.get(name);
        if (outside != null) {
            return outside.make(Arguments.of(name, arguments), scope);
        }
        var maker = MAKERS.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "unknown pipe \"" + name + "\"" + DidYouMean.hint(name, names()));
        }
        return maker.make(Arguments.of(name, arguments), path);
    }

    private static Maker plain(UnaryOperator<String> change) {
        return (arguments, path) -> {
            arguments.take();
            return (Pipe.Each) (text, flow) -> change.apply(text);
        };
    }

    private static Maker all(Pipe.All pipe) {
        return (arguments, path) -> {
            arguments.take();
            return pipe;
        };
    }

    private static String title(String text) {
        var out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetterOrDigit(c);
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static Pipe pad(Arguments arguments, Path path) {
        int width = arguments.take("width", "with", "at").whole("width", 1, 10_000);
        String with = arguments.get("with", " ");
        if (with.codePointCount(0, with.length()) != 1) {
            throw new IllegalArgumentException("\"with\" of `pad` is one character");
        }
        boolean left = arguments.choice("at", Map.of("left", true, "right", false), "left");
        return (Pipe.Each)
                (text, flow) -> {
                    int missing = width - text.codePointCount(0, text.length());
                    String fill = with.repeat(Math.max(0, missing));
                    return left ? fill + text : text + fill;
                };
    }

    private static Pipe cut(Arguments arguments, Path path) {
        arguments.take("length", "from");
        int length = arguments.whole("length", -1_000_000, 1_000_000);
        int from = arguments.get("from") == null ? 1 : arguments.whole("from", 1, 1_000_000);
        if (length < 0 && arguments.get("from") != null) {
            throw new IllegalArgumentException("`cut` takes the last characters without `from`");
        }
        return (Pipe.Each)
                (text, flow) -> {
                    int size = text.codePointCount(0, text.length());
                    int begin = Math.min(size, length < 0 ? Math.max(0, size + length) : from - 1);
                    int end = length < 0 ? size : Math.min(size, begin + length);
                    return text.substring(
                            text.offsetByCodePoints(0, begin), text.offsetByCodePoints(0, end));
                };
    }

    private static Pipe replace(Arguments arguments, Path path) {
        String old = arguments.take("old", "new").need("old");
        String now = arguments.need("new");
        if (old.isEmpty()) {
            throw new IllegalArgumentException("\"old\" of `replace` is not empty");
        }
        return (Pipe.Each) (text, flow) -> text.replace(old, now);
    }

    private static Pipe regex(Arguments arguments, Path path) {
        arguments.take("pattern", "with");
        var regex = arguments.made("pattern", "not a regular expression", Regex::new);
        String with = arguments.get("with");
        if (with == null) {
            return (Pipe.Each) (text, flow) -> regex.use(text, Pipes::found);
        }
        arguments.made("with", "refers to a group that is not there", regex::replaceable);
        return (Pipe.Each) (text, flow) -> regex.use(text, m -> m.replaceAll(with));
    }

    private static String found(Matcher matcher) {
        if (!matcher.find()) {
            return "";
        }
        String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return group == null ? "" : group;
    }

    private static Pipe otherwise(Arguments arguments, Path path) {
        String text = arguments.take("text").need("text");
        return (Pipe.Each) (value, flow) -> value.isEmpty() ? text : value;
    }

    private static Pipe need(Arguments arguments, Path path) {
        arguments.take();
        return (Pipe.Each)
                (value, flow) -> {
                    if (value.isEmpty()) {
                        throw path.problem("missing", "needed, but there is no value");
                    }
                    return value;
                };
    }

    private static Pipe number(Arguments arguments, Path path) {
        arguments.take("decimals", "point", "write");
        int decimals = arguments.get("decimals") == null ? -1 : arguments.whole("decimals", 0, 20);
        String point = arguments.get("point", ".");
        String write = arguments.get("write", ".");
        return (Pipe.Each)
                (text, flow) -> {
                    if (text.isEmpty()) {
                        return text;
                    }
                    var number =
                            !point.equals(".") && text.contains(".")
                                    ? null
                                    : Numbers.parse(text.strip().replace(point, "."));
                    if (number == null) {
                        throw path.problem("value", "not a number");
                    }
                    var rounded =
                            decimals < 0 ? number : number.setScale(decimals, RoundingMode.HALF_UP);
                    return rounded.toPlainString().replace(".", write);
                };
    }

    private static Pipe hash(Arguments arguments, Path path) {
        String algorithm =
                arguments
                        .take("with")
                        .choice(
                                "with",
                                Map.of(
                                        "sha256", "SHA-256", "sha512", "SHA-512", "sha1", "SHA-1",
                                        "md5", "MD5"),
                                "sha256");
        return (Pipe.Each)
                (text, flow) -> text.isEmpty() ? text : FileName.hash(algorithm, text, 1000);
    }

    private static String last(List<String> values) {
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    private static Pipe join(Arguments arguments, Path path) {
        String with = arguments.take("with").get("with", ",");
        return (Pipe.All) values -> String.join(with, values);
    }

    private static Pipe base64(Arguments arguments, Path path) {
        return coded(
                arguments,
                path,
                bytes -> Base64.getEncoder().encodeToString(bytes),
                text -> Base64.getMimeDecoder().decode(text));
    }

    private static Pipe hex(Arguments arguments, Path path) {
        return coded(
                arguments,
                path,
                bytes -> HexFormat.of().formatHex(bytes),
                text -> HexFormat.of().parseHex(text));
    }

    private static Pipe coded(
            Arguments arguments,
            Path path,
            Function<byte[], String> encode,
            Function<String, byte[]> decode) {
        boolean encodes =
                arguments
                        .take("way")
                        .choice("way", Map.of("encode", true, "decode", false), "encode");
        if (encodes) {
            return (Pipe.Each) (text, flow) -> encode.apply(text.getBytes(StandardCharsets.UTF_8));
        }
        return (Pipe.Each) (text, flow) -> decoded(text, path, decode);
    }

    private static String decoded(String text, Path path, Function<String, byte[]> decode)
            throws ProblemException {
        try {
            return new String(decode.apply(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException contentInItsMessage) {
            throw new ProblemException(
                    Problem.of("value", "not encoded in this way").at(path.written()));
        }
    }

    private static String url(String text) {
        var out = new StringBuilder();
        Escape.percent(out, text);
        return out.toString();
    }
}
