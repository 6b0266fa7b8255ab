package dev.pons.spi.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What is served on a port, and within which bounds. Made by a plugin from its options; immutable.
 * The kernel holds the bounds.
 */
public final class Route {

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_-]*\\}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{3,16}");

    private final List<String> segments;
    private final Set<String> methods;
    private final Access access;
    private final Limits limits;
    private final List<String> origins;
    private final Secret secret;

    /** A variable whose values are not told; an empty name: there is none. */
    private record Secret(String variable, Predicate<String> known) {

        static final Secret NONE = new Secret("", value -> true);
    }

    /**
     * Bounds of one request.
     *
     * @param body most bytes of a body, decompressed
     * @param time longest time for a body to come in
     * @param rate most requests in a second; 0: any number
     */
    public record Limits(long body, Duration time, int rate) {

        /** 16 MB in a minute, any number. */
        public static final Limits USUAL = new Limits(16L << 20, Duration.ofMinutes(1), 0);
    }

    private Route(
            List<String> segments,
            Set<String> methods,
            Access access,
            Limits limits,
            List<String> origins,
            Secret secret) {
        this.segments = List.copyOf(segments);
        this.methods = Set.copyOf(methods);
        this.access = access;
        this.limits = limits;
        this.origins = List.copyOf(origins);
        this.secret = secret;
    }

    /**
     * A path, for POST, open to anyone, in the usual bounds.
     *
     * @param path begins with a slash; a segment {@code {name}} stands for any one, {@code **} as
     *     the last one for all below. {@code IllegalArgumentException}: it is none, in words for
     *     the author of the channel
     */
    public static Route at(String path) {
        return new Route(
                parsed(path),
                Set.of("POST"),
                Access.everyone(),
                Limits.USUAL,
                List.of(),
                Secret.NONE);
    }

    private static List<String> parsed(String path) {
        if (!path.startsWith("/")) {
            throw wrong(path, "it begins with a slash");
        }
        var segments = path.equals("/") ? List.<String>of() : split(path);
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            boolean rest = segment.equals("**") && i == segments.size() - 1;
            if (!rest
                    && !VARIABLE.matcher(segment).matches()
                    && (segment.contains("**") || !LITERAL.matcher(segment).matches())) {
                throw wrong(
                        path,
                        "between slashes stand plain characters or {name}, and ** only at the end");
            }
        }
        var names = segments.stream().filter(s -> s.startsWith("{")).toList();
        if (Set.copyOf(names).size() < names.size()) {
            throw wrong(path, "each {name} stands once");
        }
        return segments;
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    private static IllegalArgumentException wrong(String path, String rule) {
        return new IllegalArgumentException(
                "\"" + path + "\" is no path of a route: " + rule + "; write for example /orders");
    }

    /** A copy for other methods, in upper case (RFC 9110, section 9). */
    public Route methods(List<String> others) {
        for (var method : others) {
            if (!METHOD.matcher(method).matches()) {
                throw new IllegalArgumentException(
                        "\"" + method + "\" is no method; write for example GET or POST");
            }
        }
        if (others.isEmpty()) {
            throw new IllegalArgumentException("name one method at least, for example POST");
        }
        return new Route(segments, new TreeSet<>(others), access, limits, origins, secret);
    }

    /** A copy for those who may call. */
    public Route access(Access who) {
        return new Route(segments, methods, who, limits, origins, secret);
    }

    /** A copy with other bounds. */
    public Route limits(Limits others) {
        return new Route(segments, methods, access, others, origins, secret);
    }

    /**
     * A copy that scripts on pages of these origins may call (CORS); {@code https://host:port}
     * each. None: no page may.
     */
    public Route origins(List<String> pages) {
        return new Route(segments, methods, access, limits, pages, secret);
    }

    /**
     * A copy that is there only for a caller who knows a value of a variable of its path: for
     * others nothing is served at that path. So several routes may have one path, if each has such
     * a secret.
     *
     * @param known whether that is the value; any thread, returns at once, in a time that says
     *     nothing about the value
     */
    public Route secret(String variable, Predicate<String> known) {
        if (!segments.contains("{" + variable + "}")) {
            throw new IllegalArgumentException(path() + " has no {" + variable + "}");
        }
        return new Route(segments, methods, access, limits, origins, new Secret(variable, known));
    }

    /** The path's segments, {@code {name}} and {@code **} among them. */
    public List<String> segments() {
        return segments;
    }

    /** The path as it was given. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    /** Methods that are served. */
    public Set<String> methods() {
        return methods;
    }

    /** Who may call. */
    public Access access() {
        return access;
    }

    /** Bounds of one request. */
    public Limits limits() {
        return limits;
    }

    /** Pages whose scripts may call. */
    public List<String> origins() {
        return origins;
    }

    /** Part of its path is a secret. */
    public boolean isSecret() {
        return !secret.variable().isEmpty();
    }

    /** For the kernel: it is there for a caller who says this. */
    public boolean isThere(Map<String, String> variables) {
        return !isSecret() || secret.known().test(variables.getOrDefault(secret.variable(), ""));
    }

    /** Methods and path. */
    @Override
    public String toString() {
        return String.join(",", new TreeSet<>(methods)) + " " + path();
    }
}
