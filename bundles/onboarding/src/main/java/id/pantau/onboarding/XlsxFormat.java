package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.RawSubmission.RawRow;
import id.pantau.onboarding.XlsxSheet.Line;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Submissions in a spreadsheet: the first visible sheet, whose first row that holds something is the header. */
final class XlsxFormat {
    /** Ten times as much as may be submitted: the parts are XML. */
    private static final int MOST_UNPACKED = 10 * Onboarding.MAXIMUM_BYTES;

    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST = 8192;

    private XlsxFormat() {}

    static RawSubmission read(byte[] body, Mapping mapping) throws SubmissionRefusedException {
        List<Line> lines = lines(body);
        if (lines.isEmpty()) {
            throw malformed(new Text("Lembar pertama kosong.", "The first sheet is empty."));
        }
        Line header = lines.get(0);
        CameraTable table = CameraTable.under(header.cells(), header.number(), mapping);
        List<RawRow> rows = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            rows.add(row(table, line));
        }
        return new RawSubmission("", rows);
    }

    private static List<Line> lines(byte[] body) throws SubmissionRefusedException {
        try {
            return XlsxSheet.read(
                    new ZipParts(body, MOST_UNPACKED), Onboarding.MAXIMUM_ROWS + 1, MOST_COLUMNS, LONGEST);
        } catch (ZipParts.TooLargeException e) {
            throw Refusals.of(
                    Kind.TOO_LARGE,
                    0,
                    "",
                    new Text(
                            "Isi berkas terlalu besar: paling banyak " + Onboarding.MAXIMUM_ROWS + " baris, "
                                    + MOST_COLUMNS + " kolom, " + MOST_UNPACKED + " bita bila dibuka.",
                            "The file holds too much: at most " + Onboarding.MAXIMUM_ROWS + " rows, " + MOST_COLUMNS
                                    + " columns, " + MOST_UNPACKED + " bytes unpacked."));
        } catch (IOException e) {
            throw malformed(new Text(
                    "Berkas ini bukan lembar kerja XLSX yang dapat dibaca (tanpa kata sandi, tidak rusak).",
                    "This is no XLSX workbook that can be read (without a password, not damaged)."));
        }
    }

    private static RawRow row(CameraTable table, Line line) {
        List<String> cells = new ArrayList<>(line.cells());
        if (cells.size() > table.width()) {
            return broken(
                    line,
                    new Text(
                            "Baris ini memiliki " + cells.size() + " kolom, baris judul " + table.width() + ".",
                            "This line has " + cells.size() + " columns, the header row " + table.width() + "."));
        }
        if (cells.contains(XlsxSheet.ERROR)) {
            return broken(
                    line,
                    new Text("Salah satu sel berisi galat rumus.", "One of the cells holds the error of a formula."));
        }
        cells.addAll(Collections.nCopies(table.width() - cells.size(), ""));
        return table.row(line.number(), cells);
    }

    private static RawRow broken(Line line, Text message) {
        return new RawRow(line.number(), Map.of(), List.of(new Violation(line.number(), "", message)));
    }

    private static SubmissionRefusedException malformed(Text message) {
        return Refusals.of(Kind.MALFORMED, 0, "", message);
    }
}
