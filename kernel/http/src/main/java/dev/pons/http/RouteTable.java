package dev.pons.http;

import dev.pons.core.web.NotServedException;
import dev.pons.core.web.WebServer.Claim;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The routes of one port. Looked at without a lock, changed under it. */
final class RouteTable {

    /** Closest path first; of one path the newest first. */
    private volatile List<Claimed> routes = List.of();

    /**
     * Who serves a request.
     *
     * @param claimed null: nobody does
     * @param variables of the path
     * @param methods that are served at this path
     */
    record Found(@Nullable Claimed claimed, Map<String, String> variables, Set<String> methods) {}

    /** Adds a claim. {@code NotServedException}: another owner serves the same. */
    synchronized void add(Claimed added) throws NotServedException {
        for (var claimed : routes) {
            var own = claimed.claim().owner().equals(added.claim().owner());
            var successor = own && claimed.claim().instance() != added.claim().instance();
            if (!successor && collide(claimed, added)) {
                throw new NotServedException(words(added.claim(), claimed.claim(), own));
            }
        }
        var next = new ArrayList<Claimed>(routes.size() + 1);
        next.add(added);
        next.addAll(routes);
        next.sort(Comparator.comparing(RouteTable::shape, Shape.CLOSEST_FIRST));
        routes = List.copyOf(next);
    }

    private static String words(Claim added, Claim there, boolean own) {
        var what = added.route() + " on port " + added.socket().port();
        return own
                ? what + " is claimed twice by channel " + there.owner()
                : what
                        + " is served by channel "
                        + there.owner()
                        + " ("
                        + there.place()
                        + "); choose another path or method";
    }

    private static boolean collide(Claimed one, Claimed two) {
        boolean apart = one.route().isSecret() && two.route().isSecret();
        return !apart
                && shape(one).same(shape(two))
                && !Collections.disjoint(one.route().methods(), two.route().methods());
    }

    private static Shape shape(Claimed claimed) {
        return new Shape(claimed.route().segments());
    }

    /** Takes a claim out. */
    synchronized void remove(Claimed gone) {
        routes = routes.stream().filter(c -> c != gone).toList();
    }

    List<Claimed> all() {
        return routes;
    }

    /** The route for a request; of several the closest one that takes something new. */
    Found find(List<String> path, String method) {
        var methods = new TreeSet<String>();
        Claimed busy = null;
        for (var claimed : routes) {
            var variables = shape(claimed).match(path);
            if (variables == null || !claimed.route().isThere(variables)) {
                continue;
            }
            methods.addAll(claimed.route().methods());
            if (claimed.route().methods().contains(method)) {
                if (!claimed.isQuiesced()) {
                    return new Found(claimed, variables, methods);
                }
                busy = busy == null ? claimed : busy;
            }
        }
        return new Found(busy, Map.of(), methods);
    }

    /** The route at a path whatever the method, for what browsers ask before a call. */
    @Nullable Claimed at(List<String> path, String method) {
        return find(path, method).claimed();
    }
}
