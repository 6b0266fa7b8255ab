package dev.pons.core.web;

import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/** HTTP ports that several owners share. Any thread. */
public interface WebServer {

    /** Said of a port that asks for TLS: it is never opened without. */
    String NO_TLS =
            "HTTP is not served in TLS yet; remove tls: from listen, write access:, keep the port"
                    + " on 127.0.0.1 and let a proxy on this machine do the TLS";

    /**
     * Serves a route, from when this returns until it is closed. The port is opened with its first
     * route and closed with its last. A later claim of the same owner for the same route takes new
     * requests; requests that run stay with theirs. {@link NotServedException}: another owner is in
     * the way; any other {@code IOException}: the port cannot be opened.
     */
    Serving serve(Claim claim, Handler handler) throws IOException;

    /**
     * What is claimed.
     *
     * @param owner the channel
     * @param place where the claim stands, {@code adt.yaml:3:11}, for another who is in its way
     * @param instance of the owner: an identity
     * @param refusals told of callers that were turned away
     */
    record Claim(
            String owner,
            String place,
            Object instance,
            Socket socket,
            Route route,
            Refusals refusals) {}

    /**
     * A port.
     *
     * @param port 0: any free one, one per owner
     * @param allows who may connect
     * @param connections most at a time
     * @param idle a silent connection is closed after it; zero: never
     * @param replace one that was silent for so long gives way, where all are taken
     */
    record Socket(
            InetAddress host,
            int port,
            Predicate<InetAddress> allows,
            int connections,
            Duration idle,
            Duration replace) {}

    /** Hears of callers that were turned away. Returns at once. */
    @FunctionalInterface
    interface Refusals {

        /**
         * One more.
         *
         * @param kind of the reason: logged once
         * @param why in own words
         */
        void add(String kind, InetAddress peer, String why);
    }

    /** A claim that is served. */
    interface Serving extends AutoCloseable {

        /** Where its port listens. */
        InetSocketAddress address();

        /** Callers connected to its port now. */
        int connected();

        /** Takes no new request, for good; one that no other claim takes is answered with 503. */
        void quiesce();

        /** Waits until no request is with it; false: not within so many nanoseconds. */
        boolean awaitIdle(long nanos) throws InterruptedException;

        /** Ends it; requests that still run with it are cut. */
        @Override
        void close();
    }
}
