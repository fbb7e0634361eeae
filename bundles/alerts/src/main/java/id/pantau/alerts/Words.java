package id.pantau.alerts;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import id.pantau.alerts.Causes.Cause;
import id.pantau.alerts.Digest.Change;
import id.pantau.alerts.Digest.Item;
import id.pantau.alerts.Digest.Kind;
import id.pantau.model.Reason;
import id.pantau.model.Status;
import id.pantau.model.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A digest in words: Indonesian first, English second; without any address. */
final class Words {
    private static final int MOST_PLACES = 20;
    private static final int MOST_CAMERAS = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Digest digest;
    private final ZoneId zone;
    private final List<Item> shown;

    private Words(Digest digest, ZoneId zone) {
        this.digest = digest;
        this.zone = zone;
        this.shown = digest.shown();
    }

    /** One short line in both languages. */
    static String subject(Digest digest, ZoneId zone) {
        Text counts = new Words(digest, zone).counts();
        return "[Pantau] " + counts.id() + " / " + counts.en();
    }

    /** All there is to say, each language by itself. */
    static Text text(Digest digest, ZoneId zone) {
        return new Words(digest, zone).text();
    }

    /** Both languages, and then camera by camera. */
    static String letter(Digest digest, ZoneId zone) {
        Words words = new Words(digest, zone);
        Text text = words.text();
        return text.id() + "\n\n" + text.en() + "\n" + words.list() + "\n-- \nPantau, " + digest.alert() + "\n";
    }

    /** In English on one line, for the log. */
    static String line(Digest digest, ZoneId zone) {
        return text(digest, zone).en().replaceAll("\\s*\\n\\s*", " ");
    }

    private Text counts() {
        if (digest.kind() == Kind.TEST) {
            return new Text("Pesan uji", "Test message");
        }
        List<Text> parts = new ArrayList<>();
        for (Status status : List.of(Status.WITHDRAWN, Status.OFFLINE, Status.DEGRADED)) {
            count(shown.stream()
                            .filter(i ->
                                    i.change() == Change.TROUBLE && i.trouble().status() == status)
                            .count())
                    .ifPresent(n -> parts.add(new Text(
                            n + " " + word(status).id(), n + " " + word(status).en())));
        }
        count(of(Change.BACK)).ifPresent(n -> parts.add(new Text(n + " kembali normal", n + " back to normal")));
        count(of(Change.PASSED)).ifPresent(n -> parts.add(new Text(n + " sempat terganggu", n + " were in trouble")));
        return new Text(
                "Kamera: " + parts.stream().map(Text::id).collect(joining(", ")),
                "Cameras: " + parts.stream().map(Text::en).collect(joining(", ")));
    }

    private long of(Change change) {
        return shown.stream().filter(i -> i.change() == change).count();
    }

