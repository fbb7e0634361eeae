package id.pantau.onboarding;

import id.pantau.model.Preview;
import id.pantau.model.SceneGuess;
import id.pantau.model.Text;
import id.pantau.service.Snapshot;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures of rows, and why there is none of some: in a folder that nobody else can look into. Thread-safe. */
final class Gallery {
    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);
    private static final Pattern ROW = Pattern.compile("[a-z0-9-]{1,32}");
    private static final String PICTURE = ".jpg";
    private static final String LABEL = ".properties";
    /** The most pictures, and failures to take one, that are kept. */
    static final int MOST = 5_000;

    private static final long MOST_BYTES = 512L << 20;

    private final Path folder;
    private final Map<String, Hung> all = new ConcurrentHashMap<>();

    /**
     * What is known of one row.
     *
     * @param at when it was tried
     * @param tries how often, when there is no picture
     * @param sameView ids of the cameras and rows that show the same
     * @param bytes of the picture
     */
    record Hung(Instant at, int tries, Preview preview, Set<String> sameView, long bytes) {
        Hung {
            sameView = Set.copyOf(sameView);
        }
    }

    /** With what is there from before; what cannot be read is removed. */
    Gallery(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(LABEL)) {
                load(name.substring(0, name.length() - LABEL.length()));
            }
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(PICTURE) && !all.containsKey(name.substring(0, name.length() - PICTURE.length()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void load(String row) throws IOException {
        try {
            all.put(row, read(row));
        } catch (IOException | RuntimeException e) {
            LOG.debug("The label of a picture cannot be read, and is removed", e);
            delete(row);
        }
    }

    private Hung read(String row) throws IOException {
        Properties label = new Properties();
        try (Reader in = Files.newBufferedReader(file(row, LABEL))) {
            label.load(in);
        }
        Instant at = Instant.parse(text(label, "at"));
        if (label.containsKey("problem.id")) {
            Preview failed = Preview.failed(words(label, "problem"));
            return new Hung(at, Integer.parseInt(text(label, "tries")), failed, Set.of(), 0);
        }
        List<Text> because = new ArrayList<>();
        for (int i = 0; label.containsKey("because." + i + ".id"); i++) {
            because.add(words(label, "because." + i));
        }
        Preview preview = new Preview(
                Optional.of(Instant.parse(text(label, "taken"))),
                Optional.empty(),
                Optional.of(new SceneGuess(SceneGuess.Kind.valueOf(text(label, "guess")), because)));
        Set<String> same = Stream.of(text(label, "same").split(",", -1))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        return new Hung(at, 1, preview, same, Files.size(file(row, PICTURE)));
    }

    private static Text words(Properties label, String key) throws IOException {
        return new Text(text(label, key + ".id"), text(label, key + ".en"));
    }

    private static String text(Properties label, String key) throws IOException {
        String text = label.getProperty(key);
        if (text == null) {
            throw new IOException("there is no " + key);
        }
        return text;
    }

    Optional<Hung> find(String row) {
        return Optional.ofNullable(all.get(row));
    }

    /** The rows of which something is known. */
    Set<String> rows() {
        return Set.copyOf(all.keySet());
    }

    /** Whether there is no room for another picture. */
    boolean isFull() {
        return all.size() >= MOST
                || all.values().stream().mapToLong(Hung::bytes).sum() >= MOST_BYTES;
    }

    Optional<Snapshot> picture(String row) throws IOException {
        Hung hung = all.get(row);
        if (hung == null || hung.preview().takenAt().isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer jpeg = ByteBuffer.wrap(Files.readAllBytes(file(row, PICTURE)));
        return Optional.of(new Snapshot(jpeg, hung.preview().takenAt().get()));
    }

    void hang(String row, Instant at, Snapshot picture, SceneGuess guess, Set<String> sameView) throws IOException {
        byte[] jpeg = new byte[picture.jpeg().remaining()];
        picture.jpeg().get(jpeg);
        Path fresh = Files.createTempFile(folder, "new", ".tmp");
        Files.write(fresh, jpeg);
        Files.move(fresh, file(row, PICTURE), StandardCopyOption.REPLACE_EXISTING);
        Properties label = new Properties();
        label.setProperty("at", at.toString());
        label.setProperty("taken", picture.takenAt().toString());
        label.setProperty("guess", guess.kind().name());
        for (int i = 0; i < guess.because().size(); i++) {
            write(label, "because." + i, guess.because().get(i));
        }
        label.setProperty("same", String.join(",", sameView));
        write(row, label);
        Preview preview = new Preview(Optional.of(picture.takenAt()), Optional.empty(), Optional.of(guess));
        all.put(row, new Hung(at, 1, preview, sameView, jpeg.length));
    }

    /** There is no picture, and why. */
    void note(String row, Instant at, int tries, Text problem) throws IOException {
        Files.deleteIfExists(file(row, PICTURE));
        Properties label = new Properties();
        label.setProperty("at", at.toString());
        label.setProperty("tries", Integer.toString(tries));
        write(label, "problem", problem);
        write(row, label);
        all.put(row, new Hung(at, tries, Preview.failed(problem), Set.of(), 0));
    }

    private static void write(Properties label, String key, Text words) {
        label.setProperty(key + ".id", words.id());
        label.setProperty(key + ".en", words.en());
    }

    private void write(String row, Properties label) throws IOException {
        Path fresh = Files.createTempFile(folder, "new", ".tmp");
        try (Writer out = Files.newBufferedWriter(fresh)) {
            label.store(out, null);
        }
        Files.move(fresh, file(row, LABEL), StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String row) throws IOException {
        all.remove(row);
        delete(row);
    }

    private void delete(String row) throws IOException {
        Files.deleteIfExists(file(row, PICTURE));
        Files.deleteIfExists(file(row, LABEL));
    }

    private Path file(String row, String suffix) {
        if (!ROW.matcher(row).matches()) {
            throw new IllegalArgumentException("no id of a row");
        }
        return folder.resolve(row + suffix);
    }
}
