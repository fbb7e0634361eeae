package id.pantau.web;

import id.pantau.model.*;
import id.pantau.service.*;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A city in memory: what the web bundle asks of the others, with nothing behind it. */
final class City {
    static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");
    static final Actor TEST = new Actor("system:test");

    final List<Point> allPoints = new CopyOnWriteArrayList<>();
    final Map<String, Camera> allCameras = new ConcurrentHashMap<>();
    final Map<String, CameraState> states = new ConcurrentHashMap<>();
    final Map<String, StreamStats> statistics = new ConcurrentHashMap<>();
    final Map<String, Publication> standing = new ConcurrentHashMap<>();
    final Map<String, Medium> files = new ConcurrentHashMap<>();
    final CityHistory history = new CityHistory();
    /** What is said instead of looking into {@link #files}. */
    final Map<String, MediaAnswer> answers = new ConcurrentHashMap<>();

    final Map<String, MediaReader> streams = new ConcurrentHashMap<>();
    final List<MediaRequest> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    final List<String> viewers = Collections.synchronizedList(new ArrayList<>());
    final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    final Map<String, String> keys = new ConcurrentHashMap<>();
    final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();
    final Map<String, Login> logins = new ConcurrentHashMap<>();
    /** What receipts count; as many as there are rows when it is empty. */
    volatile Map<RowState, Integer> counts = Map.of();

    final List<OnboardingRow> rows = new CopyOnWriteArrayList<>();
    final List<byte[]> submitted = new CopyOnWriteArrayList<>();
    volatile Optional<SubmissionRefusedException> refusal = Optional.empty();
    volatile Optional<PublicationRefusedException> denial = Optional.empty();
    final AtomicLong publicBytes = new AtomicLong();
    final AtomicLong staffBytes = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong picturesAsked = new AtomicLong();
    final AtomicLong picturesRefused = new AtomicLong();
    final Set<Long> pictureSizes = ConcurrentHashMap.newKeySet();
    /** By camera; by camera and {@code /main} or {@code /snapshot.jpg}. */
    final Map<String, Admission.Busy> full = new ConcurrentHashMap<>();

    final List<Rendition> admitted = Collections.synchronizedList(new ArrayList<>());
    /** Cameras whose main stream the public may see. */
    final Set<String> publicMain = ConcurrentHashMap.newKeySet();

    final Set<String> withMain = ConcurrentHashMap.newKeySet();
    volatile boolean limited;
    volatile boolean registryDown;

    /** What cameras' owners do not show the staff, and why. */
    final Map<String, Text> notShared = new ConcurrentHashMap<>();

    /** Who looked at what. */
    final Set<String> looked = ConcurrentHashMap.newKeySet();

    final Sharing sharing = new Sharing() {
        @Override
        public Optional<Text> obstacle(String camera, Use use, Instant at) {
            return Optional.ofNullable(notShared.get(camera));
        }

        @Override
        public Optional<Text> ended(String camera, Use use, Instant at) {
            return obstacle(camera, use, at);
        }
    };

    final Looks looks = new Looks() {
        @Override
        public void note(String camera, String who) {
            looked.add(camera + " " + who);
        }

        @Override
        public List<Look> of(String partner, LocalDate since) {
            return allCameras.values().stream()
                    .filter(camera -> camera.partner().equals(partner))
                    .flatMap(camera -> looked.stream()
                            .filter(look -> look.startsWith(camera.id() + " "))
                            .map(look -> new Look(
                                    camera.id(), look.split(" ")[1], LocalDate.parse("2026-11-22"), NOON, NOON)))
                    .toList();
        }
    };

    record Login(User user, String password, long version) {}

    static String id(int n) {
        return String.format("cam%09d", n);
    }

