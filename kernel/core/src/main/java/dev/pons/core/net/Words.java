package dev.pons.core.net;

import dev.pons.spi.net.Listen;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;

/** What went wrong on a line, in words for an operator; never what a peer or a driver wrote. */
final class Words {

    /** All of this package speak with one name. */
    static final Logger LOG = LoggerFactory.getLogger(Net.class);

    private Words() {}

    /** {@code 10.1.2.3:51234}, {@code [::1]:51234}. */
    static String of(InetSocketAddress address) {
        var host = of(address.getAddress());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Digits only; no name is looked up. */
    static String of(InetAddress address) {
        return address.getHostAddress();
    }

    /** {@code 30s}, {@code 500ms}. */
    static String of(Duration duration) {
        return duration.toMillisPart() == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }

    /** Why a connection ended. */
    static String of(Throwable why) {
        if (why instanceof SocketTimeoutException) {
            return "the peer was silent for too long inside a message";
        }
        if (why instanceof EOFException
                || why instanceof SocketException
                || why instanceof ClosedChannelException) {
            return "the connection broke inside a message";
        }
        var stack = why.getStackTrace();
        if (why instanceof IOException
                && stack.length > 0
                && stack[0].getClassName().startsWith("sun.nio.ch.")) {
            // a broken pipe has no class of its own
            return "the connection broke before the peer had its answer";
        }
        return why.getClass().getSimpleName()
                + (stack.length == 0
                        ? ""
                        : " in " + stack[0].getClassName() + ":" + stack[0].getLineNumber());
    }

    /** Why a peer cannot be reached. */
    static String notReached(String peer, Exception why, Duration patience) {
        var text = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
        if (why instanceof SocketTimeoutException || text.contains("timed out")) {
            return "no connection to " + peer + " within " + of(patience);
        }
        if (text.contains("refused")) {
            return peer + " refused the connection: nothing listens there, or a firewall is closed";
        }
        if (why instanceof NoRouteToHostException || text.contains("unreachable")) {
            return peer + " is unreachable: no route to that network or host";
        }
        return "no connection to "
                + peer
                + (why instanceof ConnectException
                        ? ""
                        : " (" + why.getClass().getSimpleName() + ")");
    }

    /** Why a port for connections cannot be opened. */
    static PortException notBound(Listen port, InetAddress host, IOException why) {
        var what = "port " + port.port() + " on " + port.host();
        return notBound(what, "ss -ltnp", host, why);
    }

    /**
     * Why a port cannot be opened.
     *
     * @param shows the command that shows who has it
     */
    static PortException notBound(String what, String shows, InetAddress host, IOException why) {
        var text = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
        if (!isLocal(host)) {
            return new PortException(
                    what
                            + " cannot be opened: that is no address of this machine; choose one of its"
                            + " addresses, or 0.0.0.0 for all (ip address shows them)",
                    why);
        }
        if (text.contains("denied") || text.contains("not permitted")) {
            return new PortException(
                    what
                            + " cannot be opened: the system keeps it for privileged programs; choose a"
                            + " port from 1024 on, or allow it (sysctl"
                            + " net.ipv4.ip_unprivileged_port_start)",
                    why);
        }
        if (text.contains("in use")) {
            return new PortException(
                    what
                            + " is in use by another program; choose another port or end that program"
                            + " ("
                            + shows
                            + " shows it)",
                    why);
        }
        return new PortException(
                what + " cannot be opened (" + why.getClass().getSimpleName() + ")", why);
    }

    private static boolean isLocal(InetAddress host) {
        try {
            return host.isAnyLocalAddress()
                    || host.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException e) {
            LOG.debug("the network interfaces cannot be listed: {}", e.getClass().getSimpleName());
            return true;
        }
    }
}
