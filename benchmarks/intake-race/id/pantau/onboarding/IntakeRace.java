package id.pantau.onboarding;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import id.pantau.model.Receipt;
import id.pantau.registry.Store;
import id.pantau.service.Submissions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * A submission of many cameras from bytes to rows on the disk. {@code write FILE ROWS} makes one in the format that the file's ending says,
 * one row in a hundred of them wrong; {@code take FILE FOLDER} parses, validates and stores it, and prints
 * {@code seconds cpu-seconds MiB-used MiB-live rows}: the process's time on all cores, the heap at its fullest, and after the collection that left most.
 */
public final class IntakeRace {
    private static final List<String> HEADER = List.of(
            "ref", "name", "address", "username", "password", "latitude", "longitude", "scene", "publicConsent");
    private static final int MEGABYTE = 1 << 20;

    private IntakeRace() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(file, Integer.parseInt(arguments[2]));
        } else {
            take(file, Path.of(arguments[2]));
        }
    }

    private static void take(Path file, Path folder) throws Exception {
        AtomicLong live = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(
                    (told, nothing) -> {
                        long after = GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData())
                                .getGcInfo()
                                .getMemoryUsageAfterGc()
                                .entrySet()
                                .stream()
                                .filter(pool -> isHeap(pool.getKey()))
                                .mapToLong(pool -> pool.getValue().getUsed())
                                .sum();
                        live.accumulateAndGet(after, Math::max);
                    },
                    null,
                    null);
        }
        Submissions submissions = Store.open(folder);
        Intake intake = new Intake(
                submissions,
                ContentHash.in(folder),
                partner -> Mapping.NONE,
                partner -> Grounds.ANYWHERE,
                () -> Limits.WIDEST);
        String suffix = SubmissionFormats.suffix(file.toString()).orElseThrow();
        long busy = cpu();
        long began = System.nanoTime();
        Delivery delivery =
                new Delivery("bank-anu", SubmissionFormats.ofSuffix(suffix), "race", Files.readAllBytes(file));
        Receipt receipt = intake.keep(intake.validate(intake.parse(delivery)));
        double seconds = (System.nanoTime() - began) / 1e9;
        long used = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %d %d %d%n",
                seconds,
                (cpu() - busy) / 1e9,
                used / MEGABYTE,
                live.get() / MEGABYTE,
                receipt.total());
        System.exit(0);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static boolean isHeap(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .anyMatch(p -> p.getName().equals(pool) && p.getType() == MemoryType.HEAP);
    }

    private static List<String> row(int i) {
        String scene = i % 100 == 0 ? "jalan" : "street";
        return List.of(
                "KAMERA-" + i,
                "Cabang " + i % 997 + ", sisi jalan nomor " + i,
                "rtsp://10." + i / 65_536 % 256 + "." + i / 256 % 256 + "." + i % 256 + ":554/Streaming/Channels/101",
                "pantau",
                "Rahasia-" + i * 7919L % 1_000_003,
                "1." + (1000 + i % 9000),
                "104." + (1000 + i % 9000),
                scene,
                "true");
    }

    private static void write(Path file, int rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (file.toString().endsWith(".csv")) {
                csv(new OutputStreamWriter(out, StandardCharsets.UTF_8), rows);
            } else if (file.toString().endsWith(".json")) {
                json(new OutputStreamWriter(out, StandardCharsets.UTF_8), rows);
            } else {
                xlsx(new ZipOutputStream(out), rows);
            }
        }
    }

    private static void csv(Writer to, int rows) throws IOException {
        to.write(String.join(",", HEADER) + "\n");
        for (int i = 1; i <= rows; i++) {
            List<String> row = row(i);
            to.write(row.get(0) + ",\"" + row.get(1) + "\"," + String.join(",", row.subList(2, 9)) + "\n");
        }
        to.flush();
    }

    private static void json(Writer to, int rows) throws IOException {
        to.write("{\"submission\": \"race\", \"cameras\": [");
        for (int i = 1; i <= rows; i++) {
            List<String> row = row(i);
            to.write(i == 1 ? "\n" : ",\n");
            for (int field = 0; field < HEADER.size(); field++) {
                String value = field == 5 || field == 6 || field == 8 ? row.get(field) : "\"" + row.get(field) + "\"";
                to.write((field == 0 ? "{" : ", ") + "\"" + HEADER.get(field) + "\": " + value);
            }
            to.write("}");
        }
        to.write("]}\n");
        to.flush();
    }

    /** As Excel writes it: texts shared, the sheet before them. */
    private static void xlsx(ZipOutputStream zip, int rows) throws IOException {
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>";
        entry(zip, "_rels/.rels", relations + "<Relationship Id='r1' Type='" + office
                + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        entry(zip, "xl/workbook.xml", "<workbook xmlns='" + main + "' xmlns:r='" + office
                + "'><sheets><sheet name='Kamera' sheetId='1' r:id='r1'/></sheets></workbook>");
        entry(zip, "xl/_rels/workbook.xml.rels", relations + "<Relationship Id='r1' Type='" + office
                + "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" + office
                + "/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        Writer to = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        to.write("<?xml version='1.0' encoding='UTF-8'?>\n<worksheet xmlns='" + main + "'><sheetData>");
        int shared = 0;
        for (int i = 0; i <= rows; i++) {
            to.write("<row r='" + (i + 1) + "'>");
            List<String> row = i == 0 ? HEADER : row(i);
            for (int field = 0; field < HEADER.size(); field++) {
                to.write("<c r='" + (char) ('A' + field) + (i + 1) + "'");
                boolean number = i > 0 && (field == 5 || field == 6);
                to.write(number ? "><v>" + row.get(field) + "</v></c>" : " t='s'><v>" + shared++ + "</v></c>");
            }
            to.write("</row>");
        }
        to.write("</sheetData></worksheet>");
        to.flush();
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
        to.write("<?xml version='1.0' encoding='UTF-8'?>\n<sst xmlns='" + main + "'>");
        for (int i = 0; i <= rows; i++) {
            List<String> row = i == 0 ? HEADER : row(i);
            for (int field = 0; field < HEADER.size(); field++) {
                if (i == 0 || (field != 5 && field != 6)) {
                    to.write("<si><t>" + row.get(field) + "</t></si>");
                }
            }
        }
        to.write("</sst>");
        to.flush();
        zip.closeEntry();
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
