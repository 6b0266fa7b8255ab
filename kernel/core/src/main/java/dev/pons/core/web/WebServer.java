package dev.pons.core.web;

import dev.pons.spi.http.Handler;
import dev.pons.spi.http.Route;
import dev.pons.spi.net.Ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** HTTP ports that several owners share. Any thread. */
public interface WebServer {

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
     * @param lines of that instance, for what is asked elsewhere about a caller
     */
    record Claim(
            String owner,
            String place,
            Object instance,
            Socket socket,
            Route route,
            Refusals refusals,
            Ports lines) {}

    /**
     * A port.
     *
     * @param port 0: any free one, one per owner
     * @param allows who may connect
     * @param connections most at a time
     * @param idle a silent connection is closed after it; zero: never
     * @param replace one that was silent for so long gives way, where all are taken
     * @param tls empty: nothing is secured
     */
    record Socket(
            InetAddress host,
            int port,
            Predicate<InetAddress> allows,
            int connections,
            Duration idle,
            Duration replace,
            Optional<Tls> tls) {}

    /** How the connections of a port are secured, and whose certificates may call a route. */
    interface Tls {

        /**
         * For a connection that came in. {@code IOException}: the certificates are not as they
         * should be, in words for operators.
         */
        SSLEngine engine() throws IOException;

        /** Lines of the other are as well secured by this; whom it lets in is another question. */
        boolean same(Tls other);

        /** The certificate that the peer proved may call. */
        boolean allows(SSLSession session);

        /** The whole name in that certificate; empty: none was asked for. */
        Optional<String> subject(SSLSession session);

        /** Why a handshake failed, in words for operators. */
        String words(Throwable failure);
    }

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
