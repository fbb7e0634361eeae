package id.pantau.rtsp.client;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which server must show which certificate. Immutable. */
public final class CertificatePins {
    private static final int DEFAULT_PORT = 322;

    private final Map<String, CertificatePin> pins;

    private CertificatePins(Map<String, CertificatePin> pins) {
        this.pins = Map.copyOf(pins);
    }

    public static CertificatePins none() {
        return new CertificatePins(Map.of());
    }

    /**
     * @param lines {@code HOST[:PORT]=FINGERPRINT}, the port 322 where there is none; empty lines are left out
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static CertificatePins parse(Collection<String> lines) {
        Map<String, CertificatePin> pins = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            List<String> parts = List.of(line.split("=", 2));
            if (parts.size() < 2 || parts.get(0).isBlank()) {
                throw new IllegalArgumentException("\"" + line + "\" is not HOST[:PORT]=FINGERPRINT");
            }
            pins.put(place(parts.get(0).trim()), pin(parts.get(1), line));
        }
        return new CertificatePins(pins);
    }

    /** The certificate that the server of this address must show, empty for one that Java trusts. */
    public Optional<CertificatePin> of(URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        return Optional.ofNullable(pins.get(place(address.getPort() < 0 ? host : host + ":" + address.getPort())));
    }

    private static CertificatePin pin(String fingerprint, String line) {
        try {
            return new CertificatePin(fingerprint);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + line + "\": " + e.getMessage(), e);
        }
    }

    private static String place(String hostAndPort) {
        boolean hasPort = hostAndPort.matches(".*[^:]:\\d{1,5}|\\[.*]:\\d{1,5}");
        return (hasPort ? hostAndPort : hostAndPort + ":" + DEFAULT_PORT).toLowerCase(Locale.ROOT);
    }
}
