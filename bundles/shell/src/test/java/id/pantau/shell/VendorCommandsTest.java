package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Camera;
import id.pantau.service.AuditTrail;
import id.pantau.service.Devices;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.DriverInfo;
import id.pantau.service.Drivers.Standing;
import id.pantau.shell.vendor.QuarantineCompleter;
import id.pantau.shell.vendor.VendorCompleter;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The vendor commands")
class VendorCommandsTest {
    private final Fake<Drivers> drivers = new Fake<>(Drivers.class)
            .on(
                    "all",
                    List.of(
                            new DriverInfo("rtsp", "id.pantau.vendor.rtsp 1", 0),
                            new DriverInfo(
                                    "acme",
                                    "com.acme 2",
                                    50,
                                    Standing.QUARANTINED,
                                    "the driver failed with NullPointerException",
                                    Optional.of(City.SINCE),
                                    List.of("pantau-driver-acme-2"),
                                    ""),
                            new DriverInfo(
                                    "old",
                                    "org.old 1",
                                    0,
                                    Standing.LEFT,
                                    "",
                                    Optional.empty(),
                                    List.of("pantau-driver-old-1"),
                                    "")))
            .on("retry", (Fake.Answer) a -> {
                if (!a[0].equals("acme")) {
                    throw new NoSuchElementException("no driver called '" + a[0] + "' is in quarantine");
                }
                return null;
            });
    private final Fake<AuditTrail> audit = new Fake<>(AuditTrail.class).on("record", (Object) null);
    private final Console console = new City().console().with(drivers).with(audit);

    @Test
    void listSaysWhyADriverIsInQuarantineSinceWhenAndWhichThreadsItLeftBehind() throws Exception {
        List<String> lines =
                console.run("vendor:list", "--no-format").output().lines().toList();
        assertEquals("rtsp\t0\tid.pantau.vendor.rtsp 1\t2\tpresent\t\t\t", lines.get(0));
        assertEquals(
                "acme\t50\tcom.acme 2\t0\tquarantined\t2026-11-22T03:00:00Z\tthe driver failed with"
                        + " NullPointerException; threads that do not return, until the next restart: pantau-driver-acme-2\t",
                lines.get(1));
        assertTrue(lines.get(2)
                .endsWith("left\t\tthreads that do not return, until the next restart: pantau-driver-old-1\t"));
    }

    @Test
    void retryIsAudited() throws Exception {
        assertEquals(
                "acme is called again",
                console.run("vendor:retry", "--why", "new switch", "acme")
                        .output()
                        .strip());
        assertEquals(
                List.of("record[Actor[name=console:sari], vendor-retry, acme, new switch]"),
                audit.calls().stream().toList());
    }

    @Test
    void retryOfADriverThatIsNotInQuarantineFailsAndChangesNothing() throws Exception {
        assertEquals(
                "no driver called 'rtsp' is in quarantine",
                console.run("vendor:retry", "rtsp").failure());
        assertEquals(List.of(), audit.calls());
    }

    @Test
    void retryOffersWhatIsInQuarantineAndEverythingElseWhatIsPresent() {
        assertEquals(List.of("acme"), console.completions(QuarantineCompleter.class));
        assertEquals(List.of("rtsp"), console.completions(VendorCompleter.class));
    }

    @Test
    void verifyShowsEachRule() throws Exception {
        drivers.on(
                "verify",
                List.of(
                        new Drivers.Check("a plain web server is not its camera", true, ""),
                        new Drivers.Check("an interrupted probe ends", false, "its thread has not returned")));
        assertEquals(
                List.of(
                        "a plain web server is not its camera\tpassed\t",
                        "an interrupted probe ends\tfailed\tits thread has not returned"),
                console.run("vendor:verify", "--no-format", "rtsp")
                        .output()
                        .lines()
                        .toList());
    }

    @Test
    void verifyOnACameraUsesItsRegisteredLogin() throws Exception {
        Camera camera = City.GATE;
        Fake<Devices> devices =
                new Fake<>(Devices.class).on("verifyOn", List.of(new Drivers.Check("opens the device", true, "")));
        console.with(devices);
        assertEquals(
                "opens the device\tpassed",
                console.run("vendor:verify", "--no-format", camera.vendor(), camera.id())
                        .output()
                        .strip());
    }

    @Test
    void verifyRefusesACameraOfAnotherDriverAndALoginForARegisteredOne() throws Exception {
        assertTrue(
                console.run("vendor:verify", "acme", City.GATE.id()).failure().contains("that camera's driver is"));
        assertTrue(console.run("vendor:verify", "--user", "admin", City.GATE.vendor(), City.GATE.id())
                .failure()
                .contains("a registered camera has its login"));
    }
}
