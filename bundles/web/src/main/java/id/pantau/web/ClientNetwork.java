package id.pantau.web;

import java.util.Arrays;

/** The network that a client's address stands for, when clients are counted. */
final class ClientNetwork {
    private ClientNetwork() {}

    /** One household: it has one IPv4 address, but at least a /64 of IPv6 addresses. */
    static String narrow(String client) {
        return client.indexOf(':') < 0 ? client : prefix64(client);
    }

    /** Whom addresses cost little: an IPv4 /24, an IPv6 /64. */
    static String wide(String client) {
        if (client.indexOf(':') >= 0) {
            return prefix64(client);
        }
        int last = client.lastIndexOf('.');
        return last < 0 ? client : client.substring(0, last);
    }

    private static String prefix64(String client) {
        String[] groups = client.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
    }
}
