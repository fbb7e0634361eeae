package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static id.pantau.onboarding.DoorHouse.JSON;
import static id.pantau.onboarding.DoorHouse.awaitReceipt;
import static id.pantau.onboarding.DoorHouse.problem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.onboarding.door.PartnerDoor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A partner's door by FTPS")
@Execution(ExecutionMode.CONCURRENT)
class FtpsDoorTest {
    private static final String PASSWORD = "p4nt&u?";

    @TempDir
    static Path keys;

    private static Certificates certificates;
    private static Path localhost;

    @TempDir
    Path folder;

    private DoorHouse doors;
    private Path files;
    private FileServer server;

    @BeforeAll
    static void certify() throws Exception {
        certificates = new Certificates(keys);
        localhost = certificates.of("localhost");
    }

    @BeforeEach
    void build() throws Exception {
        doors = new DoorHouse(folder);
        files = Files.createDirectories(folder.resolve("ftp/kirim"));
    }

    @AfterEach
    void clear() {
        doors.close();
        server.close();
    }

    private void serve(Path data) throws Exception {
        server = new FileServer(files.getParent(), PASSWORD, localhost, data);
    }

    private PartnerDoor open(String password) throws Exception {
        return doors.open(Map.of(
                "door",
                "ftps",
                "server",
                "localhost:" + server.port(),
                "user",
                "bank",
                "password",
                password,
                "ca",
                certificates.authority().toString(),
                "from",
                "kirim",
                "everySeconds",
                1));
    }

    @Test
    @DisplayName("takes a file, writes its receipt again when it changes, and removes what holds passwords")
    void takes() throws Exception {
        serve(localhost);
        open(PASSWORD);
        Files.writeString(files.resolve("2026-11.a.csv"), CSV);
        Path receipt = files.resolve("receipts/2026-11.a.json");
        JsonNode told = awaitReceipt(receipt);
        await().until(() -> Files.notExists(files.resolve("2026-11.a.csv")));
        assertEquals("2026-11.a", told.path("submission").asText());
    }

    @Test
    @DisplayName("takes one file after the other, and today's under yesterday's name, by the same connection")
    void takesMore() throws Exception {
        serve(localhost);
        PartnerDoor door = open(PASSWORD);
        takesAway("a.csv");
        int logins = server.logins();
        takesAway("b.csv");
        takesAway("a.csv");
        doors.awaitOpen(door);
        assertEquals(logins, server.logins());
    }

    private void takesAway(String name) throws Exception {
        Files.writeString(files.resolve(name), CSV);
        await(name).until(() -> Files.notExists(files.resolve(name)));
    }

    @Test
    @DisplayName("says in failed/ what is wrong with a file, and leaves one that could not be kept until it can be")
    void refuses() throws Exception {
        serve(localhost);
        doors.failures.set(1);
        open(PASSWORD);
        Files.writeString(files.resolve("rusak.csv"), "ref,nama\nGATE,x\n");
        Path failed = files.resolve("failed/rusak.json");
        await().until(() -> Files.exists(failed));
        assertEquals(0, doors.failures.get());
        assertTrue(JSON.readTree(failed.toFile()).path("violations").size() > 0);
        await().until(() -> Files.notExists(files.resolve("rusak.csv")));
    }

    @Test
    @DisplayName("says that its login is refused, without the password")
    void refusedLogin() throws Exception {
        serve(localhost);
        PartnerDoor door = open("salah-9");
        await().until(() -> problem(door).contains("530"));
        assertFalse(problem(door).contains("salah-9"), problem(door));
    }

    @Test
    @DisplayName("takes nothing from a data connection that another server of the same authority answers")
    void otherServer() throws Exception {
        serve(certificates.of("lain.example.id"));
        Files.writeString(files.resolve("a.csv"), CSV);
        PartnerDoor door = open(PASSWORD);
        await().until(() -> problem(door).contains("another than on the control connection"));
        assertTrue(doors.house.submissions.rows().isEmpty());
    }
}
