package id.pantau.live;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Finding;
import id.pantau.model.Reason;
import id.pantau.model.Rendition;
import id.pantau.model.Status;
import id.pantau.model.StatusChange;
import id.pantau.model.StreamStats;
import id.pantau.model.Use;
import id.pantau.service.CameraListener;
import id.pantau.service.Cameras;
import id.pantau.service.Fact;
import id.pantau.service.Findings;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import id.pantau.service.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every registered camera, supervised. Thread-safe. */
final class LiveHub implements Live, Findings, CameraListener, DriverPresence.Watcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration ROLL_CALL = Duration.ofSeconds(30);

    private final Loop loop;
    private final Cameras cameras;
    private final ExecutorService blocking;
    private final Timelines timelines;
    private final LiveSettings settings;
    private final Pulls pulls;
    private final MediaWatchers watchers;
    private final DriverPresence presence;
    private final Surroundings around;
    private final HubFeeds feeds;
    private final Sharing sharing;
    private final Consumer<StatusChange> history;
    private final Map<String, CameraSupervisor> supervisors = new ConcurrentHashMap<>();

    /** Cameras of which the owner shares nothing that needs a picture: nobody connects to those. */
    private final Map<String, CameraState> unshared = new ConcurrentHashMap<>();

    /** Counts what the registry told, so that a roll call that it overtook is known as such. */
    private final AtomicLong news = new AtomicLong();

    private volatile boolean closed;

    /**
     * @param blocking for calls that wait for the registry or the disk
     * @param pulls closed with the hub
     * @param facts must not block
     * @param history told of every status of every camera; must not block
     * @param watchers outlive the hub
     */
    LiveHub(
            Loop loop,
            DriverBay drivers,
            Cameras cameras,
            Sharing sharing,
            ExecutorService blocking,
            Timelines timelines,
            LiveSettings settings,
            Pulls pulls,
            Consumer<Fact> facts,
            Consumer<StatusChange> history,
            MediaWatchers watchers) {
        this.loop = loop;
        this.cameras = cameras;
        this.sharing = sharing;
        this.history = history;
        this.blocking = blocking;
        this.timelines = timelines;
        this.settings = settings;
        this.pulls = pulls;
        this.watchers = watchers;
        this.feeds = new HubFeeds(loop, this::block, timelines, settings, facts, watchers);
        this.presence = new DriverPresence(drivers, loop, settings.driverGrace(), this);
        Logins logins = new Logins(cameras, blocking, loop);
        this.around = new Surroundings(
                loop,
                presence,
                logins,
                new SourceFinder(loop, logins),
                pulls,
                new ConnectPace(settings.connectsPerSecond()),
                settings.silence(),
                settings.linger(),
                feeds,
                new CameraEvents(loop, logins, facts, new Random()),
                new Random(),
                facts,
                history);
    }

    /** Takes up the registry's cameras, and from then on what it tells. */
    void open() {
        callTheRoll();
        loop.after(TICK, this::tick);
        loop.after(settings.driverGrace(), this::checkDrivers);
    }

    /** A driver of that make came or left. Any thread. */
    void driversChanged(String vendor) {
        loop.execute(() -> {
            if (!closed) {
                presence.noticed(vendor);
            }
        });
    }

    @Override
    public void arrived(String vendor) {
        supervisors.values().forEach(supervisor -> supervisor.driverArrived(vendor));
    }

    @Override
    public void gone(String vendor) {
        supervisors.values().forEach(supervisor -> supervisor.driverGone(vendor));
    }

    /** Makes that never had a driver make no event when their grace ends. */
    private void checkDrivers() {
        supervisors.values().forEach(CameraSupervisor::driverGone);
    }

    private void tick() {
        if (!closed) {
            supervisors.values().forEach(CameraSupervisor::tick);
            loop.after(TICK, this::tick);
        }
    }

    @Override
    public void changed(Camera camera) {
        news.incrementAndGet();
        boolean shared = isShared(camera);
        loop.execute(() -> {
            if (shared) {
                take(camera);
            } else {
                leave(camera);
            }
        });
    }

    @Override
    public void sharingChanged(Camera camera) {
        news.incrementAndGet();
        boolean shared = isShared(camera);
        loop.execute(() -> compare(camera, shared));
    }

    /** May wait for the registry, so not to be called on the loop. */
    private boolean isShared(Camera camera) {
        Instant now = loop.now();
        return Stream.of(Use.LIVE, Use.PUBLIC, Use.RECORDED)
                .anyMatch(use -> sharing.ended(camera.id(), use, now).isEmpty());
    }

    @Override
    public void removed(String id) {
        news.incrementAndGet();
        loop.execute(() -> drop(id));
    }

    /** Makes up for news that went astray while this bundle or the registry came up. */
    private void callTheRoll() {
        if (closed) {
            return;
        }
        long newsBefore = news.get();
        block(() -> {
            List<Camera> all = cameras.all();
            Set<Camera> shared = all.stream().filter(this::isShared).collect(Collectors.toSet());
            loop.execute(() -> {
                if (news.get() == newsBefore) {
                    compare(all, shared);
                }
            });
        });
        loop.after(ROLL_CALL, this::callTheRoll);
    }

    private void compare(List<Camera> all, Set<Camera> shared) {
        Set<String> gone = new HashSet<>(supervisors.keySet());
        gone.addAll(unshared.keySet());
        for (Camera camera : all) {
            gone.remove(camera.id());
            compare(camera, shared.contains(camera));
        }
        gone.forEach(this::drop);
    }

    private void compare(Camera camera, boolean shared) {
        CameraSupervisor known = supervisors.get(camera.id());
        if (!shared) {
            leave(camera);
        } else if (known == null || !known.camera().equals(camera)) {
            take(camera);
        }
    }

    private void take(Camera camera) {
        if (closed) {
            return;
        }
        unshared.remove(camera.id());
        CameraSupervisor known = supervisors.get(camera.id());
        if (known != null) {
            known.changed(camera);
            return;
        }
        CameraSupervisor supervisor = new CameraSupervisor(camera, around);
        supervisors.put(camera.id(), supervisor);
        prepare(supervisor);
    }

    private void prepare(CameraSupervisor supervisor) {
        String id = supervisor.camera().id();
        feeds.open(id, id, null, feed -> {
            if (supervisors.get(id) == supervisor) {
                supervisor.begin(feed);
            } else {
                feed.close();
            }
        });
    }

    /** Hangs up on a camera that its owner does not share; where its streams go on is kept. */
    private void leave(Camera camera) {
        String id = camera.id();
        if (closed || unshared.containsKey(id)) {
            return;
        }
        CameraSupervisor supervisor = supervisors.remove(id);
        if (supervisor != null) {
            supervisor.stop();
        }
        unshared.put(id, CameraState.offline(Reason.AGREEMENT_ENDED, "", loop.now()));
        history.accept(new StatusChange(id, loop.now(), Status.OFFLINE, Optional.of(Reason.AGREEMENT_ENDED), ""));
    }

    private void drop(String id) {
        boolean left = unshared.remove(id) != null;
        CameraSupervisor supervisor = supervisors.remove(id);
        if (supervisor != null) {
            supervisor.stop();
        }
        if (supervisor != null || left) {
            block(() -> {
                timelines.forget(id);
                timelines.forget(MainStream.timeline(id));
            });
        }
    }

    /** Runs what may wait for registry or disk off the loop; false when too much of that waits already. */
    private boolean block(Runnable task) {
        try {
            blocking.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("A call to the registry or the disk failed: {}", e.toString());
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many calls wait for the registry or the disk");
            return false;
        }
    }

    @Override
    public Optional<CameraState> state(String camera) {
        return Optional.ofNullable(supervisors.get(camera))
                .map(CameraSupervisor::state)
                .or(() -> Optional.ofNullable(unshared.get(camera)));
    }

    @Override
    public void report(String camera, List<Finding> findings) {
        CameraSupervisor supervisor = supervisors.get(camera);
        if (supervisor != null) {
            supervisor.looked(findings);
        }
    }

    @Override
    public StreamStats stats(String camera) {
        return renditions(camera).map(Renditions::stats).orElse(StreamStats.NONE);
    }

    @Override
    public StreamStats stats(String camera, Rendition rendition) {
        return renditions(camera).map(renditions -> renditions.stats(rendition)).orElse(StreamStats.NONE);
    }

    @Override
    public void returned(String camera) {
        loop.execute(() -> {
            CameraSupervisor supervisor = supervisors.get(camera);
            if (supervisor != null) {
                supervisor.retry();
            }
        });
    }

    @Override
    public boolean hasMain(String camera) {
        return renditions(camera).filter(Renditions::hasMain).isPresent();
    }

    @Override
    public boolean sendsPictures(String camera) {
        return Optional.ofNullable(supervisors.get(camera))
                .map(CameraSupervisor::feed)
                .filter(CameraFeed::sendsPictures)
                .isPresent();
    }

    @Override
    public Optional<MediaResource> media(String camera, String name, String viewer) {
        return renditions(camera).flatMap(renditions -> renditions.media(name, viewer));
    }

    @Override
    public MediaAnswer ask(MediaRequest request) {
        return renditions(request.camera())
                .map(renditions -> renditions.ask(request))
                .orElseGet(MediaAnswer.Missing::new);
    }

    @Override
    public Optional<MediaReader> read(String camera, String viewer) {
        return Optional.ofNullable(supervisors.get(camera))
                .flatMap(supervisor -> Optional.ofNullable(supervisor.feed()))
                .map(feed -> feed.read(viewer));
    }

    private Optional<Renditions> renditions(String camera) {
        return Optional.ofNullable(supervisors.get(camera)).map(CameraSupervisor::renditions);
    }

    @Override
    public Runnable watch(Consumer<String> changed) {
        return watchers.add(changed);
    }

    Pulls pulls() {
        return pulls;
    }

    /** Hangs up everywhere; takes at most some seconds. */
    @Override
    public void close() {
        closed = true;
        CountDownLatch stopped = new CountDownLatch(1);
        loop.execute(() -> {
            supervisors.values().forEach(CameraSupervisor::stop);
            supervisors.clear();
            around.events().close();
            stopped.countDown();
        });
        try {
            if (!stopped.await(2, TimeUnit.SECONDS)) {
                LOG.warn("The live loop did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pulls.close();
    }
}
