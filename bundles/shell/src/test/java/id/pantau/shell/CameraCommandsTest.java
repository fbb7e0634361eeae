package id.pantau.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.service.Drivers;
import id.pantau.service.Drivers.LoginReport;
import id.pantau.service.Drivers.ProbeReport;
import id.pantau.shell.Console.Outcome;
import id.pantau.shell.camera.CameraCompleter;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.ProbeResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The camera commands")
class CameraCommandsTest {
    private final City city = new City();
    private final Console console = city.console();

    @TempDir
    Path folder;

    @Test
    void listGivesTheContractsPropertiesAsJson() throws Exception {
        Outcome outcome = console.run("camera:list", "--json");
        JsonNode list = new ObjectMapper().readTree(outcome.output());
        assertEquals(2, list.size());
        JsonNode gate = list.get(0);
        for (String property : List.of(
                "id", "name", "point", "vendor", "status", "reason", "public", "viewers", "fps", "lastFrameAt")) {
            assertTrue(gate.has(property), property);
        }
        assertEquals("live", gate.get("status").textValue());
        assertTrue(gate.get("reason").isNull());
        assertTrue(gate.get("public").booleanValue());
        assertEquals(3, gate.get("viewers").intValue());
        assertEquals(12.3, gate.get("fps").doubleValue());
        assertEquals("2026-11-22T03:00:00Z", gate.get("lastFrameAt").textValue());
        assertEquals(City.GATE.name(), gate.get("name").textValue());
        assertEquals("unreachable", list.get(1).get("reason").textValue());
        assertTrue(list.get(1).get("lastFrameAt").isNull());
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(outcome.output()));
    }

    @Test
    void aTableHasNoControlCharactersOfOtherPeople() throws Exception {
        String output = console.run("camera:list", "--no-format").output();
        assertFalse(output.contains("\u001b"));
        assertTrue(output.contains("Gate \uFFFD[2J"), output);
        assertEquals(2, output.lines().count());
    }

    @Test
    void infoSaysWhatToDoAndHidesAPasswordInTheAddress() throws Exception {
        for (Camera camera : List.of(City.GATE, City.PARK)) {
            for (String format : List.of("--json", "--no-format")) {
                String output = console.run("camera:info", format, camera.id()).output();
                assertFalse(output.contains("Gheim77"), output);
                assertTrue(output.contains("10.20.0."), output);
            }
        }
        assertTrue(console.run("camera:info", City.PARK.id()).output().contains("Check the camera's power"));
    }

    @Test
    void anUnknownCameraIsOneClearSentence() throws Exception {
        assertEquals(
                "there is no camera 'zzzzzzzzzzzz'",
                console.run("camera:info", "zzzzzzzzzzzz").failure());
    }

    @Test
    void aMissingServiceIsNamedAndOtherCommandsGoOn() throws Exception {
        Console bare = new Console().with(city.cameras).with(city.points);
        assertTrue(bare.run("camera:list").failure().contains("Live"));
        assertFalse(bare.run("point:list").failed());
        assertEquals(List.of(), new Console().completions(CameraCompleter.class));
        assertEquals(List.of(City.GATE.id(), City.PARK.id()), bare.completions(CameraCompleter.class));
    }

    @Test
    void loginAsksWithoutAnEchoAndNamesTheAuthenticatedUser() throws Exception {
        List<Object> changed = new ArrayList<>();
        city.cameras.on("changeLogin", (Fake.Answer) a -> changed.addAll(Arrays.asList(a)));
        Outcome outcome =
                console.typing("Gheim77").run("camera:login", "--user", "admin", "--why", "rotated", City.PARK.id());
        assertFalse(outcome.failed(), outcome.failure());
        assertEquals(new Credentials("admin", "Gheim77"), changed.get(1));
        assertEquals("Actor[name=console:sari]", changed.get(2).toString());
        assertEquals("rotated", changed.get(3));
        assertFalse(outcome.output().contains("Gheim77"));
    }

    @Test
    void loginWithNobodyToAskSaysWhatElseThereIs() throws Exception {
        String failure =
                console.run("camera:login", "--user", "admin", City.PARK.id()).failure();
        assertTrue(failure.contains("--password-file") && failure.contains("--password-stdin"), failure);
    }

    @Test
    void loginTakesThePasswordFromAFileOrTheStandardInput() throws Exception {
        List<Object> changed = new ArrayList<>();
        city.cameras.on("changeLogin", (Fake.Answer) a -> changed.add(a[1]));
        Path file = Files.writeString(folder.resolve("password"), "dari berkas\r\nmore\n");
        console.run("camera:login", "--user", "a", "--password-file", file.toString(), City.PARK.id());
        console.piping("dari masukan").run("camera:login", "--user", "a", "--password-stdin", City.PARK.id());
        assertEquals(List.of(new Credentials("a", "dari berkas"), new Credentials("a", "dari masukan")), changed);
    }

    @Test
    void aPasswordThatCannotBeReadIsRefusedWithoutShowingIt() throws Exception {
        String[] texts = {"", "\n", "Gheim77".repeat(1000)};
        for (String text : texts) {
            Path file = Files.writeString(folder.resolve("password"), text);
            Outcome outcome =
                    console.run("camera:login", "--user", "a", "--password-file", file.toString(), City.PARK.id());
            assertTrue(outcome.failed());
            assertFalse(outcome.failure().contains("Gheim77"));
        }
        Path gone = folder.resolve("gone");
        assertEquals(
                "there is no file " + gone,
                console.run("camera:login", "--user", "a", "--password-file", gone.toString(), City.PARK.id())
                        .failure());
    }

    @Test
    void addRegistersWhatADriverRecognisedAndLoggedInTo() throws Exception {
        List<Camera> added = new ArrayList<>();
        Fake<Drivers> drivers = drivers(List.of("1"));
        city.cameras.on("add", (Fake.Answer) a -> {
            added.add((Camera) a[0]);
            return City.GATE;
        });
        Outcome outcome = add(console.with(drivers).typing("Gheim77"), "127.0.0.1:554", "--user", "admin");
        assertFalse(outcome.failed(), outcome.failure());
        assertEquals(City.GATE.id(), outcome.output().strip());
        assertEquals("generic", added.get(0).vendor());
        assertEquals("1", added.get(0).channel());
        assertEquals("127.0.0.1:554", added.get(0).endpoint().toString());
        assertTrue(
                drivers.calls().get(1).contains("Credentials[user=admin]"),
                drivers.calls().toString());
    }

    @Test
    void addRegistersNothingWhenAnythingIsWrong() throws Exception {
        Fake<Drivers> recorder = drivers(List.of("1", "2"));
        assertTrue(add(console.with(recorder), "127.0.0.1").failure().contains("--channel is one of 1, 2"));
        Fake<Drivers> refusing = drivers(List.of("1")).on("login", (Fake.Answer) a -> {
            throw new CameraException(CameraException.Kind.UNAUTHORIZED, "the device refuses this login");
        });
        assertEquals(
                "the device refuses this login",
                add(console.with(refusing), "127.0.0.1").failure());
        Fake<Drivers> silent = drivers(List.of("1"))
                .on("probe", new ProbeReport(Map.of("generic", new ProbeResult.Unreachable("refused"))));
        assertEquals(
                "nothing answers there", add(console.with(silent), "127.0.0.1").failure());
        assertTrue(add(console, "rtsp://u:Gheim77@127.0.0.1/").failure().contains("must not contain a user name"));
        assertFalse(add(console, "rtsp://u:Gheim77@127.0.0.1/").failure().contains("Gheim77"));
    }

    @Test
    void probeShowsEachDriversAnswer() throws Exception {
        String output = console.with(drivers(List.of("1")))
                .run("camera:probe", "--no-format", "10.0.0.1")
                .output();
        assertEquals("generic\tneeds-login\tIPC\ttrue", output.strip());
    }

    @Test
    void removeGoesOnAfterACameraThatIsNotThereAndFails() throws Exception {
        city.cameras.on("remove", (Fake.Answer) a -> a[0].equals(City.PARK.id()));
        Outcome outcome = console.run("camera:remove", "--why", "sold", "zzzzzzzzzzzz", City.PARK.id());
        assertTrue(outcome.output().contains("zzzzzzzzzzzz: there is no such camera"), outcome.output());
        assertTrue(outcome.output().contains(City.PARK.id() + " removed"), outcome.output());
        assertEquals("1 of 2 refused: zzzzzzzzzzzz", outcome.failure());
    }

    private static Fake<Drivers> drivers(List<String> channels) {
        return new Fake<>(Drivers.class)
                .on("probe", new ProbeReport(Map.of("generic", new ProbeResult.NeedsLogin("IPC"))))
                .on("login", new LoginReport(DeviceInfo.UNKNOWN, channels));
    }

    private static Outcome add(Console console, String address, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--partner", "anu", "--ref", "G1", "--point", "simpang", "--scene", "street"));
        arguments.addAll(List.of(more));
        arguments.add("Gerbang");
        arguments.add(address);
        return console.run("camera:add", arguments.toArray(String[]::new));
    }
}
