package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.rtsp.client.RtspException;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.Contract;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plants one bug at a time in a driver and sees the contract name it. */
final class CameraDriverTckTest {
    private static final RtspLogin DEFAULT_LOGIN = new RtspLogin("admin", "12345");

    static final class SoundBench extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver();
        }
    }

    @Test
    @DisplayName("a sound driver passes")
    void sound() {
        assertEquals(Set.of(), Contract.failures(SoundBench.class));
    }

    static final class TakesEverything extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public ProbeResult probe(Endpoint endpoint) {
                    return new ProbeResult.Recognised(DeviceInfo.UNKNOWN);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that recognises everything is seen")
    void takesEverything() {
        assertSeen(
                TakesEverything.class,
                "says that its camera needs a login",
                "a plain web server is not its camera",
                "a server that accepts and says nothing is not its camera, within the deadline",
                "a server that talks nonsense without end is not its camera, within the deadline",
                "a dead address is unreachable, when probed and when opened");
    }

    static final class ProbesWithLogin extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                    try {
                        ask(endpoint, DEFAULT_LOGIN);
                    } catch (RtspException e) {
                        return super.probe(endpoint);
                    }
                    return super.probe(endpoint);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that tries a maker's default login while probing is seen")
    void probesWithLogin() {
        assertSeen(ProbesWithLogin.class, "probes without sending any login");
    }

    static final class TriesTwice extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public CameraSession open(Endpoint endpoint, Credentials login)
                        throws CameraException, InterruptedException {
                    try {
                        return super.open(endpoint, login);
                    } catch (CameraException e) {
                        return super.open(endpoint, login);
                    }
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that tries a refused login again is seen")
    void triesTwice() {
        assertSeen(
                TriesTwice.class, "a wrong password is UNAUTHORIZED after one attempt, so that no account is locked");
    }

    static final class AllIsProtocol extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public CameraSession open(Endpoint endpoint, Credentials login)
                        throws CameraException, InterruptedException {
                    try {
                        return super.open(endpoint, login);
                    } catch (CameraException e) {
                        throw new CameraException(Kind.PROTOCOL, "login failed", e);
                    }
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that calls every failure retryable is seen")
    void allIsProtocol() {
        assertSeen(
                AllIsProtocol.class,
                "a wrong password is UNAUTHORIZED after one attempt, so that no account is locked",
                "no login where one is asked for is UNAUTHORIZED",
                "a dead address is unreachable, when probed and when opened");
    }

    static final class Talkative extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public CameraSession open(Endpoint endpoint, Credentials login)
                        throws CameraException, InterruptedException {
                    try {
                        return super.open(endpoint, login);
                    } catch (CameraException e) {
                        throw new CameraException(e.kind(), "refused " + login.user() + ":" + login.password(), e);
                    }
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that puts the password into its message is seen")
    void talkative() {
        assertSeen(Talkative.class, "shows no password in a message, a stack trace or any text");
    }

    static final class PasswordInUrl extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(URI.create(endpoint.uri() + "?user=" + login.user() + "&pwd="
                            + java.net.URLEncoder.encode(login.password(), java.nio.charset.StandardCharsets.UTF_8)));
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that puts the password into an address is seen")
    void passwordInUrl() {
        assertSeen(
                PasswordInUrl.class,
                "offers channels with profiles, each with a source on the camera's own host and without credentials",
                "shows no password in a message, a stack trace or any text");
    }

    static final class ElsewhereSource extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(URI.create("rtsp://192.0.2.1/main"));
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that sends the platform to another host is seen")
    void elsewhere() {
        assertSeen(
                ElsewhereSource.class,
                "offers channels with profiles, each with a source on the camera's own host and without credentials");
    }

    static final class Unstable extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(URI.create(endpoint.uri() + "?session=" + System.nanoTime()));
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that names another source in every session is seen")
    void unstable() {
        assertSeen(
                Unstable.class,
                "names the same channels, profiles and sources in every session",
                "serves several callers at the same time");
    }

    static final class Deaf extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                    try {
                        return super.probe(endpoint);
                    } catch (InterruptedException e) {
                        return new ProbeResult.Unreachable("interrupted");
                    }
                }

                @Override
                public CameraSession open(Endpoint endpoint, Credentials login)
                        throws CameraException, InterruptedException {
                    try (Socket socket =
                            new Socket(endpoint.host(), endpoint.uri().getPort())) {
                        socket.setSoTimeout(5000);
                        socket.getOutputStream().write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes());
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    } catch (IOException e) {
                        throw new CameraException(Kind.UNREACHABLE, "no answer", e);
                    }
                    return super.open(endpoint, login);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that does not let go when it is interrupted is seen")
    void deaf() {
        assertSeen(Deaf.class, "an interrupted probe ends promptly", "an interrupted login ends promptly");
    }

    static final class LeavesOpen extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
                    try {
                        // the planted leak
                        KEPT.add(new Socket(endpoint.host(), endpoint.uri().getPort()));
                    } catch (IOException e) {
                        throw new CameraException(Kind.UNREACHABLE, "gone", e);
                    }
                    return super.session(endpoint, login);
                }
            };
        }
    }

    private static final List<Socket> KEPT = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Test
    @DisplayName("a driver that leaves a connection open is seen")
    void leavesOpen() throws IOException {
        assertSeen(LeavesOpen.class, "closing twice is harmless, and leaves no connection open");
        for (Socket socket : KEPT) {
            socket.close();
        }
    }

    static final class ThrowsOnClose extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(endpoint.uri()) {
                        private boolean closed;

                        @Override
                        public void close() {
                            if (closed) {
                                throw new IllegalStateException("closed");
                            }
                            closed = true;
                        }
                    };
                }
            };
        }
    }

    @Test
    @DisplayName("a session that cannot be closed twice is seen")
    void throwsOnClose() {
        assertSeen(ThrowsOnClose.class, "closing twice is harmless, and leaves no connection open");
    }

    static final class FalseFacets extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(endpoint.uri()) {
                        @Override
                        public <F extends Facet> Optional<F> facet(Class<F> type) {
                            Facet.Clock clock = Instant::now;
                            return type == Facet.Clock.class ? Optional.of(type.cast(clock)) : Optional.empty();
                        }
                    };
                }
            };
        }
    }

    @Test
    @DisplayName("a driver with a facet that it disclaims is seen")
    void falseFacets() {
        assertSeen(FalseFacets.class, "tells the truth about its facets");
    }

    static final class NoProfiles extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(endpoint.uri()) {
                        @Override
                        public List<StreamProfile> profiles() {
                            return List.of();
                        }
                    };
                }
            };
        }
    }

    @Test
    @DisplayName("a channel without a profile is seen")
    void noProfiles() {
        assertSeen(
                NoProfiles.class,
                "offers channels with profiles, each with a source on the camera's own host and without credentials");
    }

    static final class LoginFirst extends DriverBench {
        @Override
        protected CameraDriver driver() {
            return new SoundDriver() {
                @Override
                public CameraSession open(Endpoint endpoint, Credentials login)
                        throws CameraException, InterruptedException {
                    if (!login.isNone()) {
                        sendBasic(endpoint, login);
                    }
                    return super.open(endpoint, login);
                }
            };
        }

        private static void sendBasic(Endpoint endpoint, Credentials login) throws CameraException {
            String pair = login.user() + ":" + login.password();
            String token = java.util.Base64.getEncoder().encodeToString(pair.getBytes());
            try (Socket socket = new Socket(endpoint.host(), endpoint.uri().getPort())) {
                socket.setSoTimeout(500);
                socket.getOutputStream()
                        .write(("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic " + token + "\r\n\r\n")
                                .getBytes());
                socket.getInputStream().read();
            } catch (IOException e) {
                throw new CameraException(Kind.UNREACHABLE, "no answer", e);
            }
        }
    }

    @Test
    @DisplayName("a driver that sends the password before anybody asked for it is seen")
    void loginFirst() {
        assertSeen(LoginFirst.class, "gives the password to nobody who does not ask for it");
    }

    private static void assertSeen(Class<?> bench, String... rules) {
        Set<String> failures = Contract.failures(bench);
        assertTrue(failures.containsAll(Set.of(rules)), () -> "the contract named only " + failures);
    }
}
