package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.onboarding.Networks.AddressRefusedException;
import id.pantau.service.Cameras;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.LoginReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.Recognition;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a submitted camera is, by asking it: anonymously, then with at most one login. */
final class Prober {
    static final Actor SELF = Actor.system("onboarding");

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final Text UNKNOWN_HOST =
            new Text("Nama host pada address tidak ditemukan.", "The host name in address cannot be found.");
    private static final Text UNREACHABLE =
            new Text("Kamera tidak menjawab pada address ini.", "No camera answers at this address.");
    private static final Text UNRECOGNISED = new Text(
            "Yang menjawab pada address ini tidak dikenali sebagai kamera.",
            "What answers at this address is not recognised as a camera.");
    private static final Text NO_DRIVERS =
            new Text("Belum ada driver kamera yang terpasang.", "No camera driver is installed.");
    private static final Text LOGIN_NEEDED = new Text(
            "Kamera meminta login: kirim username dan password dengan nama kiriman baru.",
            "The camera asks for a login: send username and password in a new submission.");
    private static final Text LOGIN_REFUSED = new Text(
            "Kamera menolak login ini. Tidak dicoba lagi agar akun tidak terkunci; kirim yang benar dengan nama"
                    + " kiriman baru.",
            "The camera refuses this login. Nothing is tried again, so that the account is not locked; send the right"
                    + " one in a new submission.");
    private static final Text REGISTERED_ALREADY = new Text(
            "Perangkat pada address ini sudah terdaftar sebagai kamera lain.",
            "The device at this address is registered as another camera already.");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx").withZone(ZoneId.systemDefault());

    private final Submissions submissions;
    private final Cameras cameras;
    private final Drivers drivers;
    private final Supplier<Networks> networks;
    private final LoginGuard logins;

    Prober(Submissions submissions, Cameras cameras, Drivers drivers, Supplier<Networks> networks, LoginGuard logins) {
        this.submissions = submissions;
        this.cameras = cameras;
        this.drivers = drivers;
        this.networks = networks;
        this.logins = logins;
    }

    /** Where probing a row led. */
    record Outcome(String row, RowState state, Optional<Text> reason) {
        Outcome(String row, RowState state, Text reason) {
            this(row, state, Optional.of(reason));
        }
    }

    /** Probes a row that is received, or that was being probed when the process ended; empty for any other. */
    Optional<Outcome> probe(String rowId) throws InterruptedException {
        Optional<OnboardingRow> row =
                submissions.row(rowId).filter(r -> r.state().pending());
        if (row.isEmpty() || row.get().request().isEmpty()) {
            return Optional.empty();
        }
        submissions.advance(rowId, RowState.RECEIVED, RowState.PROBING, Optional.empty(), SELF, "probing");
        return Optional.of(
                ask(rowId, row.get().partner(), row.get().request().get().endpoint()));
    }

    private Outcome ask(String row, String partner, Endpoint address) throws InterruptedException {
        Endpoint pinned;
        try {
            pinned = networks.get().pin(address);
        } catch (AddressRefusedException e) {
            return new Outcome(row, RowState.INVALID, e.reason());
        } catch (UnknownHostException e) {
            return new Outcome(row, RowState.UNREACHABLE, UNKNOWN_HOST);
        }
        if (isTaken(pinned, partner)) {
            return new Outcome(row, RowState.DUPLICATE, REGISTERED_ALREADY);
        }
        ProbeReport report = drivers.probe(pinned);
        Optional<String> vendor = report.chosen();
        if (vendor.isPresent()) {
            boolean needsLogin = report.answers().get(vendor.get()) instanceof ProbeResult.NeedsLogin;
            return logIn(row, pinned, vendor.get(), needsLogin);
        }
        if (report.answers().isEmpty()) {
            return new Outcome(row, RowState.UNRECOGNISED, NO_DRIVERS);
        }
        return report.unreachable()
                ? new Outcome(row, RowState.UNREACHABLE, UNREACHABLE)
                : new Outcome(row, RowState.UNRECOGNISED, UNRECOGNISED);
    }

