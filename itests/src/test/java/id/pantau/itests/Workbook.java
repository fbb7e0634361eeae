package id.pantau.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The least that is a workbook in Office Open XML: one sheet of texts and numbers. */
final class Workbook {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Workbook() {}

    static void write(Path file, List<List<Object>> rows) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
            put(zip, "xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns='" + MAIN + "' xmlns:r='" + RELATIONS
                            + "'><sheets><sheet name='Kamera' sheetId='1' r:id='rId1'/></sheets></workbook>");
            put(zip, "xl/worksheets/sheet1.xml", sheet(rows));
        }
    }

    private static String relation(String type, String target) {
        return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='"
                + RELATIONS + "/" + type + "' Target='" + target + "'/></Relationships>";
    }

    private static String sheet(List<List<Object>> rows) {
        StringBuilder xml = new StringBuilder("<worksheet xmlns='" + MAIN + "'><sheetData>");
        for (List<Object> row : rows) {
            xml.append("<row>");
            row.forEach(cell -> xml.append(
                    cell instanceof Number
                            ? "<c><v>" + cell + "</v></c>"
                            : "<c t='inlineStr'><is><t>" + cell + "</t></is></c>"));
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void put(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }
}
