package id.pantau.live;

import id.pantau.model.StatusChange;
import id.pantau.service.Fact;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What all supervisors share.
 *
 * @param silence without a complete picture, after which a camera is no longer live
 * @param linger how long a stream that nobody asks for any more is still pulled
 * @param facts must not block
 * @param history told of every status, the first one too; must not block
 */
record Surroundings(
        Loop loop,
        DriverPresence presence,
        Logins logins,
        SourceFinder finder,
        Pulls pulls,
        ConnectPace pace,
        Duration silence,
        Duration linger,
        Feeds feeds,
        CameraEvents events,
        RandomGenerator random,
        Consumer<Fact> facts,
        Consumer<StatusChange> history) {}
