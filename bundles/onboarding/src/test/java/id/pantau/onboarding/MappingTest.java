package id.pantau.onboarding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.RowState;
import id.pantau.service.SubmissionRefusedException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A partner's own words")
class MappingTest {
    private static final String[] COLUMNS = {
        "Kode=ref",
        "Nama Kamera=name",
        "Alamat=address",
        "Lintang=latitude",
        "Bujur = longitude",
        "Sandi=password",
        "Catatan=-"
    };
    private static final String[] VALUES = {"scene=street", "publicConsent=ya", "username=admin"};
    private static final Mapping WORDS = Mapping.parse(COLUMNS, VALUES);

    private final MemorySubmissions submissions = new MemorySubmissions(new MemoryCity());
    private final Intake intake = new Intake(
            submissions,
            new ContentHash(new byte[32]),
            p -> p.equals("bank-anu") ? WORDS : Mapping.NONE,
            p -> Grounds.ANYWHERE,
            () -> Limits.WIDEST);

    private String hash(String partner, String type, byte[] body) throws SubmissionRefusedException {
        return intake.validate(intake.parse(new Delivery(partner, type, "a", body)))
                .contentHash();
    }

    @Test
    @DisplayName("say the same as the contract's, in each format")
    void meanTheSame() throws Exception {
        String contract = hash(
                "hotel",
                SubmissionFormats.CSV,
                "ref,name,address,username,password,latitude,longitude,scene,publicConsent\n7,Gerbang,10.1.1.1,admin,x y,1.125,104.5,street,true\n"
                        .getBytes(UTF_8));
        assertEquals(
                contract,
                hash(
                        "bank-anu",
                        SubmissionFormats.CSV,
                        "KODE;nama kamera;Alamat;Sandi;Catatan;Lintang;Bujur\n7;Gerbang;10.1.1.1;x y;rahasia;1,125;104,5\n"
                                .getBytes(UTF_8)));
        assertEquals(
                contract,
                hash(
                        "bank-anu",
                        SubmissionFormats.XLSX,
                        Spreadsheet.of(List.of(
                                List.of("Bujur", "Kode", "Nama Kamera", "Alamat", "Sandi", "Catatan", "Lintang"),
                                List.of(104.5, 7, "Gerbang", "10.1.1.1", "x y", "rahasia", 1.125)))));
        assertEquals(contract, hash("bank-anu", SubmissionFormats.JSON, """
                {"submission": "a", "cameras": [{"kode": "7", "Nama Kamera": "Gerbang", "Alamat": "10.1.1.1",
                 "Sandi": "x y", "Catatan": {"a": [1]}, "Lintang": 1.125, "Bujur": 104.5}]}""".getBytes(UTF_8)));
    }

    @Test
    @DisplayName("do not hide the contract's, and a submission that says a value itself is believed")
    void leaveTheContract() throws Exception {
        var rows = intake.keep(intake.validate(intake.parse(new Delivery(
                        "bank-anu",
                        SubmissionFormats.CSV,
                        "a",
                        "ref,name,address,latitude,longitude,scene\nG,Bank,10.1.1.1,1,104,lobby\n".getBytes(UTF_8)))))
                .rows();
        assertEquals(RowState.RECEIVED, rows.get(0).state());
        assertEquals("lobby", rows.get(0).request().orElseThrow().scene().code());
        assertTrue(rows.get(0).request().orElseThrow().publicConsent());
    }

    @Test
    @DisplayName("do not make a password anything that is kept")
    void keepNoPassword() throws Exception {
        StringWriter copy = new StringWriter();
        assertTrue(SubmissionFormats.redacted(
                new Delivery(
                        "bank-anu",
                        SubmissionFormats.CSV,
                        "a",
                        "Kode,Sandi,Catatan,Alamat\nG1,rahasia,rahasia,10.1.1.1\n".getBytes(UTF_8)),
                WORDS,
                Limits.WIDEST,
                copy));
        String kept = copy.toString();
        assertFalse(kept.contains("rahasia"), kept);
        assertTrue(kept.contains("G1") && kept.contains("10.1.1.1"), kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kode=reff||columns: Kode stands for reff",
                "Kode||columns: \"Kode\" is not NAME=VALUE",
                "=ref||columns: \"=ref\" is not NAME=VALUE",
                "Kode=ref;kode=name||is there twice",
                "Kode=ref;Nomor=ref||two of them stand for ref",
                "|password=x|values: password is no field",
                "|ref=x|values: ref is no field",
                "|colour=red|values: colour is no field",
            })
    @DisplayName("that make no sense are refused by key and entry")
    void areChecked(String columns, String values, String problem) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Mapping.parse(
                                columns == null ? new String[0] : columns.split(";"),
                                values == null ? new String[0] : values.split(";")))
                .getMessage();
        assertTrue(message.contains(problem), message);
    }
}
