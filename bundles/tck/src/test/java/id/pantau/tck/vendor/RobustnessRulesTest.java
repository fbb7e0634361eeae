package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.rtsp.client.RtspException;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.tck.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plants one bug at a time in the driver of a recorder with abilities, and sees the contract name it. */
final class RobustnessRulesTest {
    static final class Able extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver();
        }
    }

    @Test
    @DisplayName("a sound driver passes")
    void sound() {
        assertEquals(Set.of(), Contract.failures(Able.class));
    }

    static final class NeverTells extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                DeviceEvent event(Instant toldBy) {
                    return new DeviceEvent(
                            DeviceEvent.Kind.OTHER, "1", DeviceEvent.State.BEGUN, Instant.now(), "", "motion");
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that has no word for motion is seen")
    void neverTells() {
        assertSeen(NeverTells.class, "eventsArrive", "motion, on");
    }

    static final class TellsOfNobody extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                DeviceEvent event(Instant toldBy) {
                    return new DeviceEvent(
                            DeviceEvent.Kind.MOTION, "0", DeviceEvent.State.BEGUN, Instant.now(), "", "motion");
                }
            };
        }
    }

    @Test
    @DisplayName("a driver whose events are of channels that do not exist is seen")
    void tellsOfNobody() {
        assertSeen(TellsOfNobody.class, "eventsArrive", "an event of channel 0");
    }

    static final class DatesByTheDevice extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                DeviceEvent event(Instant toldBy) {
                    return new DeviceEvent(DeviceEvent.Kind.MOTION, "1", DeviceEvent.State.BEGUN, toldBy, "", "motion");
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that dates events by the device's clock is seen")
    void datesByTheDevice() {
        assertSeen(DatesByTheDevice.class, "wrongClock", "instead of");
    }

    static final class WantsTheTime extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
                    Duration ahead = Duration.between(Instant.now(), moment(read(endpoint, "/clock")));
                    if (ahead.abs().compareTo(Duration.ofDays(1)) > 0) {
                        throw new CameraException(Kind.PROTOCOL, "its clock is wrong");
                    }
                    return super.session(endpoint, login);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that wants the device's clock to be right is seen")
    void wantsTheTime() {
        assertSeen(WantsTheTime.class, "wrongClock", "its clock is wrong");
    }

    static final class SetsNothing extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                void set(Endpoint endpoint, Instant now) {}
            };
        }
    }

    @Test
    @DisplayName("a driver that only pretends to set the clock is seen")
    void setsNothing() {
        assertSeen(SetsNothing.class, "clock", "instead of");
    }

    static final class TakesAll extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                byte[] body(InputStream in) throws IOException {
                    return in.readAllBytes();
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that reads answers without a bound is seen")
    void takesAll() {
        assertSeen(TakesAll.class, "rubbishAtLogin", "bytes of one answer");
    }

    static final class ListensForEver extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
                    try (Socket socket =
                            new Socket(endpoint.host(), endpoint.uri().getPort())) {
                        socket.setSoTimeout(1000);
                        socket.getOutputStream()
                                .write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                        socket.getInputStream().skipNBytes(Long.MAX_VALUE);
                    } catch (IOException e) {
                        return super.probe(endpoint);
                    }
                    return super.probe(endpoint);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that lets a hostile server talk without a bound is seen")
    void listensForEver() {
        assertSeen(ListensForEver.class, "hostileServer", "bytes of one answer");
    }

    static final class BlamesTheLogin extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                void identify(Endpoint endpoint) throws CameraException {
                    try {
                        super.identify(endpoint);
                    } catch (CameraException e) {
                        throw new CameraException(Kind.UNAUTHORIZED, "cannot log in", e);
                    }
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that takes rubbish for a wrong password is seen")
    void blamesTheLogin() {
        assertSeen(BlamesTheLogin.class, "rubbishAtLogin", "cannot log in");
    }

    static final class BelievesTimes extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                Instant moment(byte[] told) {
                    return Instant.parse(new String(told, StandardCharsets.UTF_8));
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that throws what a parser throws is seen")
    void believesTimes() {
        assertSeen(BelievesTimes.class, "rubbishForAbilities", "DateTimeParseException");
    }

    static final class OneSource extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                URI source(Endpoint endpoint, int number) {
                    return endpoint.uri();
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that shows one picture of a recorder for another is seen")
    void oneSource() {
        assertSeen(OneSource.class, "recorder", "have one source");
    }

    static final class FirstOnly extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                List<Channel> channels(List<Channel> all) {
                    return all.subList(0, 1);
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that sees only the first picture of a recorder is seen")
    void firstOnly() {
        assertSeen(FirstOnly.class, "recorder", "pictures");
    }

    static final class SameSnapshots extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                private Facet.Snapshots first;

                @Override
                Facet.Snapshots snapshots(Endpoint endpoint, int number) {
                    first = number == 1 ? super.snapshots(endpoint, number) : first;
                    return first;
                }
            };
        }
    }

    @Test
    @DisplayName("a driver with one ability for all pictures of a recorder is seen")
    void sameSnapshots() {
        assertSeen(SameSnapshots.class, "recorder", "Snapshots of all channels is the same");
    }

    static final class ClockOfAChannel extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
                    return new Recorder(endpoint) {
                        @Override
                        public <F extends Facet> Optional<F> facet(Class<F> type) {
                            return type == Facet.Clock.class ? Optional.empty() : super.facet(type);
                        }
                    };
                }

                @Override
                List<Channel> channels(List<Channel> all) {
                    return List.of(new Picture(Endpoint.parse("127.0.0.1"), 1) {
                        @Override
                        public <F extends Facet> Optional<F> facet(Class<F> type) {
                            Facet.Clock clock = Instant::now;
                            return type == Facet.Clock.class ? Optional.of(type.cast(clock)) : super.facet(type);
                        }
                    });
                }
            };
        }
    }

    @Test
    @DisplayName("a driver with an ability at a place where nobody looks for it is seen")
    void clockOfAChannel() {
        assertSeen(ClockOfAChannel.class, "facets", "Clock is not found where it belongs");
    }

    static final class AsksForFacets extends AbleBench {
        @Override
        protected CameraDriver driver() {
            return new AbleDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
                    return new Recorder(endpoint) {
                        @Override
                        public <F extends Facet> Optional<F> facet(Class<F> type) {
                            try {
                                ask(endpoint, new RtspLogin(login.user(), login.password()));
                                return super.facet(type);
                            } catch (RtspException | InterruptedException e) {
                                return Optional.empty();
                            }
                        }
                    };
                }
            };
        }
    }

    @Test
    @DisplayName("a driver that asks the device what abilities it has, each time, is seen")
    void asksForFacets() {
        assertSeen(AsksForFacets.class, "facets", "requests with a login");
    }

    /** @param words of the complaint: a rule that is red for another reason sees nothing */
    private static void assertSeen(Class<?> bench, String rule, String words) {
        String said = Contract.complaint(bench, rule).orElse("nothing");
        assertTrue(said.contains(words), () -> rule + " says " + said);
    }
}
