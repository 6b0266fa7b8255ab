package dev.pons.http;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments of a route's path, and which paths fit.
 *
 * @param segments literals, {@code {name}}, and {@code **} as the last one
 */
record Shape(List<String> segments) {

    /** Literals before variables before all that is below. */
    static final Comparator<Shape> CLOSEST_FIRST = Shape::closer;

    /** Values by name; null: that path does not fit. */
    @Nullable Map<String, String> match(List<String> path) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (segment.equals("**")) {
                return values;
            }
            if (i == path.size()) {
                return null;
            }
            var here = path.get(i);
            if (isVariable(segment)) {
                if (here.isEmpty()) {
                    return null;
                }
                values.put(segment.substring(1, segment.length() - 1), here);
            } else if (!segment.equals(here)) {
                return null;
            }
        }
        return path.size() == segments.size() ? values : null;
    }

    /** The same paths fit both. */
    boolean same(Shape other) {
        return closer(this, other) == 0;
    }

    private static int closer(Shape one, Shape two) {
        int shorter = Math.min(one.segments.size(), two.segments.size());
        for (int i = 0; i < shorter; i++) {
            var a = one.segments.get(i);
            var b = two.segments.get(i);
            int order = Integer.compare(rank(a), rank(b));
            if (order == 0 && rank(a) == 0) {
                order = a.compareTo(b);
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(two.segments.size(), one.segments.size());
    }

    private static int rank(String segment) {
        if (segment.equals("**")) {
            return 2;
        }
        return isVariable(segment) ? 1 : 0;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }
}
