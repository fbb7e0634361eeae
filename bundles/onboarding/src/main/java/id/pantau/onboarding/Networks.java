package id.pantau.onboarding;

import id.pantau.model.Endpoint;
import id.pantau.model.Text;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Where partners' cameras may be: what keeps a partner from sending the platform to addresses that are not cameras. */
final class Networks {
    private static final Pattern QUAD =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");

    /** Something that another reader of addresses might take for a number: 127.1, 2130706433, 0x7f.1, 0177.0.0.1. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    /** Larger networks have more addresses than anybody may ask for. */
    private static final int MOST_BITS = 16;

    private final List<Network> allowed;
    private final Set<Integer> refusedPorts;
    private final Resolver resolver;

    /**
     * @param networks such as {@code 10.20.0.0/16}; none means that every address is refused
     * @param refusedPorts of this machine
     * @throws IllegalArgumentException naming the key that is wrong
     */
    Networks(List<String> networks, List<String> refusedPorts) {
        this(networks, refusedPorts, InetAddress::getAllByName);
    }

    Networks(List<String> networks, List<String> refusedPorts, Resolver resolver) {
        this.allowed = networks.stream().map(Network::parse).toList();
        this.refusedPorts =
                Set.copyOf(refusedPorts.stream().map(Networks::port).distinct().toList());
        this.resolver = resolver;
    }

    /** What turns a host name into addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** An address where no camera may be. */
    static final class AddressRefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Text reason;

        AddressRefusedException(String id, String en) {
            super(en);
            this.reason = new Text(id, en);
        }

