package id.pantau.camel.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the route files of the folder {@code routes} beside the container's configuration: {@code NAME.yaml}, with the values of its
 * placeholders in {@code NAME.properties}. Looks every second; each file is worked on by itself, so that one that hangs keeps no other.
 */
@Component(service = RouteFiles.class, immediate = true)
public final class RouteFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final String SECRETS = "org.apache.felix.configadmin.plugin.interpolation.secretsdir";
    private static final String SUFFIX = ".yaml";
    private static final int LARGEST = 256 * 1024;
    private static final int MOST = 50;

    private final Path folder;
    private final Workshop workshop;
    private final Map<String, Desk> desks = new ConcurrentSkipListMap<>();
    private Set<String> refused = Set.of();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "pantau-route-files"));
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> daemon(task, "pantau-route-file"));

    /** A file's routes, and whether somebody is at work on them. */
    private record Desk(FileRoutes routes, AtomicBoolean busy) {}

    @Activate
    public RouteFiles(
            BundleContext bundles,
            @Reference CamelContext camel,
            @Reference Platform platform,
            @Reference EventBoard board) {
        this(
                Path.of(property(bundles, "karaf.etc"), "routes"),
                new Workshop(
                        camel,
                        platform,
                        board,
                        Path.of(property(bundles, "pantau.home"), "routes"),
                        Path.of(property(bundles, SECRETS))));
        Future<?> untilShutdown = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
        LOG.debug("Looks at {}: {}", folder, untilShutdown);
    }

    RouteFiles(Path folder, Workshop workshop) {
        this.folder = folder;
        this.workshop = workshop;
    }

    private static String property(BundleContext bundles, String key) {
        String value = bundles.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the property " + key + " is not set");
        }
        return value;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        // Camel looks for its parts through it
        thread.setContextClassLoader(CamelContext.class.getClassLoader());
        return thread;
    }

    /** Every file, by name. */
    public List<RouteState> all() {
        return desks.values().stream().map(desk -> desk.routes().state()).toList();
    }

    /** Looks at the folder once, and has what changed put in force. */
    void look() {
        try {
            Set<String> names = names();
            names.forEach(name ->
                    desks.computeIfAbsent(name, n -> new Desk(new FileRoutes(n, workshop), new AtomicBoolean())));
            for (Map.Entry<String, Desk> each : new TreeMap<>(desks).entrySet()) {
                boolean there = names.contains(each.getKey());
                work(
                        each.getKey(),
                        each.getValue(),
                        there
                                ? () -> update(each.getKey(), each.getValue())
                                : () -> remove(each.getKey(), each.getValue()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The folder {} could not be looked at", folder, e);
        }
    }

    private Set<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return firstCome(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"))
                    .sorted()
                    .toList());
        }
    }

    /** As many as may be, those that are there already before those that are new. */
    private Set<String> firstCome(List<String> found) {
        Set<String> names = found.stream().filter(desks::containsKey).collect(Collectors.toCollection(TreeSet::new));
        found.stream()
                .filter(name -> !desks.containsKey(name))
                .limit(Math.max(0, MOST - names.size()))
                .forEach(names::add);
        Set<String> left = new TreeSet<>(found);
        left.removeAll(names);
        if (!left.equals(refused) && !left.isEmpty()) {
            LOG.error("The route files {} are not read: {} others are, and there may be no more", left, MOST);
        }
        refused = left;
        return names;
    }

    private void work(String name, Desk desk, Runnable task) {
        if (desk.busy().compareAndSet(false, true)) {
            workers.execute(() -> {
                try {
                    if (desks.get(name) == desk) {
                        task.run();
                    }
                } catch (RuntimeException | LinkageError e) {
                    LOG.error("A route file could not be worked on", e);
                } finally {
                    desk.busy().set(false);
                }
            });
        }
    }

    private void update(String name, Desk desk) {
        try {
            FileRoutes.Version version = new FileRoutes.Version(
                    text(folder.resolve(name + SUFFIX)), values(folder.resolve(name + ".properties")));
            desk.routes().update(version, Instant.now());
        } catch (NoSuchFileException goneMeanwhile) {
            LOG.debug("{} is gone", name);
        } catch (CharacterCodingException e) {
            desk.routes().unreadable("it is not UTF-8");
        } catch (IOException e) {
            desk.routes().unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String values(Path file) throws IOException {
        return Files.exists(file) ? text(file) : "";
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file.getFileName() + " has more than " + LARGEST + " bytes");
        }
        return Files.readString(file);
    }

    private void remove(String name, Desk desk) {
        desk.routes().stop();
        desks.remove(name, desk);
    }

    @Deactivate
    void stop() {
        clock.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(FileContext.SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        desks.values().parallelStream().forEach(desk -> desk.routes().stop());
        desks.clear();
    }
}
