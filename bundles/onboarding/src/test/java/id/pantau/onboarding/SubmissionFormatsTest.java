package id.pantau.onboarding;

import static id.pantau.onboarding.House.camera;
import static id.pantau.onboarding.House.submission;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Actor;
import id.pantau.model.RowState;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import id.pantau.service.Submissions.NewRow;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFormatsTest {
    private static final String HEADER = "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n";
    private static final String ROW = "G1,Simpang,rtsp://10.1.1.1/,admin,rahasia-9,1.1,104.0,street,true\n";

    private final MemorySubmissions submissions = new MemorySubmissions(new MemoryCity());
    private Limits limits = Limits.WIDEST;
    private final Intake intake = new Intake(
            submissions, new ContentHash(new byte[32]), p -> Mapping.NONE, p -> Grounds.ANYWHERE, () -> limits);

    private List<id.pantau.model.OnboardingRow> take(String type, String name, byte[] body)
            throws SubmissionRefusedException {
        return intake.keep(intake.validate(intake.parse(new Delivery("bank-anu", type, name, body))))
                .rows();
    }

    private SubmissionRefusedException refused(String type, byte[] body) {
        SubmissionRefusedException e = assertThrows(SubmissionRefusedException.class, () -> take(type, "a", body));
        assertEquals(List.of(), submissions.rows(), "something was kept");
        assertFalse(e.violations().isEmpty());
        assertFalse((e.getMessage() + e.violations()).contains("rahasia"), "a secret was repeated");
        return e;
    }

    private SubmissionRefusedException json(String text) {
        return refused("application/json", text.getBytes(UTF_8));
    }

    private SubmissionRefusedException csv(String text) {
        return refused("text/csv; charset=utf-8", text.getBytes(UTF_8));
    }

    private static Violation only(SubmissionRefusedException e) {
        assertEquals(1, e.violations().size(), e.violations().toString());
        return e.violations().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rahasia",
                "[]",
                "{",
                "{\"submission\": \"a\", \"cameras\": [{\"password\": \"rahasia",
                "{\"submission\": \"a\", \"cameras\": [{\"ref\": rahasia}]}",
                "{\"submission\": \"a\", \"cameras\": []} rahasia",
                "{\"submission\": \"a\", \"cameras\": [{\"latitude\": NaN}]}"
            })
    void what_is_not_json_is_malformed(String text) {
        assertEquals(Kind.MALFORMED, json(text).kind());
    }

    @Test
    void deep_json_is_refused_at_once() {
        String deep = "{\"submission\":\"a\",\"cameras\":[" + "[".repeat(2_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(Kind.MALFORMED, json(deep).kind()));
    }

    @Test
    void a_million_rows_are_refused_at_once() {
        String many = "{\"submission\":\"a\",\"cameras\":[" + "{},".repeat(1_000_000) + "{}]}";
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(Kind.TOO_LARGE, json(many).kind()));
        String lines = HEADER + "x\n".repeat(1_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(Kind.TOO_LARGE, csv(lines).kind()));
    }

    @Test
    void a_body_that_is_too_large_is_refused_unread() {
        assertEquals(
                Kind.TOO_LARGE,
                refused("application/json", new byte[(48 << 20) + 1]).kind());
    }

    @Test
    void what_is_over_a_configured_limit_hears_the_limit_and_where_it_was_passed() throws Exception {
        limits = new Limits(1000, 2);
        Violation bytes = only(csv(HEADER + ROW.repeat(20)));
        assertEquals(
                "A submission has at most 1000 bytes. Divide it.",
                bytes.message().en());
        assertEquals("cameras", only(csv(HEADER + ROW + "\n" + ROW + ROW)).field());
        Violation rows = only(csv(HEADER + ROW + "\n" + ROW + ROW));
        assertEquals(5, rows.row());
        assertTrue(rows.message().en().startsWith("A submission has at most 2 cameras"));
        Violation third = only(json("{\"submission\":\"a\",\"cameras\":[{},{},{}]}"));
        assertEquals(3, third.row());
        assertEquals(
                2, take("text/csv", "a", (HEADER + ROW + ROW).getBytes(UTF_8)).size());
    }

    @Test
    void json_behind_a_byte_order_mark_is_read_and_one_wrong_byte_far_behind_is_found() throws Exception {
        String camera =
                "{\"ref\":\"G%d\",\"name\":\"Simpang\",\"address\":\"10.1.1.1\",\"latitude\":1.1,\"longitude\":104,"
                        + "\"scene\":\"street\",\"publicConsent\":true}";
        StringBuilder cameras = new StringBuilder(camera.formatted(0));
        for (int i = 1; i < 500; i++) {
            cameras.append(',').append(camera.formatted(i));
        }
        byte[] body = ("\uFEFF{\"cameras\":[" + cameras + "],\"submission\":\"a\"}").getBytes(UTF_8);
        byte[] wrong = body.clone();
        wrong[body.length - 200] = (byte) 0xE4;
        assertEquals(
                "The submission is not UTF-8.",
                only(refused("application/json", wrong)).message().en());
        assertEquals(500, take("application/json", "", body).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/json; charset=utf-16", "application/xml", "text/csvx"})
    void other_types_are_unsupported(String type) {
        assertEquals(Kind.UNSUPPORTED_TYPE, refused(type, ROW.getBytes(UTF_8)).kind());
    }

    @Test
    void other_encodings_are_malformed() {
        String text = submission("a", camera("G", "10.1.1.1").replace("Hotel", "Hôtel"));
        assertEquals(
                Kind.MALFORMED,
                refused("application/json", text.getBytes(ISO_8859_1)).kind());
        assertEquals(
                Kind.MALFORMED,
                refused("application/json", text.getBytes(UTF_16)).kind());
        assertEquals(
                Kind.MALFORMED,
                refused("text/csv", (HEADER + ROW).getBytes(UTF_16)).kind());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "{\"cameras\": [{}]}|submission",
                "{\"submission\": \"a\"}|cameras",
                "{\"submission\": \"a\", \"cameras\": []}|cameras",
                "{\"submission\": 7, \"cameras\": []}|submission",
                "{\"submission\": \"a\", \"cameras\": {}}|cameras",
                "{\"submission\": \"a\", \"camera\": []}|camera",
                "{\"submission\": \"a\", \"submission\": \"b\"}|submission",
                "{\"submission\": \"\", \"cameras\": []}|submission"
            })
    void what_is_wrong_with_the_submission_names_the_field(String text, String field) {
        SubmissionRefusedException e = json(text);
        assertEquals(Kind.INVALID, e.kind());
        assertEquals(0, only(e).row());
        assertEquals(field, only(e).field());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "\"ref\": \"G\"|\"ref\": \"\"|ref",
                "\"ref\": \"G\"|\"ref\": 7|ref",
                "\"ref\": \"G\"|\"ref\": \"G\\u0000\"|ref",
                "\"ref\": \"G\"|\"ref\": \"G\", \"ref\": \"H\"|ref",
                "\"ref\": \"G\"|\"ref\": \"G\", \"colour\": \"rahasia\"|colour",
                "\"ref\": \"G\"|\"ref\": {\"a\": [1, 2]}|ref",
                "Hotel Anu, street side|Hotel\\u202eunA|name",
                "1.1289|91|latitude",
                "1.1289|\"1.1289\"|latitude",
                "1.1289|1e400|latitude",
                "104.0535|-181|longitude",
                "104.0535|null|longitude",
                "street\"|gang\"|scene",
                "true}|\"true\"}|publicConsent",
                "true}|1}|publicConsent",
                "10.1.1.1|rtsp://admin:rahasia@10.1.1.1/|address",
                "10.1.1.1|admin:rahasia@10.1.1.1|address",
                "10.1.1.1|rtsp:///ch1|address",
                "10.1.1.1|file:///etc/passwd|address",
                "10.1.1.1|gopher://10.1.1.1|address",
                "10.1.1.1|10.1.1.1:99999|address",
                "10.1.1.1|rtsp://10.1.1.1/#rahasia|address",
                "10.1.1.1|rahasia banget|address"
            })
    void what_is_wrong_with_a_camera_names_row_and_field(String good, String bad, String field) {
        String text = submission("a", camera("G", "10.1.1.1"));
        assertTrue(text.contains(good), text);
        SubmissionRefusedException e = json(text.replace(good, bad));
        assertEquals(Kind.INVALID, e.kind());
        assertEquals(1, only(e).row());
        assertEquals(field, only(e).field());
    }

    @Test
    void an_unknown_scene_is_answered_with_the_known_ones() {
        String text = submission("a", camera("G", "10.1.1.1").replace("\"street\"", "\"gang\""));
        assertTrue(only(json(text)).message().en().contains("market-front, port-front"));
    }

    @Test
    void one_bad_camera_does_not_keep_the_others_out() throws Exception {
        var rows = take(
                "application/json",
                "",
                submission(
                                "a",
                                camera("G", "10.1.1.1"),
                                camera("H", "10.1.1.2").replace("104.0535", "1040535"),
                                "7",
                                camera("G", "10.1.1.3"))
                        .getBytes(UTF_8));
        assertEquals(
                List.of(RowState.RECEIVED, RowState.INVALID, RowState.INVALID, RowState.DUPLICATE),
                rows.stream().map(r -> r.state()).toList());
        assertTrue(rows.get(1).reason().orElseThrow().en().startsWith("longitude: "));
        assertEquals("H", rows.get(1).ref());
    }

    @Test
    void broken_csv_lines_are_told_by_line_and_the_others_go_on() throws Exception {
        byte[] body = (HEADER
                        + ROW
                        + "\r\n"
                        + "G2,\"open quote,rtsp://10.1.1.2/,admin,rahasia-9,1.1,104.0,street,true\n"
                        + ROW.replace("G1", "G3").replace("Simpang", "\"Simpang \"\"Kabil\"\", timur\"")
                        + "too,few\n"
                        + ROW.replace("G1", "G4").replace("Simpang", "caf\u00e9")
                        + ROW.replace("G1", "G5").replace("1.1,", "\"1,1\",")
                        + ROW.replace("G1", "G6").strip())
                .getBytes(ISO_8859_1);
        var rows = take("text/csv", "a", body);
        assertEquals(
                List.of("2 received", "4 invalid", "5 received", "6 invalid", "7 invalid", "8 received", "9 received"),
                rows.stream().map(r -> r.row() + " " + r.state().code()).toList());
        assertEquals(
                "Simpang \"Kabil\", timur", rows.get(2).request().orElseThrow().name());
        assertFalse(rows.toString().contains("rahasia"));
    }

    @Test
    void a_byte_order_mark_and_semicolons_are_what_spreadsheets_write() throws Exception {
        byte[] body = ("\uFEFF" + (HEADER + ROW).replace(',', ';')).getBytes(UTF_8);
        assertEquals(RowState.RECEIVED, take("text/csv", "a", body).get(0).state());
    }

    @Test
    void what_a_spreadsheet_set_to_indonesian_saves_is_read() throws Exception {
        String table = (HEADER + ROW)
                        .replace(',', ';')
                        .replace("1.1;104.0;", "1,128901;104,0535;")
                        .replace(";true\n", ";BENAR\r\n")
                + ";;;;;;;;\r\n;;;\r\n";
        var rows = take("text/csv", "a", ("\uFEFF" + table).getBytes(UTF_8));
        assertEquals(1, rows.size());
        var camera = rows.get(0).request().orElseThrow();
        assertEquals(1.128901, camera.latitude());
        assertEquals(104.0535, camera.longitude());
        assertTrue(camera.publicConsent());
    }

    @Test
    void a_csv_without_a_usable_header_says_which_column_and_not_what_is_in_it() {
        assertTrue(only(csv(ROW + ROW)).message().en().contains("Column 1 "));
        assertEquals("ref", only(csv("ref,ref\n")).field());
        assertEquals("ref", only(csv(HEADER.replace("ref,", ""))).field());
        assertEquals(Kind.MALFORMED, csv("").kind());
        assertEquals(Kind.MALFORMED, csv("\"ref").kind());
        assertEquals(Kind.INVALID, csv(HEADER).kind());
    }

    @Test
    void a_csv_without_a_name_is_named_after_its_content() throws Exception {
        String name =
                take("text/csv", "", (HEADER + ROW).getBytes(UTF_8)).get(0).submission();
        assertTrue(name.matches("table-[0-9a-f]{16}"), name);
        take("text/csv", "", (HEADER + ROW).getBytes(UTF_8));
        assertEquals(1, submissions.rows().size());
    }

    @Test
    void what_is_kept_of_a_csv_holds_no_password() throws Exception {
        byte[] body = (HEADER
                        + ROW
                        + "G2,x,rtsp://u:rahasia@h/,admin,\"rahasia, 9\",1.1,104.0,street,true\n"
                        + "G3,\"rahasia\n"
                        + "G4,rahasia\n"
                        + ROW.replace("G1", "G5"))
                .getBytes(UTF_8);
        StringWriter copy = new StringWriter();
        assertTrue(CsvFormat.redacted(body, Mapping.NONE, copy));
        String kept = copy.toString();
        assertFalse(kept.contains("rahasia"), kept);
        assertTrue(kept.contains("G1,Simpang,rtsp://10.1.1.1/,admin,,1.1,104.0,street,true"), kept);
        assertTrue(kept.contains("G5"), kept);
        assertEquals(6, kept.lines().count());
        assertFalse(CsvFormat.redacted(ROW.getBytes(UTF_8), Mapping.NONE, new StringWriter()));
    }

    @Test
    void nothing_prints_a_password() throws Exception {
        RawRow row = RawSubmission.of("text/csv", (HEADER + ROW).getBytes(UTF_8))
                .rows()
                .get(0);
        assertFalse(row.toString().contains("rahasia"));
        assertFalse(RowCheck.check(row, Grounds.ANYWHERE).toString().contains("rahasia"));
        NewRow kept = new NewRow(1, "G1", RowCheck.check(row, Grounds.ANYWHERE).request(), java.util.Optional.empty());
        assertFalse(kept.toString().contains("rahasia"));
        assertEquals("partner:x", Actor.partner("x").name());
    }
}
