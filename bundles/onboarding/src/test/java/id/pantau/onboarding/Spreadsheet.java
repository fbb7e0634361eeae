package id.pantau.onboarding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as somebody else's library writes them. */
final class Spreadsheet {
    private Spreadsheet() {}

    /** Something that fills a workbook. */
    @FunctionalInterface
    interface Filling {
        void fill(XSSFWorkbook workbook);
    }

    /** One sheet: numbers and booleans as such, everything else as text. */
    static byte[] of(List<List<Object>> rows) throws IOException {
        return write(workbook -> fill(workbook.createSheet("Kamera"), rows));
    }

    static void fill(Sheet sheet, List<List<Object>> rows) {
        for (int r = 0; r < rows.size(); r++) {
            Row row = sheet.createRow(r);
            for (int c = 0; c < rows.get(r).size(); c++) {
                put(row.createCell(c), rows.get(r).get(c));
            }
        }
    }

    private static void put(Cell cell, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean yes) {
            cell.setCellValue(yes);
        } else {
            cell.setCellValue(value.toString());
        }
    }

    static byte[] write(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            filling.fill(workbook);
            workbook.write(bytes);
        }
        return bytes.toByteArray();
    }
}