    private static Optional<Long> count(long number) {
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private static Text word(Status status) {
        return switch (status) {
            case WITHDRAWN -> new Text("ditarik dari tayangan publik", "withdrawn from the public page");
            case OFFLINE -> new Text("padam", "dark");
            default -> new Text("bermasalah", "in trouble");
        };
    }

    private Text text() {
        if (digest.kind() == Kind.TEST) {
            return new Text(
                    "Ini pesan uji dari Pantau; tidak ada yang terjadi.",
                    "This is a test message of Pantau; nothing happened.");
        }
        List<Text> lines = new ArrayList<>();
        if (digest.kind() == Kind.SUMMARY) {
            lines.add(new Text("Ringkasan setelah jam tenang.", "Summary after quiet hours."));
        }
        List<Cause> causes = Causes.of(shown);
        troubles().values().forEach(items -> lines.add(trouble(items, causes)));
        over(Change.BACK, "kamera kembali normal", "back to normal", lines);
        over(
                Change.PASSED,
                "kamera sempat terganggu dan sudah normal kembali",
                "in trouble during quiet hours, and normal again",
                lines);
        return new Text(
                lines.stream().map(Text::id).collect(joining("\n")),
                lines.stream().map(Text::en).collect(joining("\n")));
    }

    /** By status and reason, worst first. */
    private Map<String, List<Item>> troubles() {
        Map<String, List<Item>> groups = new TreeMap<>();
        for (Item item : shown) {
            if (item.change() == Change.TROUBLE) {
                Status status = item.trouble().status();
                int rank = List.of(Status.WITHDRAWN, Status.OFFLINE, Status.DEGRADED)
                        .indexOf(status);
                groups.computeIfAbsent(rank + reason(item).code(), k -> new ArrayList<>())
                        .add(item);
            }
        }
        return groups;
    }

    private Text trouble(List<Item> items, List<Cause> causes) {
        Item first = items.get(0);
        Reason reason = reason(first);
        Text status = word(first.trouble().status());
        Instant since = items.stream()
                .map(i -> i.trouble().since())
                .min(Instant::compareTo)
                .orElseThrow();
        int n = items.size();
        StringBuilder id = new StringBuilder()
                .append(n + " kamera " + status.id() + " sejak " + at(since) + ": " + places(items, "titik lain")
                        + ".\n")
                .append("  " + reason.text().id() + " " + reason.nextStep().id());
        StringBuilder en = new StringBuilder()
                .append(n + (n == 1 ? " camera " : " cameras ") + status.en() + " since " + at(since) + ": "
                        + places(items, "other points") + ".\n")
                .append("  " + reason.text().en() + " " + reason.nextStep().en());
        if (first.trouble().status() == Status.OFFLINE) {
            causes.stream().filter(c -> c.reason() == reason).map(Words::cause).forEach(c -> {
                id.append("\n  ").append(c.id());
                en.append("\n  ").append(c.en());
            });
        }
        return new Text(id.toString(), en.toString());
    }

    private static Text cause(Cause cause) {
        int n = cause.cameras().size();
        String name = plain(cause.name());
        Text common = switch (cause.kind()) {
            case NETWORK -> new Text("di satu jaringan", "on one network");
            case POINT -> new Text("di titik " + name, "at the point " + name);
            case PARTNER -> new Text("milik mitra " + name, "of the partner " + name);
        };
        return new Text(
                "Sepertinya satu sebab: " + n + " kamera " + common.id()
                        + " padam hampir bersamaan (periksa sakelar, jalur, atau listriknya).",
                "It looks like one cause: " + n + " cameras " + common.en()
                        + " went dark together (check their switch, line or power).");
    }

    private void over(Change change, String idWords, String enWords, List<Text> lines) {
        List<Item> items = shown.stream().filter(i -> i.change() == change).toList();
        if (!items.isEmpty()) {
            int n = items.size();
            lines.add(new Text(
                    n + " " + idWords + ": " + places(items, "titik lain") + ".",
                    n + (n == 1 ? " camera " : " cameras ") + enWords + ": " + places(items, "other points") + "."));
        }
    }

    /** Points with how many cameras each, and with the partner where there is more than one. */
    private String places(List<Item> items, String others) {
        boolean partners = shown.stream()
                        .map(i -> i.sighting().camera().partner())
                        .distinct()
                        .count()
                > 1;
        Map<String, Long> counts = items.stream()
                .collect(groupingBy(
                        i -> plain(i.sighting().point())
                                + (partners ? ", " + i.sighting().camera().partner() : ""),
                        LinkedHashMap::new,
                        counting()));
        Stream<String> named =
                counts.entrySet().stream().limit(MOST_PLACES).map(e -> e.getKey() + " (" + e.getValue() + ")");
        int more = counts.size() - MOST_PLACES;
        return Stream.concat(named, more > 0 ? Stream.of("+ " + more + " " + others) : Stream.empty())
                .collect(joining("; "));
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        shown.stream()
                .limit(MOST_CAMERAS)
                .forEach(i -> list.append('\n')
                        .append(i.change() == Change.TROUBLE ? "x " : "o ")
                        .append(plain(i.sighting().camera().name()))
                        .append(" (" + i.sighting().camera().id() + "), ")
                        .append(plain(i.sighting().point()))
                        .append(", " + i.sighting().camera().partner())
                        .append(": " + i.trouble().status().code() + ", "
                                + reason(i).code())
                        .append(", " + at(i.trouble().since())));
        if (shown.size() > MOST_CAMERAS) {
            list.append("\n+ " + (shown.size() - MOST_CAMERAS));
        }
        return list.isEmpty() ? "" : list + "\n";
    }

    private String at(Instant instant) {
        ZonedDateTime then = instant.atZone(zone);
        boolean today = then.toLocalDate().equals(digest.at().atZone(zone).toLocalDate());
        return (today ? TIME : DAY_AND_TIME).format(then);
    }

    private static Reason reason(Item item) {
        return item.trouble().reason().orElseThrow();
    }

    /** Names come from partners: nothing in them may look like a line of ours. */
    private static String plain(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
