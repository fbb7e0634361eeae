package id.pantau.registry;

import static id.pantau.registry.Registry.BANK;
import static id.pantau.registry.Registry.SARI;
import static id.pantau.registry.Registry.SYSTEM;
import static id.pantau.registry.Registry.camera;
import static id.pantau.registry.Registry.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Agreement;
import id.pantau.model.Agreement.Hours;
import id.pantau.model.AuditEntry;
import id.pantau.model.Camera;
import id.pantau.model.Credentials;
import id.pantau.model.Incident;
import id.pantau.model.OnboardingRow;
import id.pantau.model.PermitDuty;
import id.pantau.model.Point;
import id.pantau.model.Premises;
import id.pantau.model.Publication;
import id.pantau.model.Publication.Stand;
import id.pantau.model.Reason;
import id.pantau.model.Receipt;
import id.pantau.model.Role;
import id.pantau.model.RowState;
import id.pantau.model.Sponsorship;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.model.User;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import id.pantau.service.Snapshot;
import id.pantau.service.Submissions.NewRow;
import id.pantau.service.Submissions.Recognition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A backup")
class BackupTest {
    private static final Snapshot REFERENCE = Pictures.of(Instant.parse("2026-11-21T12:00:00.120Z"), 0, -1, 127, -128);
    private static final Snapshot EVIDENCE = Pictures.of(Instant.parse("2026-11-22T12:00:00.120Z"), 5, 6);

    @TempDir
    Path home;

    private static final Premises PREMISES = new Premises("bank-anu", "Menara", 1.1289, 104.0535, 200);
    private static final Agreement AGREEMENT = new Agreement(
            "12/2026",
            "bank-anu",
            "Pemko Batam; Bank Anu",
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2027-12-31"),
            Set.of(Use.LIVE, Use.PUBLIC),
            Optional.of(Hours.parse("06:00-18:00")),
            true,
            Optional.empty());
    private static final PermitDuty DUTY =
            new PermitDuty("IMB-7", "hotel-anu", 2, LocalDate.parse("2026-03-01"), LocalDate.parse("2026-09-01"));

    private Path state;
    private Path etc;
    private Path zip;
    private Registry registry;
    private Camera camera;
    private Receipt receipt;
    private String partnerKey;
    private Incident incident;

    @BeforeEach
    void fill() throws Exception {
        state = Files.createDirectory(home.resolve("state"));
        etc = Files.createDirectory(home.resolve("etc"));
        zip = home.resolve("pantau.zip");
        registry = new Registry(DatabaseKind.h2(state), state).furnished();
        camera = registry.addCamera("GATE-07");
        registry.cameras.add(camera("OPEN"), Credentials.NONE, SARI, "");
        Publication withdrawn = new Publication(
                camera.id(),
                Stand.WITHDRAWN,
                Optional.of(Reason.POLICY),
                Optional.of(new Text("karena \"itu\"\n", "because")),
                Instant.parse("2026-11-22T12:00:00.120Z"));
        registry.publications.save(withdrawn, SARI, "");
        registry.views.approve(camera.id(), REFERENCE, SARI, "");
        registry.views.changed(camera.id(), EVIDENCE, "turned by 30 %", SYSTEM);
        registry.sponsors.set(sponsorship(), SARI, "");
        registry.history.record(List.of(history().get(1), history().get(0)));
        registry.users.add(new User("sari", Role.ADMIN), "correct horse", SARI);
        partnerKey = registry.partners.newKey("bank-anu", Scope.READ, false, SARI);
        registry.partners.changeContact("bank-anu", "0778 123456", SARI, "");
        registry.partners.declare(PREMISES, SARI, "");
        registry.agreements.add(AGREEMENT, SARI, "");
        registry.agreements.withhold(camera.id(), SARI, "");
        incident = registry.agreements.open(camera.id(), Duration.ofHours(1), SARI, "fire");
        registry.permits.issue(DUTY, "Hotel Anu", SARI);
        registry.looks.note(camera.id(), "sari");
        NewRow invalid = new NewRow(3, "x", Optional.empty(), Optional.of(new Text("salah", "wrong")));
        receipt = registry.submissions.accept(
                "bank-anu", "2026-11-a", "hash", List.of(row(1, "A"), row(2, "GATE-07"), invalid), BANK);
        registry.submissions.recognised(
                receipt.rows().get(0).id(), new Recognition("onvif", "1", "rtsp://10.0.0.7/", ""));
    }

    private Sponsorship sponsorship() {
        return new Sponsorship(camera.id(), 2026, "Bank Anu", "CSR");
    }

