package dev.pons.http;

import dev.pons.spi.http.Route;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Which pages' scripts may call (Fetch standard, section 3.2); none unless a route lists them. */
record Cors(RouteTable routes, List<String> path) {

    private static final String METHOD = "Access-Control-Request-Method";

    /** A browser asks before it calls. */
    boolean isAsked(Request request) {
        return request.getMethod().equals("OPTIONS")
                && origin(request) != null
                && request.getHeaders().contains(METHOD);
    }

    private static @Nullable String origin(Request request) {
        return request.getHeaders().get(HttpHeader.ORIGIN);
    }

    /** Tells the browser. */
    void answer(Request request, Answer answer) throws IOException {
        var wanted = String.valueOf(request.getHeaders().get(METHOD));
        var claimed = routes.at(path, wanted);
        if (claimed == null || !allows(claimed.route(), request)) {
            answer.problem(403, "scripts of this page may not call here", Map.of(), Map.of());
            return;
        }
        allow(claimed.route(), request, answer);
        answer.add("Access-Control-Allow-Methods", wanted);
        var headers = request.getHeaders().get("Access-Control-Request-Headers");
        if (headers != null) {
            answer.add("Access-Control-Allow-Headers", headers);
        }
        answer.add("Access-Control-Max-Age", "600");
        answer.begin(204, Map.of(), 0).close();
    }

    private static boolean allows(Route route, Request request) {
        return route.origins().contains(origin(request));
    }

    /** Lets the page read the answer, where the route lists it. */
    static void allow(Route route, Request request, Answer answer) {
        var origin = origin(request);
        if (origin != null && allows(route, request)) {
            answer.add("Access-Control-Allow-Origin", origin);
            answer.add("Vary", "Origin");
        }
    }
}
