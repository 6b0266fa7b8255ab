package dev.pons.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who may connect: addresses and networks, IPv4 and IPv6. Empty: everyone. */
final class AllowList {

    /** No names: what a name stands for may change under our feet. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private record Network(byte[] address, int bits) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit));
                if (((address[bit / 8] ^ other[bit / 8]) & mask & 0xFF) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks = new ArrayList<>();

    /** {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}; else {@code IOException}. */
    AllowList(List<String> texts) throws IOException {
        for (var text : texts) {
            networks.add(parse(text.strip()));
        }
    }

    boolean contains(InetAddress address) {
        if (networks.isEmpty()) {
            return true;
        }
        var bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    private static Network parse(String text) throws IOException {
        int slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        try {
            if (LITERAL.matcher(host).matches()) {
                var address = InetAddress.getByName(host).getAddress();
                int all = address.length * 8;
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= all) {
                    return new Network(address, bits);
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw new PortException(wrong(text), e);
        }
        throw new PortException(wrong(text), null);
    }

    private static String wrong(String text) {
        return "allow: \""
                + text
                + "\" is no address or network; write 10.1.2.3, 10.1.0.0/16 or fd00::/8";
    }
}