    private Outcome logIn(String row, Endpoint pinned, String vendor, boolean needsLogin) throws InterruptedException {
        Credentials credentials = submissions.credentials(row);
        if (needsLogin && credentials.isNone()) {
            return new Outcome(row, RowState.UNAUTHORIZED, LOGIN_NEEDED);
        }
        String device = DeviceAddress.device(pinned);
        Optional<Instant> later = logins.begin(device);
        if (later.isPresent()) {
            return new Outcome(row, RowState.UNAUTHORIZED, tooEarly(later.get()));
        }
        boolean refused = false;
        try {
            LoginReport login = drivers.login(vendor, pinned, credentials);
            if (login.channels().isEmpty()) {
                return new Outcome(row, RowState.UNRECOGNISED, UNRECOGNISED);
            }
            return recognised(row, pinned, vendor, login);
        } catch (CameraException e) {
            LOG.info("Row {}: driver {} says {}", row, vendor, e.kind());
            refused = e.kind() == CameraException.Kind.UNAUTHORIZED;
            return switch (e.kind()) {
                case UNAUTHORIZED ->
                    new Outcome(row, RowState.UNAUTHORIZED, credentials.isNone() ? LOGIN_NEEDED : LOGIN_REFUSED);
                case UNREACHABLE, BUSY -> new Outcome(row, RowState.UNREACHABLE, UNREACHABLE);
                case PROTOCOL, UNSUPPORTED -> new Outcome(row, RowState.UNRECOGNISED, UNRECOGNISED);
            };
        } finally {
            logins.end(device, refused);
        }
    }

    private static Text tooEarly(Instant later) {
        // a minute later than now, so that the minute that is named is not too early itself
        String when = TIME.format(later.plusSeconds(59));
        return new Text(
                "Kamera ini baru saja menolak beberapa login. Agar akun tidak terkunci, login ini belum dicoba; coba lagi"
                        + " setelah " + when + ".",
                "The camera has just refused several logins. So that the account is not locked, this login was not"
                        + " tried; try again after " + when + ".");
    }

    private Outcome recognised(String row, Endpoint pinned, String vendor, LoginReport login) {
        String channel = login.channels().get(0);
        if (isRegistered(pinned, channel)) {
            return new Outcome(row, RowState.DUPLICATE, REGISTERED_ALREADY);
        }
        submissions.recognised(
                row,
                new Recognition(
                        vendor,
                        channel,
                        pinned.toString(),
                        SerialNumber.of(login.device()).orElse("")));
        return new Outcome(row, RowState.WAITING_APPROVAL, Optional.empty());
    }

    /** Whether some camera already is that channel of that device. */
    boolean isRegistered(Endpoint pinned, String channel) {
        return cameras.all().stream().anyMatch(c -> DeviceAddress.isChannel(c, pinned, channel));
    }

    /** Whether a camera stands at that address, or another partner's at that device: its login is not to be tried. */
    private boolean isTaken(Endpoint pinned, String partner) {
        return cameras.all().stream()
                .anyMatch(c -> c.partner().equals(partner)
                        ? DeviceAddress.sameAddress(c.endpoint(), pinned)
                        : DeviceAddress.sameDevice(c.endpoint(), pinned));
    }

    /** Writes down where probing led, unless somebody moved the row meanwhile. */
    void settle(Outcome outcome) {
        try {
            submissions.advance(outcome.row(), RowState.PROBING, outcome.state(), outcome.reason(), SELF, "probed");
        } catch (IllegalStateException refTaken) {
            submissions.advance(
                    outcome.row(),
                    RowState.PROBING,
                    RowState.DUPLICATE,
                    Optional.of(REGISTERED_ALREADY),
                    SELF,
                    "probed");
        }
    }
}