        Text reason() {
            return reason;
        }
    }

    /**
     * Resolves the endpoint's host, once, and ties the endpoint to the address found.
     *
     * @throws AddressRefusedException when any of the host's addresses is not allowed
     * @throws UnknownHostException when it has none
     */
    Endpoint pin(Endpoint endpoint) throws AddressRefusedException, UnknownHostException {
        if (allowed.isEmpty()) {
            throw new AddressRefusedException(
                    "address: belum ada jaringan yang diizinkan (networks di etc/id.pantau.onboarding.cfg).",
                    "address: no network is allowed yet (networks in etc/id.pantau.onboarding.cfg).");
        }
        String host = endpoint.host();
        if (host.indexOf('%') >= 0 || (NUMERIC.matcher(host).matches() && !isLiteral(host))) {
            throw new AddressRefusedException(
                    "address: tulis alamat IP dalam bentuk biasa, seperti 10.20.0.7.",
                    "address: write an IP address in its usual form, such as 10.20.0.7.");
        }
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            require(address, endpoint);
        }
        return endpoint.at(addresses[0].getHostAddress());
    }

    /**
     * Every address of these networks at which a camera may be, without networks' own and broadcast addresses.
     *
     * @param texts such as {@code 10.20.0.0/24}, each within an allowed one; none means all that are allowed
     * @throws IllegalArgumentException when one is not allowed, or when there are more than {@code most}
     */
    List<String> addresses(List<String> texts, int most) {
        List<Network> wanted =
                texts.isEmpty() ? allowed : texts.stream().map(Network::parse).toList();
        Set<String> found = new LinkedHashSet<>();
        for (Network network : wanted) {
            if (allowed.stream().noneMatch(a -> a.contains(network))) {
                throw new IllegalArgumentException(network
                        + " is outside the networks that are allowed (networks in etc/id.pantau.onboarding.cfg)");
            }
            if (network.bits() > MOST_BITS) {
                throw tooMany(most);
            }
            network.addresses()
                    .filter(address -> !isNeverACamera(address))
                    .map(InetAddress::getHostAddress)
                    .forEach(found::add);
            if (found.size() > most) {
                throw tooMany(most);
            }
        }
        return List.copyOf(found);
    }

    private static IllegalArgumentException tooMany(int most) {
        return new IllegalArgumentException(
                "these networks have more than " + most + " addresses; name a smaller one, such as 10.20.3.0/24");
    }

    private static boolean isLiteral(String host) {
        return QUAD.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    private void require(InetAddress address, Endpoint endpoint) throws AddressRefusedException {
        if (isNeverACamera(address) || allowed.stream().noneMatch(n -> n.contains(address))) {
            throw new AddressRefusedException(
                    "address: di luar jaringan yang diizinkan (networks di etc/id.pantau.onboarding.cfg).",
                    "address: outside the networks that are allowed (networks in etc/id.pantau.onboarding.cfg).");
        }
        if (DeviceAddress.ports(endpoint).stream().anyMatch(refusedPorts::contains) && isThisMachine(address)) {
            throw new AddressRefusedException(
                    "address: porta ini milik Pantau sendiri.", "address: this port is Pantau's own.");
        }
    }

    private static boolean isNeverACamera(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet4Address && (bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0))
                || (address instanceof Inet6Address six && six.isIPv4CompatibleAddress() && !six.isLoopbackAddress());
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // who cannot tell assumes that it is
            return true;
        }
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("refusedPorts: '" + text + "' is no port between 1 and 65535");
    }

    /** A block of addresses, such as 10.20.0.0/16 or fd00::/8. */
    private record Network(byte[] prefix, int length) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            String length = slash < 0 ? "" : text.substring(slash + 1);
            if (!length.matches("\\d{1,3}") || !isLiteral(address) || address.indexOf('%') >= 0) {
                throw wrong(text, "is not a network such as 10.20.0.0/16 or fd00::/8");
            }
            try {
                byte[] prefix = InetAddress.getByName(address).getAddress();
                Network network = new Network(prefix, Integer.parseInt(length));
                if (network.length > prefix.length * Byte.SIZE) {
                    throw wrong(text, "has a prefix longer than its addresses");
                }
                if (!Arrays.equals(prefix, network.masked(prefix))) {
                    throw wrong(text, "has bits set behind its prefix");
                }
                return network;
            } catch (IOException e) {
                throw wrong(text, "is not a network such as 10.20.0.0/16 or fd00::/8");
            }
        }

        boolean contains(Network other) {
            return other.prefix.length == prefix.length
                    && other.length >= length
                    && Arrays.equals(prefix, masked(other.prefix));
        }

        /** How many bits tell its addresses apart. */
        int bits() {
            return prefix.length * Byte.SIZE - length;
        }

        /** Without the first and last of an IPv4 network that has more than two. */
        Stream<InetAddress> addresses() {
            long all = 1L << bits();
            boolean edges = prefix.length == 4 && bits() > 1;
            BigInteger first = new BigInteger(1, prefix);
            return LongStream.range(edges ? 1 : 0, edges ? all - 1 : all)
                    .mapToObj(i -> address(first.add(BigInteger.valueOf(i))));
        }

        private InetAddress address(BigInteger value) {
            byte[] bytes = value.toByteArray();
            byte[] all = new byte[prefix.length];
            int used = Math.min(bytes.length, all.length);
            System.arraycopy(bytes, bytes.length - used, all, all.length - used, used);
            try {
                return InetAddress.getByAddress(all);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address has 4 or 16 bytes", e);
            }
        }

        @Override
        public String toString() {
            return address(new BigInteger(1, prefix)).getHostAddress() + "/" + length;
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            return bytes.length == prefix.length && Arrays.equals(prefix, masked(bytes));
        }

        private byte[] masked(byte[] bytes) {
            int bits = bytes.length * Byte.SIZE;
            BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - length));
            BigInteger value = new BigInteger(1, bytes).and(mask);
            byte[] all = new byte[bytes.length];
            byte[] short1 = value.toByteArray();
            int used = Math.min(short1.length, all.length);
            System.arraycopy(short1, short1.length - used, all, all.length - used, used);
            return all;
        }

        private static IllegalArgumentException wrong(String text, String why) {
            return new IllegalArgumentException("networks: '" + text + "' " + why);
        }
    }
}
