package id.pantau.onvif.http;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which device must show which certificate. Immutable. */
public final class CertificatePins {
    private static final Pattern FINGERPRINT = Pattern.compile("(?:[0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}");
    private static final Pattern WITH_PORT = Pattern.compile(".*[^:]:\\d{1,5}|\\[.*]:\\d{1,5}");
    private static final int HTTPS = 443;

    private final Map<String, String> pins;

    private CertificatePins(Map<String, String> pins) {
        this.pins = Map.copyOf(pins);
    }

    /**
     * @param lines {@code HOST[:PORT]=FINGERPRINT}; empty lines are left out
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    public static CertificatePins parse(Collection<String> lines) {
        Map<String, String> pins = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            String fingerprint = line.substring(equals + 1).trim();
            if (equals <= 0 || !FINGERPRINT.matcher(fingerprint).matches()) {
                throw new IllegalArgumentException(
                        "\"" + line + "\" is not HOST[:PORT]=the 64 hexadecimal digits of a SHA-256 fingerprint");
            }
            pins.put(place(line.substring(0, equals).trim()), fingerprint);
        }
        return new CertificatePins(pins);
    }

    /**
     * What is wrong with pins as they stand in a configuration.
     *
     * @param configured a collection of lines; anything else means that there are none
     */
    public static Optional<String> problem(@Nullable Object configured) {
        if (!(configured instanceof Collection<?> lines)) {
            return Optional.empty();
        }
        try {
            parse(lines.stream().map(String::valueOf).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** Empty for a certificate that Java trusts. */
    public Optional<String> of(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return Optional.ofNullable(pins.get(place(address.getHost() + port)));
    }

    private static String place(String hostAndPort) {
        boolean hasPort = WITH_PORT.matcher(hostAndPort).matches();
        return (hasPort ? hostAndPort : hostAndPort + ":" + HTTPS).toLowerCase(Locale.ROOT);
    }
}