    private List<StatusChange> history() {
        return List.of(
                new StatusChange(
                        camera.id(), EVIDENCE.takenAt(), Status.DEGRADED, Optional.of(Reason.BLACK), "mean 3\n"),
                new StatusChange(camera.id(), EVIDENCE.takenAt().minusSeconds(60), Status.LIVE, Optional.empty(), ""));
    }

    private void backup() throws IOException {
        new ZipBackup(registry.database, etc, "0.1.0").write(zip, SARI);
    }

    /** Puts the backup where a registry of another container finds it, as the launcher does. */
    private Path unpackedForRestore() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        Map<String, byte[]> content = Zips.read(zip);
        Files.write(
                Files.createDirectories(other.resolve("restore")).resolve("registry.jsonl"),
                content.get("registry.jsonl"));
        Files.write(
                Files.createDirectories(other.resolve("keys")).resolve("registry.json"),
                content.get("keys/registry.json"));
        return other;
    }

    @Test
    @DisplayName("from H2 is restored on PostgreSQL, and back, with everything in it")
    void roundTrip() throws Exception {
        backup();
        Path other = unpackedForRestore();
        DataSource postgres = Postgres.empty();
        Registry onPostgres = new Registry(postgres, other);
        assertSame(onPostgres);
        assertFalse(Files.exists(other.resolve("restore")));
        assertEquals("restore", onPostgres.audit.newest(1).get(0).action());
        assertSame(new Registry(postgres, other));

        Files.delete(zip);
        new ZipBackup(onPostgres.database, etc, "0.1.0").write(zip, SARI);
        Files.write(
                Files.createDirectories(state.resolve("restore")).resolve("registry.jsonl"),
                Zips.read(zip).get("registry.jsonl"));
        registry.cameras.remove(camera.id(), SARI, "");
        assertSame(new Registry(DatabaseKind.h2(state), state));
    }

    private void assertSame(Registry restored) throws SQLException {
        assertEquals(2, restored.cameras.all().size());
        assertEquals(Optional.of(camera), restored.cameras.find(camera.id()));
        assertEquals(Registry.LOGIN, restored.cameras.credentials(camera.id()));
        assertEquals(registry.points.all(), restored.points.all());
        assertEquals(registry.partners.all(), restored.partners.all());
        assertEquals(
                new Key(registry.partners.find("bank-anu").orElseThrow(), Scope.READ),
                restored.partners.authenticate(partnerKey).orElseThrow());
        assertEquals(Optional.of("0778 123456"), restored.partners.contact("bank-anu"));
        assertEquals(List.of(PREMISES), restored.partners.premises("bank-anu"));
        assertEquals(List.of(AGREEMENT), restored.agreements.all());
        assertTrue(restored.agreements.withheldSince(camera.id()).isPresent());
        assertEquals(List.of(incident), restored.agreements.incidents(10));
        assertEquals(registry.permits.all(), restored.permits.all());
        assertEquals(
                "sari", restored.looks.of("bank-anu", LocalDate.EPOCH).get(0).who());
        assertTrue(restored.users.authenticate("sari", "correct horse").isPresent());
        assertEquals(Stand.WITHDRAWN, restored.publications.all().get(0).stand());
        assertEquals(
                "karena \"itu\"\n",
                restored.publications.all().get(0).detail().orElseThrow().id());
        assertEquals(
                Optional.of(receipt.id()),
                restored.submissions.receipt("bank-anu", receipt.id()).map(Receipt::id));
        List<OnboardingRow> rows = restored.submissions.rows();
        assertEquals(receipt.rows(), rows);
        assertEquals(
                Registry.LOGIN, restored.submissions.credentials(rows.get(0).id()));
        assertEquals(
                "onvif",
                restored.submissions.recognition(rows.get(0).id()).orElseThrow().vendor());
        assertEquals(registry.views.all(), restored.views.all());
        Pictures.assertSame(REFERENCE, restored.views.reference(camera.id()));
        Pictures.assertSame(EVIDENCE, restored.views.evidence(camera.id()));
        assertEquals(List.of(sponsorship()), restored.sponsors.all());
        assertEquals(history(), restored.history.of(camera.id(), Instant.EPOCH, Instant.now(), 10));
        List<String> newestFirst =
                restored.audit.newest(10_000).stream().map(AuditEntry::action).toList();
        assertEquals(
                List.of("camera:add", "partner:add", "point:add"),
                newestFirst.subList(newestFirst.size() - 3, newestFirst.size()));
    }

    @Test
    @DisplayName("holds registry, keys and Pantau's own configuration, and says what it is")
    void content() throws IOException {
        Files.writeString(etc.resolve("id.pantau.live.cfg"), "bufferMegabytes = 512");
        Files.writeString(etc.resolve("org.ops4j.datasource-pantau.cfg"), "url = x");
        Files.writeString(etc.resolve("keys.properties"), "pantau = x");
        Files.writeString(etc.resolve("jre.properties"), "not ours");
        Files.createDirectories(etc.resolve("routes").resolve("examples"));
        Files.writeString(etc.resolve("routes").resolve("mail.yaml"), "- route:");
        Files.writeString(etc.resolve("routes").resolve("mail.properties"), "to = x");
        Files.writeString(etc.resolve("routes").resolve("mail.yaml~"), "an editor's");
        backup();
        Map<String, byte[]> content = Zips.read(zip);
        assertEquals(
                List.of(
                        "manifest.json",
                        "registry.jsonl",
                        "keys/registry.json",
                        "etc/id.pantau.live.cfg",
                        "etc/keys.properties",
                        "etc/org.ops4j.datasource-pantau.cfg",
                        "etc/routes/mail.properties",
                        "etc/routes/mail.yaml"),
                List.copyOf(content.keySet()));
        String manifest = new String(content.get("manifest.json"), StandardCharsets.UTF_8);
        assertTrue(manifest.contains("\"format\":\"pantau-backup\""), manifest);
        assertTrue(manifest.contains("\"pantau\":\"0.1.0\""), manifest);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)));
        assertEquals("backup", registry.audit.newest(1).get(0).action());
    }

    @Test
    @DisplayName("is one moment: what changes while it is written is in none of its tables")
    void oneMoment() throws Exception {
        for (Registry each : List.of(registry, onPostgres())) {
            StringWriter lines = new StringWriter();
            Writer meddling = new Writer() {
                private boolean changed;

                @Override
                public void write(char[] text, int from, int length) {
                    lines.write(text, from, length);
                    if (!changed && lines.toString().contains("\"points\"")) {
                        changed = true;
                        each.addCamera("LATE");
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
            each.database.transactions().<Boolean, IOException>snapshot(c -> {
                Dump.write(c, meddling);
                return true;
            });
            assertTrue(each.cameras.all().stream().anyMatch(late -> late.ref().equals("LATE")));
            assertFalse(lines.toString().contains("LATE"));
        }
    }

    private Registry onPostgres() throws IOException, SQLException {
        Path folder = Files.createDirectories(home.resolve("postgres"));
        return new Registry(Postgres.empty(), folder).furnished();
    }

    @Test
    @DisplayName("of the version before is restored, with nothing in the tables that it did not know")
    void older() throws Exception {
        backup();
        Path other = unpackedForRestore();
        Path file = other.resolve("restore").resolve("registry.jsonl");
        List<String> old = new ArrayList<>(Files.readAllLines(file));
        old.removeIf(line -> line.matches("\\{\"table\":\"(status_history|observed|views|sponsorships)\".*"));
        old.set(0, "{\"format\":\"pantau-registry\",\"schema\":\"1\"}");
        old.set(old.size() - 1, "{\"rows\":" + (old.size() - 2) + "}");
        Files.write(file, old);
        Registry restored = new Registry(DatabaseKind.h2(other), other);
        assertEquals(Optional.of(camera), restored.cameras.find(camera.id()));
        assertEquals(List.of(), restored.views.all());
        assertEquals(List.of(), restored.history.of(camera.id(), Instant.EPOCH, Instant.now(), 10));
    }

    @Test
    @DisplayName("never touches a file that exists")
    void existing() throws IOException {
        Files.writeString(zip, "precious");
        assertThrows(FileAlreadyExistsException.class, this::backup);
        assertEquals("precious", Files.readString(zip));
    }

    @Test
    @DisplayName("that fails leaves nothing behind")
    void failing() throws IOException {
        Files.delete(etc);
        assertThrows(NoSuchFileException.class, this::backup);
        assertFalse(Files.exists(zip));
    }

    @Test
    @DisplayName("restored over other content replaces all of it")
    void replaces() throws Exception {
        backup();
        Registry other = onPostgres();
        other.addCamera("OLD");
        String row = other.submissions
                .accept("bank-anu", "old", "hash", List.of(row(1, "O")), BANK)
                .rows()
                .get(0)
                .id();
        other.submissions.advance(row, RowState.RECEIVED, RowState.PROBING, Optional.empty(), SYSTEM, "");
        DataSource h2 = DatabaseKind.h2(Files.createDirectories(home.resolve("third")));
        Path third = unpackedForRestore();
        Registry before = new Registry(h2, home.resolve("third")).furnished();
        before.points.add(new Point("gone", "Gone", "", 1, 104), SARI);
        Registry after = new Registry(h2, third);
        assertSame(after);
        assertEquals(Optional.empty(), after.points.find("gone"));
    }
}
