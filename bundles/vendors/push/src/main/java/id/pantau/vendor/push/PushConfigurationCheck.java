package id.pantau.vendor.push;

import id.pantau.service.ConfigurationCheck;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses an address that is a name, ports that collide, and a key store that nobody could open. */
public final class PushConfigurationCheck implements ConfigurationCheck {
    private static final Pattern LITERAL = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    @Override
    public String pid() {
        return "id.pantau.vendor.push";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        if (values.get("address") instanceof String address
                && !LITERAL.matcher(address).matches()) {
            return Optional.of("address: '" + address + "' is no IP address");
        }
        return ports(values).or(() -> keyStore(values));
    }

    private static Optional<String> ports(Map<String, Object> values) {
        List<String> ports = List.of("rtspPort", "rtmpPort", "rtspsPort", "rtmpsPort", "readerPort");
        for (int i = 0; i < ports.size(); i++) {
            Object port = values.get(ports.get(i));
            for (String other : ports.subList(i + 1, ports.size())) {
                if (port != null && !Objects.equals(port, 0) && port.equals(values.get(other))) {
                    return Optional.of(other + ": " + port + " is " + ports.get(i) + " already");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> keyStore(Map<String, Object> values) {
        if (!(values.get("keyStore") instanceof String file) || file.isEmpty()) {
            return Optional.empty();
        }
        if (!isAbsolute(file)) {
            return Optional.of("keyStore: '" + file + "' is no absolute path");
        }
        return values.getOrDefault("keyStorePassword", "").equals("")
                ? Optional.of("keyStorePassword: is missing, without which keyStore is not opened")
                : Optional.empty();
    }

    private static boolean isAbsolute(String file) {
        try {
            return Path.of(file).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
