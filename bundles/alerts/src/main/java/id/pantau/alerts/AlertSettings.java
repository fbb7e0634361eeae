package id.pantau.alerts;

import id.pantau.model.Reason;
import id.pantau.model.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An alert's configuration, read and found good.
 *
 * @param to as the channel wants it: addresses, or one URL, or one topic, or nothing
 * @param server {@link Server#NONE} where the channel has none
 */
record AlertSettings(
        Channel channel,
        List<String> to,
        Server server,
        String from,
        String user,
        String password,
        Scope scope,
        Duration group,
        Optional<QuietHours> quiet,
        Set<Reason> urgent) {
    private static final int MOST_ADDRESSES = 50;
    private static final int LONGEST = 250;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;:<>()\"\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,180}");
    private static final Pattern TOPIC = Pattern.compile("[^+#]{1,200}");

    enum Channel {
        LOG,
        EMAIL,
        WEBHOOK,
        MQTT
    }

    /** A mail server or broker. */
    record Server(String host, int port, boolean tls) {
        static final Server NONE = new Server("", 0, true);

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]");

        static Server parse(String text, boolean tls) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            String port = text.substring(colon + 1);
            if (!HOST.matcher(host).matches() || !port.matches("\\d{1,5}") || !port(Integer.parseInt(port))) {
                throw new IllegalArgumentException("server: it is written HOST:PORT, such as mail.example.id:587");
            }
            return new Server(host, Integer.parseInt(port), tls);
        }

        private static boolean port(int number) {
            return number > 0 && number < 65536;
        }

        boolean loopback() {
            return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        }
    }

    /** @throws IllegalArgumentException naming the key that is wrong, without repeating a secret */
    static AlertSettings of(AlertConfig config) {
        printable("from", config.from());
        printable("user", config.user());
        printable("password", config.password());
        Channel channel = channel(config.channel());
        AlertSettings settings = new AlertSettings(
                channel,
                to(channel, config.to()),
                server(channel, config),
                config.from().isEmpty() ? config.user() : config.from(),
                config.user(),
                config.password(),
                scope(config),
                Duration.ofSeconds(config.groupSeconds()),
                config.quietHours().isBlank()
                        ? Optional.empty()
                        : Optional.of(QuietHours.parse(config.quietHours().strip())),
                reasons("urgentReasons", config.urgentReasons()));
        settings.check();
        return settings;
    }

    private void check() {
        literal("user", user);
        literal("password", password);
        if (channel == Channel.EMAIL && !ADDRESS.matcher(from).matches()) {
            throw new IllegalArgumentException("from: an e-mail needs a sender's address");
        }
        if (server != Server.NONE && !server.tls() && !password.isEmpty() && !server.loopback()) {
            throw new IllegalArgumentException("tls: a password is not sent to another machine without TLS");
        }
    }

    private static Channel channel(String text) {
        return Arrays.stream(Channel.values())
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("channel: say log, email, webhook or mqtt"));
    }

    private static List<String> to(Channel channel, String[] to) {
        List<String> all = Arrays.stream(to)
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .distinct()
                .toList();
        all.forEach(t -> printable("to", t));
        switch (channel) {
            case EMAIL -> {
                if (all.isEmpty() || all.size() > MOST_ADDRESSES) {
                    throw new IllegalArgumentException("to: 1 to " + MOST_ADDRESSES + " e-mail addresses");
                }
                all.stream()
                        .filter(a -> !ADDRESS.matcher(a).matches())
                        .findFirst()
                        .ifPresent(a -> {
                            throw new IllegalArgumentException("to: " + a + " is no e-mail address");
                        });
            }
            case WEBHOOK -> url(one(all, "the webhook's URL"));
            case MQTT -> {
                if (!TOPIC.matcher(one(all, "the MQTT topic")).matches()) {
                    throw new IllegalArgumentException("to: a topic to publish to has 1 to 200 characters, no + or #");
                }
            }
            default -> {
                if (!all.isEmpty()) {
                    throw new IllegalArgumentException("to: the log takes none");
                }
            }
        }
        return all;
    }

    private static String one(List<String> to, String what) {
        if (to.size() != 1) {
            throw new IllegalArgumentException("to: exactly one, " + what);
        }
        return to.get(0);
    }

    private static void url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        throw new IllegalArgumentException(
                "to: a webhook is an http:// or https:// URL with a host and without user, password and #");
    }

    private static Server server(Channel channel, AlertConfig config) {
        boolean has = channel == Channel.EMAIL || channel == Channel.MQTT;
        if (!has && !config.server().isEmpty()) {
            throw new IllegalArgumentException("server: this channel has none");
        }
        return has ? Server.parse(config.server().strip(), config.tls()) : Server.NONE;
    }

    private static Scope scope(AlertConfig config) {
        Set<Status> statuses = coded("statuses", config.statuses(), Status.values(), Status::code, Status.class);
        if (!EnumSet.of(Status.OFFLINE, Status.DEGRADED, Status.WITHDRAWN).containsAll(statuses)
                || statuses.isEmpty()) {
            throw new IllegalArgumentException("statuses: at least one of offline, degraded, withdrawn");
        }
        return new Scope(
                reasons("reasons", config.reasons()),
                statuses,
                names("points", config.points()),
                names("partners", config.partners()));
    }

    private static Set<Reason> reasons(String key, String[] codes) {
        return coded(key, codes, Reason.values(), Reason::code, Reason.class);
    }

    private static <E extends Enum<E>> Set<E> coded(
            String key, String[] codes, E[] values, Function<E, String> code, Class<E> type) {
        Set<E> found = EnumSet.noneOf(type);
        for (String wanted : names(key, codes)) {
            found.add(Arrays.stream(values)
                    .filter(v -> code.apply(v).equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(key + ": there is no " + wanted)));
        }
        return Collections.unmodifiableSet(found);
    }

    private static Set<String> names(String key, String[] values) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(values)
                .flatMap(v -> Stream.of(v.split(",")))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .forEach(names::add);
        names.stream().filter(n -> !n.matches("[a-z0-9-]{1,64}")).findFirst().ifPresent(n -> {
            throw new IllegalArgumentException(key + ": a name is 1 to 64 of a-z, 0-9 and -");
        });
        return Collections.unmodifiableSet(names);
    }

    /** Camel would look for a property of that name. */
    private static void literal(String key, String value) {
        if (value.contains("{{")) {
            throw new IllegalArgumentException(key + ": it must not contain {{");
        }
    }

    private static void printable(String key, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(key + ": at most " + LONGEST + " characters, on one line");
        }
    }
}
