package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.service.Drivers.Check;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.HasFacets;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries a driver on a device of its make: what of its contract can be seen there without changing or moving anything. The
 * login must be right: it is never given again once it was refused, and no wrong one is tried, since accounts lock.
 */
final class DeviceTrial {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MOST_CHANNELS = 16;
    private static final int MOST_PRESETS = 300;
    private static final int LARGEST_PICTURE = 4 << 20;
    private static final long PROMPTLY_MILLIS = 2000;

    private final Endpoint device;
    private final Credentials credentials;
    private final Login login;
    private final TrialCalls calls;

    DeviceTrial(DriverPort port, Endpoint device, Credentials credentials) {
        this.device = device;
        this.credentials = credentials;
        this.login = new Login(device, credentials);
        this.calls = new TrialCalls(port, login);
    }

    /** Something of a session that keeps the contract, or a {@link DriverFault} that says what does not. */
    private interface Rule {
        /** @return whether there is anything to keep it with */
        boolean of(CameraSession session) throws CameraException, InterruptedException;
    }

    List<Check> run() throws InterruptedException {
        recognised();
        if (opens()) {
            Map<String, Rule> rules = rules();
            for (Map.Entry<String, Rule> rule : rules.entrySet()) {
                if (!keeps(rule.getKey(), rule.getValue())) {
                    break;
                }
            }
        }
        return calls.checks();
    }

    private void recognised() throws InterruptedException {
        Answer<ProbeResult> answer = calls.ask(DEADLINE, driver -> driver.probe(device));
        calls.check(
                "recognises the device without a login",
                answer instanceof Answer.Given<ProbeResult> given
                        && (given.value() instanceof ProbeResult.Recognised
                                || given.value() instanceof ProbeResult.NeedsLogin),
                answer);
    }

    private boolean opens() throws InterruptedException {
        Answer<Integer> answer = calls.ask(
                DEADLINE,
                driver -> login.with(driver, session -> Login.channels(session).size()));
        boolean passed = answer instanceof Answer.Given;
        calls.check("opens the device, with channels that have ids of their own", passed, answer);
        return passed;
    }

    /** False when the device refuses the login now: then nobody gives it again. */
    private boolean keeps(String rule, Rule look) throws InterruptedException {
        Answer<Boolean> answer = calls.ask(DEADLINE, driver -> login.with(driver, look::of));
        if (!(answer instanceof Answer.Given<Boolean> given) || given.value()) {
            calls.check(rule, answer instanceof Answer.Given, answer);
        }
        return !(answer instanceof Answer.Failed<Boolean> failed && failed.kind() == CameraException.Kind.UNAUTHORIZED);
    }

    private Map<String, Rule> rules() {
        Map<String, MediaSource> first = new LinkedHashMap<>();
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("each channel has profiles of different names, the best picture first", this::profiles);
        rules.put("each source is on the device's own host, without the login", session -> {
            first.putAll(sources(session));
            return true;
        });
        rules.put("names the same sources in the next session", session -> same(first, sources(session)));
        rules.put("shows the password in no text", this::texts);
        rules.put("closing a session twice is harmless", session -> {
            session.close();
            return true;
        });
        rules.put("the clock can be read", session -> ability(session, Facet.Clock.class, DeviceTrial::clock));
        rules.put(
                "a still picture is a JPEG file of at most 4 MiB",
                session -> ofChannel(session, Facet.Snapshots.class, (c, s) -> picture(s)));
        rules.put(
                "stored views have tokens of their own",
                session -> ofChannel(session, Facet.Ptz.class, (c, p) -> presets(p)));
        rules.put(
                "how a stream is coded is told in possible numbers",
                session -> ofChannel(session, Facet.Encoding.class, DeviceTrial::encoding));
        rules.put(
                "a line of events that is closed ends within 2 s",
                session -> ability(session, Facet.Events.class, DeviceTrial::line));
        return rules;
    }

    private interface Use<F> {
        void with(F ability) throws CameraException, InterruptedException;
    }

    private interface UseOfChannel<F> {
        void with(Channel channel, F ability) throws CameraException, InterruptedException;
    }

