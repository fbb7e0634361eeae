package id.pantau.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A spreadsheet")
class XlsxFormatTest {
    private static final List<Object> HEADER = List.of(
            "ref", "name", "address", "username", "password", "latitude", "longitude", "scene", "publicConsent");
    private static final List<Object> GATE =
            List.of("G1", "Simpang", "rtsp://10.1.1.1/", "admin", "rahasia-9", 1.128901, 104.0535, "street", true);
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static RawSubmission read(byte[] body) throws SubmissionRefusedException {
        return RawSubmission.of(SubmissionFormats.XLSX, body);
    }

    private static Kind refused(byte[] body) {
        SubmissionRefusedException e =
                assertTimeoutPreemptively(SOON, () -> assertThrows(SubmissionRefusedException.class, () -> read(body)));
        assertFalse((e.getMessage() + e.violations()).contains("rahasia"), "a secret was repeated");
        return e.kind();
    }

    /** The workbook with one of its entries changed, or another one added. */
    private static byte[] with(byte[] workbook, String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] old = from.readAllBytes();
                if (!entry.getName().equals(name)) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(old);
                }
            }
            to.putNextEntry(new ZipEntry(name));
            to.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] sheet(String rows) throws IOException {
        return with(Spreadsheet.of(List.of(HEADER, GATE)), SHEET, """
                <?xml version="1.0" encoding="UTF-8"?>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                <sheetData>%s</sheetData></worksheet>""".formatted(rows));
    }

    @Test
    @DisplayName("holds what its cells hold: texts, numbers, yes and no, the last results of formulas")
    void readsWhatCellsHold() throws Exception {
        byte[] body = Spreadsheet.write(workbook -> {
            Sheet sheet = workbook.createSheet();
            Spreadsheet.fill(sheet, List.of(HEADER, GATE, GATE));
            Row second = sheet.getRow(2);
            second.getCell(0).setCellValue(7.0);
            second.getCell(4).setCellValue("  spaces stay  ");
            second.getCell(5).setCellFormula("1+0.25");
            second.getCell(7).setCellFormula("LOWER(\"STREET\")");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
        List<RawRow> rows = read(body).rows();
        assertEquals(
                Map.of(
                        "ref",
                        "G1",
                        "name",
                        "Simpang",
                        "address",
                        "rtsp://10.1.1.1/",
                        "username",
                        "admin",
                        "password",
                        "rahasia-9",
                        "latitude",
                        1.128901,
                        "longitude",
                        104.0535,
                        "scene",
                        "street",
                        "publicConsent",
                        true),
                rows.get(0).values());
        assertEquals("7", rows.get(1).text("ref"));
        assertEquals("  spaces stay  ", rows.get(1).text("password"));
        assertEquals(1.25, rows.get(1).values().get("latitude"));
        assertEquals("street", rows.get(1).text("scene"));
        assertEquals(List.of(), rows.get(1).violations());
    }

    @Test
    @DisplayName("is read from its first visible sheet, whatever stands above, beside and below the table")
    void readsTheFirstVisibleSheet() throws Exception {
        byte[] body = Spreadsheet.write(workbook -> {
            Spreadsheet.fill(workbook.createSheet("notes"), List.of(List.of("nothing")));
            workbook.setSheetVisibility(0, SheetVisibility.VERY_HIDDEN);
            Sheet sheet = workbook.createSheet("Kamera");
            Spreadsheet.fill(sheet, List.of(List.of(), List.of(" "), HEADER, GATE, List.of(), GATE));
            sheet.createRow(900).createCell(3).setCellValue("");
            Spreadsheet.fill(workbook.createSheet("other"), List.of(List.of("nothing")));
        });
        assertEquals(
                List.of(4, 6), read(body).rows().stream().map(RawRow::row).toList(), "rows as the sheet counts them");
    }

    @Test
    @DisplayName("says which row cannot be read, and the others go on")
    void tellsTheRow() throws Exception {
        byte[] body = Spreadsheet.write(workbook -> {
            Sheet sheet = workbook.createSheet();
            Spreadsheet.fill(sheet, List.of(HEADER, GATE, GATE, GATE, GATE));
            sheet.getRow(2).createCell(12).setCellValue("beside the table");
            sheet.getRow(3).getCell(1).setCellFormula("1/0");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
        List<RawRow> rows = read(body).rows();
        assertEquals(
                List.of(0, 1, 1, 0),
                rows.stream().map(r -> r.violations().size()).toList());
        assertTrue(rows.get(1).violations().get(0).message().en().contains("13 columns"));
        assertTrue(rows.get(2).violations().get(0).message().en().contains("error of a formula"));
    }

    private static String header() {
        StringBuilder header = new StringBuilder("<row>");
        HEADER.forEach(h -> header.append("<c t='inlineStr'><is><t>").append(h).append("</t></is></c>"));
        return header + "</row>";
    }

    @Test
    @DisplayName("may lack references, count shared strings, and hold rich and spoken text")
    void readsSparseMarkup() throws Exception {
        String row =
                "<row><c t='inlineStr'><is><r><t>G</t></r><r><t>1</t></r><rPh sb='0' eb='1'><t>ji</t></rPh></is></c>"
                        + "<c r='C2' t='str'><f>X</f><v>10.1.1.1</v></c><c r='f2'><v>1.0E0</v></c></row>";
        RawRow read = read(sheet(header() + row)).rows().get(0);
        assertEquals("G1", read.text("ref"));
        assertEquals("10.1.1.1", read.text("address"));
        assertEquals(1.0, read.values().get("latitude"));
        assertEquals(2, read.row());
    }

    @Test
    @DisplayName("that unpacks to gigabytes, stands far out or has too many rows is too large, at once")
    void isBounded() throws Exception {
        byte[] good = Spreadsheet.of(List.of(HEADER, GATE));
        assertEquals(Kind.TOO_LARGE, refused(with(good, "xl/media/image1.png", "0".repeat(260 << 20))));
        assertEquals(Kind.TOO_LARGE, refused(with(good, SHEET, "<a>" + " ".repeat(260 << 20))));
        for (String reference : List.of("CW1", "XFD1", "ZZZZZZZZZZZZZZ1")) {
            assertEquals(Kind.TOO_LARGE, refused(sheet("<row><c r='" + reference + "'><v>1</v></c></row>")), reference);
        }
        assertEquals(Kind.TOO_LARGE, refused(sheet(header() + "<row><c><v>1</v></c></row>".repeat(100_001))));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int i = 0; i < 2000; i++) {
                zip.putNextEntry(new ZipEntry("x" + i));
            }
        }
        assertEquals(Kind.TOO_LARGE, refused(many.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c t='s'><v>99</v></c></row>",
                "<row><c t='s'><v>-1</v></c></row>",
                "<row><c t='s'><v>rahasia</v></c></row>",
                "<row><c><v>rahasia</v></c></row>",
                "<row><c><v>1e999</v></c></row>",
                "<row r='rahasia'><c><v>1</v></c></row>",
                "<row><c><v>&rahasia;</v></c></row>",
                "<row><c><v>1</v>"
            })
    @DisplayName("with nonsense in its markup is malformed")
    void refusesNonsense(String rows) throws Exception {
        assertEquals(Kind.MALFORMED, refused(sheet(rows)));
    }

    @Test
    @DisplayName("that is damaged, locked with a password, something else or hostile is malformed")
    void refusesOthers() throws Exception {
        byte[] good = Spreadsheet.of(List.of(HEADER, GATE));
        assertEquals(Kind.MALFORMED, refused(new byte[0]));
        assertEquals(Kind.MALFORMED, refused("ref,name\n".getBytes(StandardCharsets.UTF_8)));
        byte[] compound = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        assertEquals(Kind.MALFORMED, refused(Arrays.copyOf(compound, 4096)));
        assertEquals(Kind.MALFORMED, refused(Arrays.copyOf(good, good.length / 2)));
        assertEquals(Kind.MALFORMED, refused(with(new byte[0], "word/document.xml", "<a/>")));
        assertEquals(
                Kind.MALFORMED,
                refused(with(
                        good,
                        SHEET,
                        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a><sheetData><row><c t='inlineStr'><is><t>&b;"
                                + "</t></is></c></row></sheetData></a>")));
        assertEquals(Kind.MALFORMED, refused(Spreadsheet.of(List.of())));
    }
}
