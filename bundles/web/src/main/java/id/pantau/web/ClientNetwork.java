package id.pantau.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The network that a client's address stands for, when clients are counted. What is no address stands for itself. */
final class ClientNetwork {
    /** A number with a colon is no host's name, so nothing is looked up for it. */
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%\\w+)?]?");

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** One household: it has one IPv4 address, but at least a /64 of IPv6 addresses. */
    static String narrow(String client) {
        return number(client);
    }

    /** Whom addresses cost little: an IPv4 /24, an IPv6 /64. */
    static String wide(String client) {
        String number = number(client);
        int last = number.lastIndexOf('.');
        return last < 0 ? number : number.substring(0, last);
    }

    /** An IPv4 address, also one that is written as IPv6's (RFC 4291, section 2.5.5.2), or an IPv6 address's first 64 bits. */
    private static String number(String client) {
        var literal = IPV6.matcher(client);
        if (!literal.matches()) {
            return client;
        }
        try {
            InetAddress address = InetAddress.getByName(literal.group(1));
            return address instanceof Inet4Address
                    ? address.getHostAddress()
                    : HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES));
        } catch (UnknownHostException notAnAddress) {
            return client;
        }
    }
}
