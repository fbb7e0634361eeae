package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Role;
import id.pantau.model.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Logins")
final class SessionsTest {
    private static final User SARI = new User("sari", Role.OPERATOR);
    private final City city = new City();
    private final Hands clock = new Hands();
    private final Sessions sessions = new Sessions(city.users, clock);

    /** A clock that the test moves. */
    private static final class Hands extends Clock {
        private Instant now = City.NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void forward(Duration duration) {
            now = now.plus(duration);
        }
    }

    SessionsTest() {
        city.user("sari", Role.OPERATOR, "x");
    }

    @Test
    @DisplayName("last while they are used and end after eight hours without use")
    void idle() {
        String token = sessions.open(SARI, 1);
        clock.forward(Duration.ofHours(7));
        assertEquals(Optional.of(SARI), sessions.user(token));
        clock.forward(Duration.ofHours(7));
        assertEquals(Optional.of(SARI), sessions.user(token));
        clock.forward(Duration.ofHours(8).plusSeconds(1));
        assertEquals(Optional.empty(), sessions.user(token));
    }

    @Test
    @DisplayName("are bounded in number: the one unused for longest makes room")
    void bounded() {
        String oldest = sessions.open(SARI, 1);
        String used = sessions.open(SARI, 1);
        for (int i = 2; i < Sessions.MAXIMUM; i++) {
            sessions.open(SARI, 1);
        }
        assertTrue(sessions.user(used).isPresent());
        sessions.open(SARI, 1);
        assertFalse(sessions.user(oldest).isPresent());
        assertTrue(sessions.user(used).isPresent());
    }

    @Test
    @DisplayName("have tokens of 256 bits that never repeat")
    void tokens() {
        String token = sessions.open(SARI, 1);
        assertEquals(43, token.length());
        assertNotEquals(token, sessions.open(SARI, 1));
    }

    @Test
    @DisplayName("are throttled per client over all names, per IPv6 network, and only for some minutes")
    void clients() {
        LoginThrottle throttle = new LoginThrottle(clock);
        for (int i = 0; i < LoginThrottle.PER_CLIENT; i++) {
            assertEquals(Optional.empty(), throttle.attempt("2001:db8:1:2::" + i));
        }
        assertTrue(throttle.attempt("2001:db8:1:2::ffff").isPresent());
        assertEquals(Optional.empty(), throttle.attempt("2001:db8:1:3::1"));
        clock.forward(LoginThrottle.WINDOW);
        assertEquals(Optional.empty(), throttle.attempt("2001:db8:1:2::ffff"));
    }

    @Test
    @DisplayName("lock a guesser's own network out of a name, and nobody else")
    void guesser() {
        LoginThrottle throttle = new LoginThrottle(clock);
        for (int i = 0; i < LoginThrottle.PER_NAME; i++) {
            assertEquals(Optional.empty(), throttle.attempt("203.0.113." + i, "sari"));
        }
        assertTrue(throttle.attempt("203.0.113.99", "sari").isPresent());
        assertEquals(Optional.empty(), throttle.attempt("203.0.114.1", "sari"));
        assertEquals(Optional.empty(), throttle.attempt("203.0.113.99", "budi"));
    }

    @Test
    @DisplayName("are slowed when many networks guess at one name, but not from where it logs in")
    void botnet() {
        LoginThrottle throttle = new LoginThrottle(clock);
        assertEquals(Optional.empty(), throttle.attempt("10.0.0.7", "sari"));
        throttle.succeeded("10.0.0.7", "sari");
        for (int i = 1; i < LoginThrottle.PER_NAME_OF_STRANGERS; i++) {
            assertEquals(Optional.empty(), throttle.attempt("198.18." + i + ".1", "sari"));
        }
        assertEquals(Optional.of(LoginThrottle.SLOW), throttle.attempt("198.19.0.1", "sari"));
        assertEquals(Optional.empty(), throttle.attempt("10.0.0.8", "sari"));
        clock.forward(LoginThrottle.SLOW);
        assertEquals(Optional.empty(), throttle.attempt("198.19.0.1", "sari"));
        assertEquals(Optional.of(LoginThrottle.SLOW), throttle.attempt("198.19.1.1", "sari"));
    }

    @Test
    @DisplayName("that succeed clear the name's earlier failures")
    void success() {
        LoginThrottle throttle = new LoginThrottle(clock);
        for (int i = 0; i < LoginThrottle.PER_NAME; i++) {
            throttle.attempt("10.0.0." + i, "sari");
        }
        throttle.succeeded("10.0.0.9", "sari");
        assertEquals(Optional.empty(), throttle.attempt("10.0.0.99", "sari"));
    }
}