    Camera camera(int n, String point, String name) {
        Camera camera = new Camera(
                id(n),
                name,
                point,
                "bank-anu",
                "GATE-" + n,
                "rtsp",
                new Endpoint(URI.create("rtsp://10.20.0." + n + ":554/ch1")),
                "1",
                Scene.STREET,
                true);
        allCameras.put(camera.id(), camera);
        states.put(camera.id(), CameraState.live(NOON));
        return camera;
    }

    /** The same camera, as its partner declares it. */
    void declare(int n, Scene scene, boolean consent) {
        allCameras.computeIfPresent(
                id(n),
                (id, c) -> new Camera(
                        id,
                        c.name(),
                        c.point(),
                        c.partner(),
                        c.ref(),
                        c.vendor(),
                        c.endpoint(),
                        c.channel(),
                        scene,
                        consent));
    }

    void show(int n) {
        standing.put(id(n), new Publication(id(n), Publication.Stand.PUBLIC, Optional.empty(), Optional.empty(), NOON));
    }

    void withdraw(int n, Reason reason, Text detail) {
        standing.put(
                id(n),
                new Publication(
                        id(n), Publication.Stand.WITHDRAWN, Optional.of(reason), Optional.ofNullable(detail), NOON));
    }

    Medium file(int n, String name, String type, String body, boolean immutable) {
        return file(n, name, type, body.getBytes(StandardCharsets.US_ASCII), immutable);
    }

