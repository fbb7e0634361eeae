package id.pantau.onboarding;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.RowState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InboxTest {
    private static final String HEADER = "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n";
    private static final String ROW = "G1,Simpang,rtsp://10.1.1.1/,admin,benar-123,1.1,104.0,street,true\n";

    @TempDir
    Path home;

    private House house;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        house = new House(home);
        folder = home.resolve("inbox/bank-anu");
        await().until(() -> Files.isDirectory(folder));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void a_partners_folder_is_made_for_its_owner_only_even_for_one_who_comes_later() throws Exception {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        house.city.partners.add(new Partner("hotel", "Hotel"));
        await().until(() -> Files.isDirectory(home.resolve("inbox/hotel")));
    }

    @Test
    void a_file_that_arrives_by_rename_is_taken_and_what_is_kept_holds_no_password() throws Exception {
        drop("november.csv", HEADER + ROW);
        await().until(() -> Files.exists(folder.resolve("done/november.csv")));
        await().until(() -> Files.notExists(folder.resolve("november.csv")));
        assertEquals("november", house.submissions.rows().get(0).submission());
        assertEquals(
                HEADER.replace("\n", "\r\n") + ROW.replace("benar-123", "").replace("\n", "\r\n"),
                Files.readString(folder.resolve("done/november.csv")));
        await().until(() -> receipt("november").contains("\"waiting-approval\""));
        assertNothingHolds("benar-123");

        house.onboarding.approve(house.submissions.rows().get(0).id(), Actor.user("sari"), "");
        await().until(() -> receipt("november").contains("\"registered\""));
    }

    @Test
    void a_file_with_its_marker_is_taken_at_once_and_the_marker_goes_too() throws Exception {
        Files.writeString(folder.resolve("a.csv"), HEADER + ROW);
        Files.createFile(folder.resolve("a.csv.done"));
        await().until(() -> Files.exists(folder.resolve("done/a.csv")));
        await().until(() -> Files.notExists(folder.resolve("a.csv.done")));
    }

    @Test
    void a_file_that_is_still_being_written_is_left_alone_until_it_is_quiet() throws Exception {
        long[] now = {0};
        Path root = home.resolve("other");
        Inbox inbox = new Inbox(
                Optional.of(root),
                house.city.knownPartners(),
                partner -> Mapping.NONE,
                new Receipts(house.submissions),
                () -> House.settings("10.0.0.0/8"),
                () -> now[0],
                new LargeBodies());
        assertEquals(List.of(), inbox.look());
        Path file = root.resolve("bank-anu/slow.csv");
        Files.writeString(file, HEADER);
        for (int i = 0; i < 20; i++) {
            Files.writeString(file, ROW.replace("G1", "G" + i), StandardOpenOption.APPEND);
            now[0] += Duration.ofMillis(600).toNanos();
            assertEquals(List.of(), inbox.look(), "taken while it grew");
        }
        now[0] += Duration.ofMillis(600).toNanos();
        assertEquals(List.of(), inbox.look(), "taken before it was quiet for long enough");
        now[0] += Duration.ofMillis(600).toNanos();
        assertEquals(1, inbox.look().size());
    }

    @Test
    void a_large_file_that_has_to_wait_leaves_its_room_to_the_next() throws Exception {
        long[] now = {0};
        Path root = home.resolve("other");
        LargeBodies bodies = new LargeBodies();
        Inbox inbox = new Inbox(
                Optional.of(root),
                house.city.knownPartners(),
                partner -> Mapping.NONE,
                new Receipts(house.submissions),
                () -> House.settings("10.0.0.0/8"),
                () -> now[0],
                bodies);
        inbox.look();
        for (String name : List.of("a.csv", "b.csv")) {
            Files.writeString(root.resolve("bank-anu").resolve(name), " ".repeat(LargeBodies.SMALL + 1));
            Files.createFile(root.resolve("bank-anu").resolve(name + ".done"));
        }
        now[0] += Duration.ofMinutes(1).toNanos();
        List<Inbox.Arrival> arrivals = inbox.look();
        assertEquals(2, arrivals.size());
        arrivals.get(0).read();
        inbox.postpone(arrivals.get(0), new IOException("the registry is away"));
        assertEquals(LargeBodies.SMALL + 1, arrivals.get(1).read().body().length);
    }

    @Test
    void parts_hidden_files_links_and_strangers_are_left_alone() throws Exception {
        Path secret = Files.writeString(home.resolve("secret.csv"), HEADER + ROW);
        Files.createSymbolicLink(folder.resolve("link.csv"), secret);
        Files.writeString(folder.resolve("x.csv.part"), HEADER + ROW);
        Files.writeString(folder.resolve("x.csv.tmp"), HEADER + ROW);
        Files.writeString(folder.resolve(".x.csv"), HEADER + ROW);
        Files.createDirectory(folder.resolve("dir.csv"));
        Path stranger = Files.createDirectory(home.resolve("inbox/stranger"));
        Files.writeString(stranger.resolve("a.csv"), HEADER + ROW);
        drop("good.csv", HEADER + ROW);
        await().until(() -> Files.exists(folder.resolve("done/good.csv")));
        assertEquals(1, house.submissions.rows().size());
        assertTrue(Files.exists(folder.resolve("x.csv.part")) && Files.exists(folder.resolve("link.csv")));
        assertTrue(Files.exists(secret) && Files.exists(stranger.resolve("a.csv")));
    }

    @Test
    void a_linked_folder_for_what_is_kept_is_not_followed() throws Exception {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("done"), elsewhere);
        drop("a.csv", HEADER + ROW);
        await().until(() -> house.submissions.rows().size() == 1);
        drop("b.csv", "nonsense");
        await().until(() -> Files.exists(folder.resolve("failed/b.error.txt")));
        assertEquals(List.of(), Files.list(elsewhere).toList());
        assertTrue(Files.exists(folder.resolve("a.csv")), "the file was lost");
    }

    @Test
    void a_file_that_cannot_be_taken_says_why_by_line_and_keeps_no_password() throws Exception {
        drop("bad.csv", HEADER + ROW.replace("104.0", "1040") + ROW.replace("street", "gang"));
        await().until(() -> Files.exists(folder.resolve("failed/bad.csv")));
        String error = Files.readString(folder.resolve("failed/bad.error.txt"));
        assertTrue(error.contains("line 2: longitude: ") && error.contains("line 3: scene: "), error);
        drop("headless.csv", ROW);
        await().until(() -> Files.exists(folder.resolve("failed/headless.error.txt")));
        await().until(() -> Files.notExists(folder.resolve("headless.csv")));
        assertFalse(Files.exists(folder.resolve("failed/headless.csv")));
        assertTrue(
                Files.readString(folder.resolve("failed/headless.error.txt")).contains("No copy of the file is kept"));
        drop("big.csv", HEADER + "x".repeat(5 << 20));
        await().until(() -> Files.exists(folder.resolve("failed/big.error.txt")));
        await().until(() -> Files.notExists(folder.resolve("big.csv")));
        assertNothingHolds("benar-123");
        assertEquals(0, house.submissions.rows().size());
    }

    @Test
    void a_file_with_a_wrong_header_is_kept_without_what_may_be_a_password_and_hears_of_all_that_is_missing()
            throws Exception {
        drop("bad.csv", "ref,name,address,username,password,pin\nG1,Bank,10.20.0.7,admin,benar-123,benar-123\n");
        drop("lacking.csv", "ref,name,address,username,password\nG1,Bank,10.20.0.7,admin,benar-123\n");
        drop("tab.csv", (HEADER + ROW).replace(',', '\t'));
        for (String name : List.of("bad", "lacking", "tab")) {
            await().until(() -> Files.notExists(folder.resolve(name + ".csv")));
        }
        assertEquals(
                List.of("ref,name,address,username,password,", "G1,Bank,10.20.0.7,admin,,"),
                Files.readAllLines(folder.resolve("failed/bad.csv")));
        String lacking = Files.readString(folder.resolve("failed/lacking.error.txt"));
        for (String column : List.of("latitude", "longitude", "scene", "publicConsent")) {
            assertTrue(lacking.contains("line 1: " + column + ": "), lacking);
        }
        String tab = Files.readString(folder.resolve("failed/tab.error.txt"));
        assertTrue(tab.contains("separated by tabs"), tab);
        assertTrue(Files.readString(folder.resolve("failed/tab.csv")).contains("G1"));
        assertNothingHolds("benar-123");
    }

    @Test
    void a_spreadsheet_is_taken_and_kept_as_csv_without_its_passwords() throws Exception {
        Path fresh = home.resolve("upload");
        Files.write(
                fresh,
                Spreadsheet.of(List.of(
                        List.of(HEADER.strip().split(",")), List.of(ROW.strip().split(",")))));
        Files.move(fresh, folder.resolve("november.xlsx"), StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> Files.notExists(folder.resolve("november.xlsx")));
        assertEquals(
                HEADER.replace("\n", "\r\n") + ROW.replace("benar-123", "").replace("\n", "\r\n"),
                Files.readString(folder.resolve("done/november.csv")));
        await().until(() -> receipt("november").contains("\"waiting-approval\""));
    }

    @Test
    void lines_with_another_separator_than_the_header_hear_of_it() throws Exception {
        drop("mixed.csv", HEADER + ROW.replace(',', ';'));
        await().until(() -> Files.notExists(folder.resolve("mixed.csv")));
        String error = Files.readString(folder.resolve("failed/mixed.error.txt"));
        assertTrue(error.contains("another separator than the header row, which uses ,"), error);
    }

    @Test
    void the_same_file_again_is_harmless_and_other_content_of_that_name_is_refused() throws Exception {
        drop("a.csv", HEADER + ROW);
        await().until(() -> Files.notExists(folder.resolve("a.csv")));
        drop("a.csv", HEADER + ROW);
        await().until(() -> Files.notExists(folder.resolve("a.csv")));
        assertEquals(1, house.submissions.rows().size());
        drop("a.csv", HEADER + ROW.replace("G1", "G2"));
        await().until(() -> Files.exists(folder.resolve("failed/a.error.txt")));
        assertTrue(Files.readString(folder.resolve("failed/a.error.txt")).contains("CONFLICT"));
        assertEquals(1, house.submissions.rows().size());
    }

    @Test
    void a_crash_between_the_commit_and_the_move_is_harmless() throws Exception {
        house.csv("a", HEADER + ROW);
        drop("a.csv", HEADER + ROW);
        await().until(() -> Files.exists(folder.resolve("done/a.csv")));
        assertEquals(1, house.submissions.rows().size());
        await().until(() -> receipt("a").contains("receipt-0"));
    }

    @Test
    void receipts_are_kept_up_to_date_by_the_next_process_too() throws Exception {
        drop("a.csv", HEADER + ROW);
        await().until(() ->
                Files.exists(folder.resolve("receipts/a.json")) && receipt("a").contains("waiting-approval"));
        house.crash();
        house.start("10.0.0.0/8");
        house.onboarding.reject(house.submissions.rows().get(0).id(), Actor.user("sari"), "no agreement");
        await().until(() -> receipt("a").contains("\"rejected\""));
        assertTrue(receipt("a").contains("\"final\" : true"));
        assertEquals(RowState.REJECTED, house.submissions.rows().get(0).state());
    }

    private String receipt(String name) throws IOException {
        Path file = folder.resolve("receipts").resolve(name + ".json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void drop(String name, String text) throws IOException {
        Path fresh = home.resolve(name + ".upload");
        Files.writeString(fresh, text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void assertNothingHolds(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(secret), file + " holds a password");
            }
        }
    }
}
