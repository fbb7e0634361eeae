package id.pantau.onboarding;

import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.onboarding.XlsxSheet.Bounds;
import id.pantau.onboarding.XlsxSheet.Line;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.SubmissionRefusedException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Submissions in a spreadsheet: the first visible sheet, whose first row that holds something is the header. */
final class XlsxFormat {
    /** Many times what may be submitted: the parts are XML. They are read through, not kept. */
    private static final long MOST_UNPACKED = 256L << 20;

    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST = 8192;

    private final Mapping mapping;
    private final RowSink sink;
    private @Nullable CameraTable table;

    private XlsxFormat(Mapping mapping, RowSink sink) {
        this.mapping = mapping;
        this.sink = sink;
    }

    static void read(byte[] body, Mapping mapping, Limits limits, RowSink sink) throws SubmissionRefusedException {
        XlsxFormat format = new XlsxFormat(mapping, sink);
        // as many as there are fields that are texts, and some that nobody needs
        Bounds bounds = new Bounds(MOST_COLUMNS, LONGEST, 10 * limits.rows() + LONGEST, limits.bytes() / 2);
        try {
            XlsxSheet.read(new ZipParts(body, MOST_UNPACKED), bounds, format::take);
        } catch (ZipParts.TooLargeException e) {
            throw Refusals.of(
                    Kind.TOO_LARGE,
                    0,
                    "",
                    new Text(
                            "Isi berkas terlalu besar: paling banyak " + MOST_COLUMNS + " kolom, " + bounds.strings()
                                    + " teks, " + MOST_UNPACKED + " bita bila dibuka.",
                            "The file holds too much: at most " + MOST_COLUMNS + " columns, " + bounds.strings()
                                    + " texts, " + MOST_UNPACKED + " bytes unpacked."));
        } catch (IOException e) {
            throw malformed(new Text(
                    "Berkas ini bukan lembar kerja XLSX yang dapat dibaca (tanpa kata sandi, tidak rusak).",
                    "This is no XLSX workbook that can be read (without a password, not damaged)."));
        }
        if (format.table == null) {
            throw malformed(new Text("Lembar pertama kosong.", "The first sheet is empty."));
        }
    }

    private void take(Line line) throws SubmissionRefusedException {
        CameraTable header = table;
        if (header == null) {
            table = CameraTable.under(line.cells(), line.number(), mapping);
        } else {
            sink.take(row(header, line));
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