    Medium file(int n, String name, String type, byte[] body, boolean immutable) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(body.length).put(body).flip();
        Medium medium = new Medium(type, List.of(bytes), immutable);
        files.put(id(n) + "/" + name, medium);
        return medium;
    }

    /** The newest picture that was decoded from a camera's video. */
    void decoded(int n, byte[] jpeg) {
        decoded(n, jpeg, NOON);
    }

    void decoded(int n, byte[] jpeg, Instant takenAt) {
        decoded.put(id(n), new Snapshot(ByteBuffer.wrap(jpeg), takenAt));
    }

    void user(String name, Role role, String password) {
        logins.put(name, new Login(new User(name, role), password, 1));
    }

    OnboardingRow waiting(String id, String name) {
        CameraRequest request = new CameraRequest(
                "GATE-07",
                name,
                new Endpoint(URI.create("rtsp://10.20.0.7:554/ch1")),
                new Credentials("admin", "hunter2secret"),
                1.1289,
                104.0535,
                Scene.STREET,
                true);
        OnboardingRow row = new OnboardingRow(
                id,
                "bank-anu",
                "2026-11-a",
                1,
                "GATE-07",
                RowState.WAITING_APPROVAL,
                Optional.empty(),
                Optional.of(request),
                Optional.empty(),
                NOON);
        rows.add(row);
        return row;
    }

    /** Bytes that count how often they were handed out and given back. */
    static final class Medium {
        final String type;
        final List<ByteBuffer> body;
        final boolean immutable;
        volatile int open;

        Medium(String type, List<ByteBuffer> body, boolean immutable) {
            this.type = type;
            this.body = body;
            this.immutable = immutable;
        }

        MediaResource open() {
            synchronized (this) {
                open++;
            }
            return new MediaResource() {
                private boolean closed;

                @Override
                public String contentType() {
                    return type;
                }

                @Override
                public long length() {
                    return body.stream().mapToLong(ByteBuffer::remaining).sum();
                }

                @Override
                public List<ByteBuffer> body() {
                    return body.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
                }

                @Override
                public boolean immutable() {
                    return immutable;
                }

                @Override
                public Optional<Instant> modified() {
                    return type.startsWith("image/") ? Optional.of(NOON) : Optional.empty();
                }

                @Override
                public String etag() {
                    return "\"e" + Integer.toHexString(body.hashCode()) + "\"";
                }

                @Override
                public void close() {
                    synchronized (Medium.this) {
                        if (!closed) {
                            closed = true;
                            open--;
                        }
                    }
                }
            };
        }
    }

    final Points points = new Points() {
        @Override
        public List<Point> all() {
            return allPoints;
        }

        @Override
        public Optional<Point> find(String id) {
            if (registryDown) {
                throw new IllegalStateException("the registry is down");
            }
            return allPoints.stream().filter(p -> p.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Point> nearest(double latitude, double longitude, double metres) {
            return Optional.empty();
        }

        @Override
        public void add(Point point, Actor who) {
            allPoints.add(point);
        }
    };

    final Cameras cameras = new Cameras() {
        @Override
        public List<Camera> all() {
            return List.copyOf(new TreeMap<>(allCameras).values());
        }

        @Override
        public Optional<Camera> find(String id) {
            return Optional.ofNullable(allCameras.get(id));
        }

        @Override
        public Credentials credentials(String id) {
            throw new AssertionError("the web bundle never asks for a camera's login");
        }

        @Override
        public Camera add(Camera camera, Credentials credentials, Actor who, String why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void changeLogin(String id, Credentials credentials, Actor who, String why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(String id, String point, Actor who, String why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void changeVendor(String id, String vendor, Actor who, String why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(String id, Actor who, String why) {
            throw new UnsupportedOperationException();
        }
    };

    final Live live = new Live() {
        @Override
        public Optional<CameraState> state(String camera) {
            return Optional.ofNullable(states.get(camera));
        }

        @Override
        public boolean hasMain(String camera) {
            return withMain.contains(camera);
        }

        @Override
        public boolean sendsPictures(String camera) {
            return files.containsKey(camera + "/snapshot.jpg");
        }

        @Override
        public StreamStats stats(String camera) {
            return statistics.getOrDefault(camera, StreamStats.NONE);
        }

        @Override
        public Optional<MediaResource> media(String camera, String name, String viewer) {
            if (!viewer.isEmpty()) {
                viewers.add(viewer);
            }
            return Optional.ofNullable(files.get(camera + "/" + name)).map(Medium::open);
        }

        @Override
        public MediaAnswer ask(MediaRequest request) {
            asked.add(request);
            MediaAnswer scripted = answers.get(request.camera() + "/" + request.name());
            if (scripted != null) {
                return scripted;
            }
            return media(request.camera(), request.name(), request.viewer())
                    .<MediaAnswer>map(MediaAnswer.Found::new)
                    .orElseGet(MediaAnswer.Missing::new);
        }

        @Override
        public Optional<MediaReader> read(String camera, String viewer) {
            return Optional.ofNullable(streams.get(camera));
        }

        @Override
        public Runnable watch(Consumer<String> changed) {
            watchers.add(changed);
            return () -> watchers.remove(changed);
        }
    };

    final Map<String, Snapshot> decoded = new ConcurrentHashMap<>();

    final Snapshots snapshots = new Snapshots() {
        @Override
        public Optional<Snapshot> newest(String camera) {
            return Optional.ofNullable(decoded.get(camera));
        }

        @Override
        public boolean has(String camera) {
            return decoded.containsKey(camera);
        }
    };

    final Admission admission = new CityAdmission(this);

    final Publications publications = new CityPublications(this);

    final CityViews views = new CityViews(this);

    final CityOnboarding onboarding = new CityOnboarding(this);
    final CityApprovals approvals = new CityApprovals(this);

    final CityPartners partners = new CityPartners(this);

    final CityAgreements agreements = new CityAgreements(this);

    /** For how many days recordings of each camera are kept; 0 when nothing is recorded. */
    volatile int daysKept;

    final Recordings recordings = new CityRecordings(this);

    final CityPermits permits = new CityPermits();

    final Users users = new CityUsers(this);

    final AuditTrail audit = new AuditTrail() {
        @Override
        public void record(Actor who, String action, String subject, String why) {
            audited.add(new AuditEntry(NOON, who.name(), action, subject, why));
        }

        @Override
        public List<AuditEntry> newest(int limit) {
            return new ArrayList<>(audited);
        }
    };
}
