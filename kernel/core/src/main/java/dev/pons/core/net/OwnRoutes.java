package dev.pons.core.net;

import dev.pons.core.web.WebServer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The routes that one instance of an owner serves over HTTP. */
final class OwnRoutes {

    private final String place;
    private final List<WebServer.Serving> serving = new CopyOnWriteArrayList<>();

    /** Where its ports are claimed, {@code adt.yaml:3:11}. */
    OwnRoutes(String place) {
        this.place = place;
    }

    String place() {
        return place;
    }

    void add(WebServer.Serving one) {
        serving.add(one);
    }

    List<WebServer.Serving> serving() {
        return serving;
    }

    void quiesce() {
        serving.forEach(WebServer.Serving::quiesce);
    }

    /** False: a request is still with one of them at that time of {@link System#nanoTime}. */
    boolean awaitIdle(long end) throws InterruptedException {
        for (var one : serving) {
            if (!one.awaitIdle(end - System.nanoTime())) {
                return false;
            }
        }
        return true;
    }

    /** Requests that still run are cut. */
    void close() {
        serving.forEach(WebServer.Serving::close);
    }

    void clear() {
        serving.clear();
    }
}
