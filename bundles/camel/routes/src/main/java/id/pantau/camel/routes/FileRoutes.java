package id.pantau.camel.routes;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route file and what runs of it. A new version is checked and built while the one before runs; one that is refused leaves it
 * running. One that is right but cannot start, since a server is away, takes its place all the same and is tried again. One thread at
 * a time, but for {@link #state} and {@link #stop}.
 */
final class FileRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FileRoutes.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 1;

    private final String name;
    private final Workshop workshop;
    private final RouteTally tally = new RouteTally();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closed;
    private @Nullable Version seen;
    private @Nullable Version inForce;
    private @Nullable FileContext running;
    private Duration pause = FIRST_PAUSE;
    private Instant retryAt = Instant.MAX;
    private volatile RouteState state;

    /** @param name of the file, without its suffix */
    FileRoutes(String name, Workshop workshop) {
        this.name = name;
        this.workshop = workshop;
        this.state = new RouteState(file(), RouteState.Kind.REFUSED, List.of(), 0, 0, "it was not read yet");
    }

    /**
     * What stands in the files.
     *
     * @param values the text of the file with the same name and {@code .properties}; empty when there is none
     */
    record Version(String text, String values) {}

    private String file() {
        return name + ".yaml";
    }

    RouteState state() {
        RouteState is = state;
        String problem = is.problem().isEmpty() ? tally.failure() : is.problem();
        return new RouteState(is.file(), is.kind(), is.routes(), tally.done(), tally.failed(), problem);
    }

    /** Puts a version in force, if it is another one than before, or is to be tried again; nothing after {@link #stop}. */
    void update(Version version, Instant now) {
        if (closed) {
            return;
        }
        if (!version.equals(seen)) {
            seen = version;
            replace(version, now);
        } else if (inForce != null && !now.isBefore(retryAt)) {
            replace(inForce, now);
        }
    }

    /** Says why the file could not even be read; what runs goes on. */
    void unreadable(String problem) {
        seen = null;
        refused(problem);
    }

    private void replace(Version version, Instant now) {
        FileContext built;
        try {
            built = built(version);
        } catch (RouteFileException e) {
            refused(String.valueOf(e.getMessage()));
            return;
        }
        turn.lock();
        try {
            stopRunning();
            tally.forgetFailure();
            running = built;
            inForce = version;
            if (!closed) {
                start(built, now);
            }
        } finally {
            if (closed) {
                stopRunning();
            }
            turn.unlock();
        }
    }

    private void refused(String problem) {
        boolean before = running != null;
        String words = file() + ": " + problem + (before ? " (the version before stays in force)" : "");
        if (!words.equals(state.problem())) {
            LOG.error("{}", words);
        }
        RouteState.Kind kind = before ? state.kind() : RouteState.Kind.REFUSED;
        state = new RouteState(file(), kind, state.routes(), 0, 0, words);
    }

    /** A context that started, but none of whose routes did. */
    private FileContext built(Version version) throws RouteFileException {
        FileContext context = FileContext.of(name, values(version), workshop, tally);
        try {
            RouteCheck.check(file(), version.text(), context);
            add(context, version.text());
            return context;
        } catch (RouteFileException | RuntimeException e) {
            stop(context);
            throw e;
        }
    }

    private Properties values(Version version) throws RouteFileException {
        Properties values = new Properties();
        try {
            values.load(new StringReader(version.values()));
            return values;
        } catch (IOException | IllegalArgumentException e) {
            throw new RouteFileException(name + ".properties cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(FileContext context, String text) throws RouteFileException {
        List<RouteDefinition> definitions = List.of();
        try {
            RouteBuilder builder = loaded(context, text);
            definitions = builder.getRouteCollection().getRoutes();
            FileContext.withCamelsClassLoader(() -> {
                context.addRoutes((RoutesBuilder) builder);
                context.start();
                return context;
            });
        } catch (RuntimeException e) {
            throw RouteFileException.at(line(definitions, e), RouteFileException.words(e), e);
        }
    }

    private RouteBuilder loaded(FileContext context, String text) {
        return FileContext.withCamelsClassLoader(() -> {
            try (YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader()) {
                loader.setCamelContext(context);
                loader.start();
                RouteBuilder builder = (RouteBuilder) loader.loadRoutesBuilder(ResourceHelper.fromString(file(), text));
                builder.configureRoutes(context);
                int number = 0;
                for (RouteDefinition route : builder.getRouteCollection().getRoutes()) {
                    number++;
                    route.setId(name + "." + (route.hasCustomIdAssigned() ? route.getId() : "route" + number));
                }
                return builder;
            }
        });
    }

    private static int line(List<RouteDefinition> definitions, Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException failed) {
                return definitions.stream()
                        .filter(route -> failed.getRouteId().equals(route.getId()))
                        .mapToInt(RouteDefinition::getLineNumber)
                        .findFirst()
                        .orElse(0);
            }
        }
        return 0;
    }

    private void start(FileContext context, Instant now) {
        List<String> ids =
                context.getRoutes().stream().map(route -> route.getRouteId()).toList();
        try {
            FileContext.withCamelsClassLoader(() -> {
                context.getRouteController().startAllRoutes();
                return context;
            });
            pause = FIRST_PAUSE;
            retryAt = Instant.MAX;
            state = new RouteState(file(), RouteState.Kind.RUNNING, ids, 0, 0, "");
            LOG.info("{}: the routes {} run", file(), ids);
        } catch (RuntimeException e) {
            String problem = file() + ": " + RouteFileException.words(e);
            LOG.error("{}; it is tried again in {} s", problem, pause.toSeconds());
            state = new RouteState(file(), RouteState.Kind.FAILED, ids, 0, 0, problem);
            retryAt = now.plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Stops its routes, and no others, for good. While another thread is starting them it is that which stops them, as soon as it can. */
    void stop() {
        closed = true;
        try {
            if (!turn.tryLock() && !turn.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{}: its routes are still starting, and stop when they have", file());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            stopRunning();
            LOG.info("{}: its routes are stopped", file());
        } finally {
            turn.unlock();
        }
    }

    private void stopRunning() {
        Optional.ofNullable(running).ifPresent(FileRoutes::stop);
        running = null;
    }

    private static void stop(FileContext context) {
        try {
            FileContext.withCamelsClassLoader(() -> {
                context.stop();
                return context;
            });
        } catch (RuntimeException e) {
            LOG.error("{} could not be stopped", context.getName(), e);
        }
    }
}