    /** What this device refuses although its like can do it is no fault of the driver's. */
    private static <F extends Facet> boolean ability(HasFacets owner, Class<F> type, Use<F> use)
            throws CameraException, InterruptedException {
        Optional<F> found = Login.ability(owner, type);
        if (found.isEmpty()) {
            return false;
        }
        try {
            use.with(found.get());
            return true;
        } catch (CameraException e) {
            if (e.kind() == CameraException.Kind.UNSUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    /** Of the first channel that has it: a recorder with many would take too long. */
    private static <F extends Facet> boolean ofChannel(CameraSession session, Class<F> type, UseOfChannel<F> use)
            throws CameraException, InterruptedException {
        for (Channel channel : channels(session)) {
            if (ability(channel, type, found -> use.with(channel, found))) {
                return true;
            }
        }
        return false;
    }

    private static List<Channel> channels(CameraSession session) {
        return Login.channels(session).stream().limit(MOST_CHANNELS).toList();
    }

    private boolean profiles(CameraSession session) {
        for (Channel channel : channels(session)) {
            List<StreamProfile> profiles = channel.profiles();
            if (profiles == null || profiles.isEmpty()) {
                throw new DriverFault("channel " + channel.id() + " has no profile");
            }
            Set<String> names = new HashSet<>();
            StreamProfile.Kind best = StreamProfile.Kind.MAIN;
            for (StreamProfile profile : profiles) {
                if (!names.add(profile.name())) {
                    throw new DriverFault("channel " + channel.id() + " has two profiles " + profile.name());
                }
                if (profile.kind().compareTo(best) < 0) {
                    throw new DriverFault("channel " + channel.id() + " does not have its best picture first");
                }
                best = profile.kind();
            }
        }
        return true;
    }

    private Map<String, MediaSource> sources(CameraSession session) throws CameraException, InterruptedException {
        Map<String, MediaSource> sources = new LinkedHashMap<>();
        for (Channel channel : channels(session)) {
            for (StreamProfile profile : channel.profiles()) {
                String name = channel.id() + "/" + profile.name();
                MediaSource source = channel.source(profile);
                if (!(source instanceof MediaSource.Pull pull)) {
                    throw new DriverFault(name + " has no address");
                }
                String host =
                        pull.uri().getHost() == null ? "" : pull.uri().getHost().replaceAll("[\\[\\]]", "");
                if (!host.equalsIgnoreCase(device.host())) {
                    throw new DriverFault(name + " is on another host");
                }
                hides(pull.uri().toString(), "the address of " + name);
                sources.put(name, source);
            }
        }
        return sources;
    }

    private static boolean same(Map<String, MediaSource> first, Map<String, MediaSource> second) {
        if (!first.isEmpty() && !first.equals(second)) {
            throw new DriverFault("it names others: a camera would begin anew at each update of the driver");
        }
        return !first.isEmpty();
    }

    private boolean texts(CameraSession session) {
        hides(session + " " + session.device() + " " + session.channels(), "the text of a session");
        return !credentials.password().isEmpty();
    }

    private void hides(String text, String where) {
        if (!credentials.password().isEmpty() && text.contains(credentials.password())) {
            throw new DriverFault("the password is in " + where);
        }
    }

    private static void clock(Facet.Clock clock) throws CameraException, InterruptedException {
        if (clock.read() == null) {
            throw new DriverFault("it read no time");
        }
    }

    private static void picture(Facet.Snapshots snapshots) throws CameraException, InterruptedException {
        byte[] jpeg = snapshots.jpeg();
        if (jpeg == null || jpeg.length < 4 || jpeg.length > LARGEST_PICTURE) {
            throw new DriverFault("a picture of " + (jpeg == null ? "no" : jpeg.length) + " bytes");
        }
        if ((jpeg[0] & 0xFF) != 0xFF || (jpeg[1] & 0xFF) != 0xD8) {
            throw new DriverFault("a picture that does not begin as JPEG does");
        }
    }

    private static void presets(Facet.Ptz ptz) throws CameraException, InterruptedException {
        List<Facet.Ptz.Preset> presets = ptz.presets();
        if (presets == null || presets.size() > MOST_PRESETS) {
            throw new DriverFault((presets == null ? "no" : presets.size()) + " stored views");
        }
        Set<String> tokens = new HashSet<>();
        for (Facet.Ptz.Preset preset : presets) {
            if (!tokens.add(preset.token())) {
                throw new DriverFault("two stored views " + preset.token());
            }
        }
    }

    private static void encoding(Channel channel, Facet.Encoding encoding)
            throws CameraException, InterruptedException {
        Facet.Encoding.Settings told = encoding.read(channel.profiles().get(0));
        boolean possible = told != null
                && told.frameRate() > 0
                && told.bitrate() > 0
                && told.gop() >= 1
                && told.width() > 0
                && told.height() > 0;
        if (!possible) {
            throw new DriverFault("it tells " + told);
        }
    }

    private static void line(Facet.Events events) throws CameraException, InterruptedException {
        Facet.Events.Subscription line = events.subscribe(event -> {});
        if (line == null || line.ended() == null) {
            throw new DriverFault("the subscription to events is nothing");
        }
        line.close();
        line.close();
        try {
            line.ended().toCompletableFuture().get(PROMPTLY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DriverFault("it has not ended");
        } catch (ExecutionException e) {
            throw new DriverFault("it ended with " + e.getCause());
        }
    }
}
