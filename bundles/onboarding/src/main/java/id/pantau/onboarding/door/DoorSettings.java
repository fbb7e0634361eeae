package id.pantau.onboarding.door;

import id.pantau.onboarding.PartnerConfig;
import id.pantau.onboarding.SubmissionFormats;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a partner's configuration says about its door, read and found good.
 *
 * @param server HOST:PORT; empty where the kind has none
 * @param ca file of the authorities that certify the server; empty for those of the JVM
 * @param identity file with what we show that server; empty for nothing
 * @param from topic, queue, folder or URL; topic and queue may be empty, for the usual one
 * @param to as {@code from}
 * @param contentType of what does not say it itself
 */
public record DoorSettings(
        Kind kind,
        String server,
        boolean tls,
        String user,
        String password,
        String ca,
        String identity,
        String hostKey,
        String from,
        String to,
        String contentType,
        Duration every) {
    private static final int LONGEST = 500;
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9/_.-]{0,199}");
    private static final Pattern HOST_KEY =
            Pattern.compile("(ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{40,1200}=*");

    enum Kind {
        MQTT,
        JMS,
        KAFKA,
        SFTP,
        FTPS,
        POLL;

        /** As in configuration. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(String code) {
            return Arrays.stream(values())
                    .filter(k -> k.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("door: say one of "
                            + Arrays.stream(values()).map(Kind::code).collect(Collectors.joining(", "))));
        }
    }

    /**
     * Reads it; empty when the partner has none.
     *
     * @throws IllegalArgumentException naming the key that is wrong, without repeating a secret
     */
    public static Optional<DoorSettings> of(PartnerConfig config) {
        if (config.door().isEmpty()) {
            return Optional.empty();
        }
        DoorSettings settings = new DoorSettings(
                Kind.of(config.door()),
                text("server", config.server()),
                config.tls(),
                text("user", config.user()),
                text("password", config.password()),
                text("ca", config.ca()),
                text("identity", config.identity()),
                config.hostKey().strip(),
                text("from", config.from()),
                text("to", config.to()),
                SubmissionFormats.ofSuffix("." + config.format()),
                Duration.ofSeconds(config.everySeconds()));
        settings.check();
        return Optional.of(settings);
    }

    private void check() {
        switch (kind) {
            case MQTT, JMS -> checkBroker();
            case KAFKA -> {
                checkBroker();
                checkTopic("from", from);
                checkTopic("to", to);
            }
            case FTPS -> {
                checkFolder();
                if (!tls) {
                    throw new IllegalArgumentException("tls: an FTPS server speaks TLS always");
                }
                checkAuthorities(true);
            }
            case SFTP -> {
                checkFolder();
                if (!ca.isEmpty()) {
                    throw forTls("ca");
                }
                if (!identity.isEmpty()) {
                    Identity.ssh(identity);
                }
                if (!HOST_KEY.matcher(hostKey).matches()) {
                    throw new IllegalArgumentException(
                            "hostKey: the server's public key of kind ECDSA or RSA, as in known_hosts, such as:"
                                    + " ecdsa-sha2-nistp256 AAAA...");
                }
            }
            case POLL -> {
                if (!server.isEmpty()) {
                    throw new IllegalArgumentException("server: an API's is in its URL, in from");
                }
                checkSecrecy("from", isPrivate(web("from", from)));
                checkAuthorities(from.startsWith("https:") || to.startsWith("https:"));
                if (!to.isEmpty()) {
                    checkSecrecy("to", isPrivate(web("to", to)));
                }
            }
        }
    }

    private void checkFolder() {
        checkServer();
        checkPlace("from", from, false);
        if (!to.isEmpty()) {
            throw new IllegalArgumentException("to: receipts go to receipts/ in the folder");
        }
    }

    private void checkBroker() {
        checkServer();
        checkPlace("from", from, true);
        checkPlace("to", to, true);
        checkSecrecy("tls", tls || isLoopback(host()));
        checkAuthorities(tls);
    }

    private void checkAuthorities(boolean certified) {
        if (!certified && !ca.isEmpty()) {
            throw forTls("ca");
        }
        if (!certified && !identity.isEmpty()) {
            throw forTls("identity");
        }
        Authorities.trust(ca);
        Identity.tls(identity);
    }

    private static IllegalArgumentException forTls(String key) {
        return new IllegalArgumentException(key + ": is for a server that speaks TLS");
    }

    private void checkSecrecy(String key, boolean isPrivate) {
        if (!password.isEmpty() && !isPrivate) {
            throw new IllegalArgumentException(key + ": a password is not sent to another machine without TLS");
        }
    }

    private static boolean isPrivate(URI url) {
        return url.getScheme().equals("https") || isLoopback(url.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static URI web(String key, String text) {
        try {
            URI url = new URI(text);
            boolean good = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            if (good) {
                return url;
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        throw new IllegalArgumentException(
                key + ": an http:// or https:// URL with a host and without user, password and #");
    }

    private void checkServer() {
        if (port() < 1) {
            throw new IllegalArgumentException("server: it is written HOST:PORT, such as broker.example.id:8883");
        }
    }

    private static void checkPlace(String key, String value, boolean mayBeEmpty) {
        boolean good = value.isEmpty() ? mayBeEmpty : PLACE.matcher(value).matches() && !value.contains("..");
        if (!good) {
            throw new IllegalArgumentException(key + ": 1 to 200 of A-Z, a-z, 0-9 and / _ . -, not two dots in a row");
        }
    }

    private static void checkTopic(String key, String value) {
        if (value.contains("/")) {
            throw new IllegalArgumentException(key + ": a Kafka topic's name has no /");
        }
    }

    private static String text(String key, String value) {
        boolean good = value.length() <= LONGEST
                && value.chars().noneMatch(Character::isISOControl)
                && !value.contains("{{"); // Camel would look for a property of that name
        if (!good) {
            throw new IllegalArgumentException(key + ": at most " + LONGEST + " characters, on one line, without {{");
        }
        return value.strip();
    }

    private Optional<URI> address() {
        try {
            URI uri = new URI("door://" + server);
            boolean plain = uri.getHost() != null
                    && uri.getPort() < 65536
                    && server.equals(uri.getHost() + ":" + uri.getPort());
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    String host() {
        return address().map(URI::getHost).orElse("");
    }

    /** 0 when {@code server} is none. */
    int port() {
        return address().map(URI::getPort).orElse(0);
    }
}
