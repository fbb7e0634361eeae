package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.service.Drivers.Check;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Tries a driver on strangers of this machine, none of which is a camera: what of its contract can be seen without one. What it
 * does wrong here is told, and does not count against it. Blocks for some seconds.
 */
final class Trial {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final long PROMPTLY_MILLIS = 2000;
    private static final long LOOK_MILLIS = 50;
    private static final String NOT_BACK = "its thread has not returned";

    private static final List<Class<? extends Facet>> ABILITIES = List.of(
            Facet.Discovery.class,
            Facet.Snapshots.class,
            Facet.Ptz.class,
            Facet.Events.class,
            Facet.Clock.class,
            Facet.Encoding.class);

    /** How addresses are written. Some drivers have to do with one of these alone, and say so without asking anybody. */
    private static final List<String> FORMS =
            List.of("127.0.0.1:%d", "http://127.0.0.1:%d", "rtsp://127.0.0.1:%d/trial");

    private final DriverPort port;
    private final Credentials login = new Credentials("trial", UUID.randomUUID().toString());
    private final TrialCalls calls;

    /** The first that the driver does not turn away. */
    private String form = FORMS.get(0);

    Trial(DriverPort port) {
        this.port = port;
        this.calls = new TrialCalls(port, new Login(Endpoint.parse("127.0.0.1"), login));
    }

    List<Check> run() throws IOException, InterruptedException {
        abilities();
        deadAddress();
        for (Stranger.Manner manner : Stranger.Manner.values()) {
            try (Stranger stranger = new Stranger(manner)) {
                notServed(manner, at(stranger));
                keepsThePassword(manner, stranger);
            }
        }
        interrupted();
        return calls.checks();
    }

    private void abilities() throws InterruptedException {
        Answer<Boolean> answer = calls.ask(DEADLINE, driver -> {
            ABILITIES.forEach(type -> Login.ability(driver, type));
            return true;
        });
        calls.check("says of each ability whether it has it", answer instanceof Answer.Given, answer);
    }

    private void deadAddress() throws IOException, InterruptedException {
        int dead;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = gone.getLocalPort();
        }
        Answer<ProbeResult> probed = probe(at(dead));
        for (int next = 1; next < FORMS.size() && isTurnedAway(probed); next++) {
            form = FORMS.get(next);
            probed = probe(at(dead));
        }
        // whose addresses are of a form of their own has to do with none of these, and says so without asking anybody
        boolean unasked = isUnasked(probed);
        calls.check(
                "a dead address is unreachable when it is probed",
                unasked
                        || probed instanceof Answer.Given<ProbeResult> given
                                && given.value() instanceof ProbeResult.Unreachable,
                probed);
        Answer<Boolean> opened = open(at(dead));
        calls.check(
                "a dead address is unreachable when it is opened",
                opened instanceof Answer.Failed<Boolean> failed
                        && (failed.kind() == CameraException.Kind.UNREACHABLE
                                || unasked && failed.kind() == CameraException.Kind.UNSUPPORTED),
                opened);
    }

    private static boolean isUnasked(Answer<ProbeResult> answer) {
        return answer instanceof Answer.Given<ProbeResult> given
                && given.value() instanceof ProbeResult.NotMine not
                && !not.asked();
    }

    private static boolean isTurnedAway(Answer<ProbeResult> answer) {
        return answer instanceof Answer.Given<ProbeResult> given && given.value() instanceof ProbeResult.NotMine;
    }

    private void notServed(Stranger.Manner manner, Endpoint stranger) throws InterruptedException {
        Answer<ProbeResult> answer = probe(stranger);
        calls.check(
                words(manner) + " is not its camera, within " + DEADLINE.toSeconds() + " s",
                answer instanceof Answer.Given<ProbeResult> given
                        && (given.value() instanceof ProbeResult.NotMine
                                || given.value() instanceof ProbeResult.Unreachable),
                answer);
    }

    private void keepsThePassword(Stranger.Manner manner, Stranger stranger) throws InterruptedException {
        Answer<Boolean> answer = open(at(stranger));
        calls.check(
                words(manner) + " cannot be opened, within " + DEADLINE.toSeconds() + " s",
                answer instanceof Answer.Failed,
                answer);
        boolean kept = !stranger.heard().contains(login.password());
        calls.check(words(manner) + " is told no password that it did not ask for", kept, "the password was sent");
        boolean hidden = !(answer instanceof Answer.Failed<Boolean> failed)
                || !failed.detail().contains(login.password());
        calls.check("no password is in the message about " + words(manner), hidden, "the message holds it");
    }

    private void interrupted() throws IOException, InterruptedException {
        try (Stranger silent = new Stranger(Stranger.Manner.SILENT)) {
            List<String> before = port.hangingThreads();
            Endpoint where = at(silent);
            calls.ask(SHORT, driver -> driver.probe(where));
            calls.check("an interrupted probe ends within " + PROMPTLY_MILLIS / 1000 + " s", isBack(before), NOT_BACK);
        }
        try (Stranger silent = new Stranger(Stranger.Manner.SILENT)) {
            List<String> before = port.hangingThreads();
            Endpoint where = at(silent);
            calls.ask(SHORT, driver -> new Login(where, login).with(driver, session -> true));
            calls.check("an interrupted login ends within " + PROMPTLY_MILLIS / 1000 + " s", isBack(before), NOT_BACK);
        }
    }

    private boolean isBack(List<String> before) throws InterruptedException {
        for (long waited = 0; waited < PROMPTLY_MILLIS; waited += LOOK_MILLIS) {
            if (before.containsAll(port.hangingThreads())) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return before.containsAll(port.hangingThreads());
    }

    private Answer<ProbeResult> probe(Endpoint endpoint) throws InterruptedException {
        return calls.ask(DEADLINE, driver -> driver.probe(endpoint));
    }

    private Answer<Boolean> open(Endpoint endpoint) throws InterruptedException {
        return calls.ask(DEADLINE, driver -> new Login(endpoint, login).with(driver, session -> true));
    }

    private static String words(Stranger.Manner manner) {
        return switch (manner) {
            case SILENT -> "a server that says nothing";
            case BABBLING -> "a server that talks nonsense without end";
            case WEB -> "a plain web server";
        };
    }

    private Endpoint at(Stranger stranger) {
        return at(stranger.port());
    }

    private Endpoint at(int port) {
        return Endpoint.parse(String.format(Locale.ROOT, form, port));
    }
}
