package id.pantau.onboarding;

import id.pantau.model.CodedPicture;
import id.pantau.model.Endpoint;
import id.pantau.model.OnboardingRow;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.onboarding.Gallery.Hung;
import id.pantau.onboarding.Networks.AddressRefusedException;
import id.pantau.service.PictureReader;
import id.pantau.service.PictureReader.Reading;
import id.pantau.service.Snapshot;
import id.pantau.service.Stills;
import id.pantau.service.Submissions;
import id.pantau.service.Submissions.Recognition;
import id.pantau.spi.vendor.CameraException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a picture of every camera that waits for approval: one try, and one more. Rows that wait for it are not kept but
 * found, so that a restart forgets none.
 */
final class Previewer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Previewer.class);
    private static final int THREADS = 2;
    private static final int MOST_QUEUED = 500;
    private static final int TRIES = 2;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration LONG_REST = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration TIDY = Duration.ofMinutes(10);

    /** After the decision. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Set<RowState> UNDECIDED =
            EnumSet.of(RowState.RECEIVED, RowState.PROBING, RowState.WAITING_APPROVAL, RowState.NEEDS_INFORMATION);

    static final Text NO_DECODER =
            new Text("Mesin ini tidak dapat mendekode gambar.", "Nothing on this machine can decode pictures.");
    static final Text NO_ROOM = new Text(
            "Tidak ada ruang lagi untuk gambar: putuskan dulu kamera yang lain.",
            "There is no room for more pictures: decide on other cameras first.");
    private static final Text UNDECODABLE =
            new Text("Gambar dari kamera tidak dapat didekode.", "The camera's picture cannot be decoded.");
    private static final Text NOTHING_CAME =
            new Text("Kamera tidak mengirim gambar saat dicoba.", "The camera sent no picture when it was tried.");
    private static final Text REFUSED =
            new Text("Kamera menolak login saat gambar diambil.", "The camera refused the login for a picture.");
    private static final Text UNKNOWN_HOST =
            new Text("Alamat kamera tidak ditemukan.", "The camera's address cannot be found.");

    private final Gallery gallery;
    private final Submissions submissions;
    private final Supplier<Networks> networks;
    private final LoginGuard logins;
    private final Studio studio;
    private final Clock clock;
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "pantau-preview");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> queued = ConcurrentHashMap.newKeySet();

    /** Rows of which not even the failure could be noted, and until when they are left alone. */
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();

    /** What takes and reads pictures, while it is there. */
    interface Studio {
        @Nullable
        Stills stills();

        @Nullable
        PictureReader reader();

        /** Pictures that a row's is to be compared with, by the id of their camera or row. */
        Map<String, Snapshot> others(OnboardingRow row);
    }

    /** @param logins shared with whoever else logs in to devices that were submitted */
    Previewer(
            Gallery gallery,
            Submissions submissions,
            Supplier<Networks> networks,
            LoginGuard logins,
            Studio studio,
            Clock clock) {
        this.gallery = gallery;
        this.submissions = submissions;
        this.networks = networks;
        this.logins = logins;
        this.studio = studio;
        this.clock = clock;
    }

    void start() {
        every(LOOK, this::look);
        every(TIDY, this::tidy);
    }

    private void every(Duration period, Runnable task) {
        pool.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("Pictures of waiting cameras were not looked after this time: {}", e.toString());
                    }
                },
                0,
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Why no picture can be taken now; empty when it can. */
    Optional<Text> obstacle() {
        PictureReader reader = studio.reader();
        if (reader == null || reader.problem().isPresent() || studio.stills() == null) {
            return Optional.of(NO_DECODER);
        }
        return gallery.isFull() ? Optional.of(NO_ROOM) : Optional.empty();
    }

    /** Finds the rows that lack a picture. */
    void look() {
        if (obstacle().isPresent()) {
            return;
        }
        for (OnboardingRow row : submissions.oldest(Gallery.MOST, RowState.WAITING_APPROVAL)) {
            if (queued.size() >= MOST_QUEUED) {
                return;
            }
            if (lacks(row) && queued.add(row.id())) {
                pool.execute(() -> work(row.id()));
            }
        }
    }

    private boolean lacks(OnboardingRow row) {
        if (clock.instant().isBefore(resting.getOrDefault(row.id(), Instant.MIN))) {
            return false;
        }
        Optional<Hung> hung = current(row);
        return hung.isEmpty()
                || hung.get().preview().problem().isPresent()
                        && hung.get().tries() < TRIES
                        && !clock.instant().isBefore(hung.get().at().plus(REST));
    }

    /** What was taken of it since it last began to wait: before that it may have been another device. */
    Optional<Hung> current(OnboardingRow row) {
        return gallery.find(row.id())
                .filter(hung ->
                        row.state() != RowState.WAITING_APPROVAL || !hung.at().isBefore(row.changed()));
    }

    private void work(String id) {
        try {
            Optional<OnboardingRow> row = submissions.row(id).filter(r -> r.state() == RowState.WAITING_APPROVAL);
            Optional<Recognition> known = submissions.recognition(id);
            if (row.isPresent() && known.isPresent()) {
                take(row.get(), known.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("No picture of row {} could be kept: {}", id, e.toString());
            rest(id);
        } finally {
            queued.remove(id);
        }
    }

    private void rest(String id) {
        if (resting.size() >= MOST_QUEUED) {
            resting.clear();
        }
        resting.put(id, clock.instant().plus(LONG_REST));
    }

    private void take(OnboardingRow row, Recognition known) throws IOException, InterruptedException {
        Instant begun = clock.instant();
        int tries = current(row).map(Hung::tries).orElse(0) + 1;
        Stills stills = studio.stills();
        PictureReader reader = studio.reader();
        if (stills == null || reader == null) {
            return;
        }
        try {
            CodedPicture coded = shoot(stills, row, known);
            Map<String, Snapshot> others = studio.others(row);
            List<String> ids = new ArrayList<>(others.keySet());
            Optional<Reading> reading =
                    reader.read(coded, ids.stream().map(others::get).toList());
            if (reading.isEmpty()) {
                gallery.note(row.id(), begun, tries, UNDECODABLE);
                return;
            }
            Set<String> same = new HashSet<>();
            for (int i = 0; i < ids.size(); i++) {
                if (reading.get().sameView().get(i)) {
                    same.add(ids.get(i));
                }
            }
            gallery.hang(row.id(), begun, reading.get().picture(), reading.get().guess(), same);
        } catch (AddressRefusedException e) {
            gallery.note(row.id(), begun, TRIES, e.reason());
        } catch (UnknownHostException e) {
            gallery.note(row.id(), begun, tries, UNKNOWN_HOST);
        } catch (CameraException e) {
            LOG.info("Row {}: no picture, {}", row.id(), e.kind());
            if (e.kind() == CameraException.Kind.UNSUPPORTED) {
                rest(row.id()); // its driver has just left, and may come back
                return;
            }
            boolean refused = e.kind() == CameraException.Kind.UNAUTHORIZED;
            gallery.note(row.id(), begun, refused ? TRIES : tries, refused ? REFUSED : NOTHING_CAME);
        } catch (IllegalStateException e) {
            LOG.info("Row {}: no picture, {}", row.id(), e.getMessage());
            rest(row.id());
        }
    }

    private CodedPicture shoot(Stills stills, OnboardingRow row, Recognition known)
            throws AddressRefusedException, UnknownHostException, CameraException, InterruptedException {
        // what may be connected to could have changed since it was probed
        Endpoint pinned = networks.get().pin(Endpoint.parse(known.pinned()));
        String device = DeviceAddress.device(pinned);
        if (logins.begin(device).isPresent()) {
            throw new CameraException(CameraException.Kind.UNAUTHORIZED, "it has just refused several logins");
        }
        boolean refused = false;
        try {
            return stills.take(known.vendor(), pinned, submissions.credentials(row.id()), known.channel());
        } catch (CameraException e) {
            refused = e.kind() == CameraException.Kind.UNAUTHORIZED;
            throw e;
        } finally {
            logins.end(device, refused);
        }
    }

    /** Removes the pictures of rows that were decided on a while ago. */
    void tidy() {
        for (String id : gallery.rows()) {
            Optional<OnboardingRow> row = submissions.row(id);
            boolean over = row.isEmpty()
                    || !UNDECIDED.contains(row.get().state())
                            && (gallery.isFull()
                                    || row.get().changed().plus(KEPT).isBefore(clock.instant()));
            if (over) {
                try {
                    gallery.remove(id);
                } catch (IOException e) {
                    LOG.warn("The picture of row {} could not be removed: {}", id, e.toString());
                }
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
