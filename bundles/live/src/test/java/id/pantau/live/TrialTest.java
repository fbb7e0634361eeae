package id.pantau.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.service.Drivers.Check;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.ProbeResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A driver's trial in the container")
@Timeout(120)
class TrialTest {
    private final ScheduledLoop loop = new ScheduledLoop();
    private final DriverBay bay = new DriverBay(
            loop,
            vendor -> new ThreadPoolExecutor(4, 4, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(10)),
            new FakeBundles().quarantine(),
            (device, then) -> then.run());
    private final DriverDesk desk = new DriverDesk(bay, loop::now);

    @AfterEach
    void close() {
        bay.close();
        loop.close();
    }

    private List<String> failures(FakeDriver driver) throws InterruptedException {
        bay.add(1, "acme", FakeBundles.bundle(1), 0, new DriverPort.Service() {
            @Override
            public FakeDriver get() {
                return driver;
            }

            @Override
            public void release() {}
        });
        List<Check> checks = desk.verify("acme");
        assertTrue(checks.size() == 17, checks.toString());
        return checks.stream().filter(check -> !check.passed()).map(Check::rule).toList();
    }

    @Test
    @DisplayName("is passed by one that keeps its contract, which vendor:list shows")
    void passed() throws Exception {
        assertEquals(List.of(), failures(new Sound()));
        assertTrue(
                bay.all().get(0).verified().equals("passed 17 rules"), bay.all().toString());
    }

    @Test
    @DisplayName("finds one that takes everybody for its camera")
    void takesEverybody() throws Exception {
        List<String> failures = failures(new Sound() {
            @Override
            public ProbeResult probe(Endpoint endpoint) {
                return new ProbeResult.Recognised(DeviceInfo.UNKNOWN);
            }
        });
        assertEquals(
                List.of(
                        "a dead address is unreachable when it is probed",
                        "a server that says nothing is not its camera, within 10 s",
                        "a server that talks nonsense without end is not its camera, within 10 s",
                        "a plain web server is not its camera, within 10 s"),
                failures);
        assertEquals("failed 4 rules", bay.all().get(0).verified());
    }

    @Test
    @DisplayName("finds one that tells its password to everybody, and repeats it in messages")
    void tellsPasswords() throws Exception {
        List<String> failures = failures(new Sound() {
            @Override
            public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port(0)), 1000);
                    socket.getOutputStream()
                            .write(("PASS " + credentials.password() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                    socket.setSoTimeout(200);
                    throw new CameraException(
                            CameraException.Kind.PROTOCOL,
                            "no " + credentials.password()
                                    + socket.getInputStream().read());
                } catch (SocketTimeoutException e) {
                    throw new CameraException(CameraException.Kind.PROTOCOL, "no " + credentials.password());
                } catch (IOException e) {
                    throw new CameraException(CameraException.Kind.UNREACHABLE, "refused");
                }
            }
        });
        assertTrue(
                failures.contains("a server that says nothing is told no password that it did not ask for"),
                failures.toString());
        assertTrue(failures.contains("no password is in the message about a plain web server"), failures.toString());
    }

    @Test
    @DisplayName("finds one that does not end when it is interrupted, without putting it into quarantine")
    void stubborn() throws Exception {
        List<String> failures = failures(new Sound() {
            @Override
            public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                try {
                    return super.probe(endpoint);
                } catch (InterruptedException e) {
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    throw e;
                }
            }
        });
        assertEquals(List.of("an interrupted probe ends within 2 s"), failures);
        assertTrue(!bay.isQuarantined("acme"));
    }

    @Test
    @DisplayName("is passed by one that has to do with RTSP addresses alone, and finds what it does wrong there")
    void rtspAlone() throws Exception {
        assertEquals(List.of(), failures(new Rtsp()));
        bay.remove(1);
        List<String> failures = failures(new Rtsp() {
            @Override
            public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                ProbeResult sound = super.probe(endpoint);
                return isRtsp(endpoint) && sound instanceof ProbeResult.NotMine
                        ? new ProbeResult.Recognised(DeviceInfo.UNKNOWN)
                        : sound;
            }
        });
        assertEquals(3, failures.size(), failures.toString());
        assertTrue(failures.contains("a plain web server is not its camera, within 10 s"), failures.toString());
    }

    @Test
    @DisplayName("is passed by one whose addresses are of a form of their own, if it says so")
    void ownAddresses() throws Exception {
        assertEquals(List.of(), failures(new Own(ProbeResult.NotMine.byAddress("not the address of one of mine"))));
        bay.remove(1);
        assertEquals(
                List.of(
                        "a dead address is unreachable when it is probed",
                        "a dead address is unreachable when it is opened"),
                failures(new Own(new ProbeResult.NotMine("something answers"))));
    }

    /** Turns every address away. */
    private static final class Own extends Sound {
        private final ProbeResult answer;

        Own(ProbeResult answer) {
            this.answer = answer;
        }

        @Override
        public ProbeResult probe(Endpoint endpoint) {
            return answer;
        }

        @Override
        public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "not the address of one of mine");
        }
    }

    /** Turns every other address away unasked. */
    private static class Rtsp extends Sound {
        static boolean isRtsp(Endpoint endpoint) {
            return endpoint.scheme().equals("rtsp");
        }

        @Override
        public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
            return isRtsp(endpoint) ? super.probe(endpoint) : new ProbeResult.NotMine("no RTSP address");
        }

        @Override
        public CameraSession open(Endpoint endpoint, Credentials credentials)
                throws CameraException, InterruptedException {
            if (!isRtsp(endpoint)) {
                throw new CameraException(CameraException.Kind.UNSUPPORTED, "no RTSP address");
            }
            return super.open(endpoint, credentials);
        }
    }

    /** Keeps the contract towards everybody who is no camera; knows no camera either. */
    private static class Sound extends FakeDriver {
        Sound() {
            super("/");
        }

        @Override
        public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
            try {
                hear(endpoint);
                return new ProbeResult.NotMine("not a word that I know");
            } catch (IOException e) {
                return new ProbeResult.Unreachable("refused");
            }
        }

        @Override
        public CameraSession open(Endpoint endpoint, Credentials credentials)
                throws CameraException, InterruptedException {
            try {
                hear(endpoint);
                throw new CameraException(CameraException.Kind.PROTOCOL, "not a word that I know");
            } catch (IOException e) {
                throw new CameraException(CameraException.Kind.UNREACHABLE, "refused");
            }
        }

        /** Waits longer than the trial's patience for interrupted calls, and less than its deadline. */
        private static void hear(Endpoint endpoint) throws IOException, InterruptedException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port(0)), 1000);
                socket.getOutputStream().write("HELLO / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                socket.setSoTimeout(50);
                for (int i = 0; i < 30; i++) {
                    try {
                        socket.getInputStream().read();
                        return;
                    } catch (SocketTimeoutException e) {
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                    }
                }
            }
        }
    }
}
