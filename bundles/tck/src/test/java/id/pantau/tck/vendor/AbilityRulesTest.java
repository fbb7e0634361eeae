package id.pantau.tck.vendor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import id.pantau.tck.Contract;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plants one broken ability at a time in a driver and sees the contract name it. */
final class AbilityRulesTest {
    /** A driver with one facet more, which is broken. */
    abstract static class WithFacet extends DriverBench {
        abstract Facet facet();

        @Override
        protected CameraDriver driver() {
            Facet broken = facet();
            return new SoundDriver() {
                @Override
                CameraSession session(Endpoint endpoint, Credentials login) {
                    return new SoundDriver.Session(endpoint.uri()) {
                        @Override
                        public <F extends Facet> Optional<F> facet(Class<F> type) {
                            return type.isInstance(broken) ? Optional.of(type.cast(broken)) : Optional.empty();
                        }
                    };
                }
            };
        }

        @Override
        protected Set<Class<? extends Facet>> lacks() {
            Set<Class<? extends Facet>> fewer = new HashSet<>(super.lacks());
            fewer.removeIf(type -> type.isInstance(facet()));
            return fewer;
        }
    }

    static final class PageForPicture extends WithFacet {
        @Override
        Facet facet() {
            Facet.Snapshots page = () -> "<html>Error</html>".getBytes(StandardCharsets.UTF_8);
            return page;
        }
    }

    @Test
    @DisplayName("a driver that hands out an error page as a picture is seen")
    void pageForPicture() {
        assertSeen(PageForPicture.class, "snapshots", "does not begin as JPEG");
    }

    static final class GoesAnywhere extends WithFacet {
        @Override
        Facet facet() {
            return new Facet.Ptz() {
                @Override
                public void move(double pan, double tilt, double zoom) {}

                @Override
                public void stop() {}

                @Override
                public void goTo(String preset) {}
            };
        }
    }

    @Test
    @DisplayName("a driver that agrees to move to a view that does not exist is seen")
    void goesAnywhere() {
        assertSeen(GoesAnywhere.class, "ptz", "CameraException to be thrown");
    }

    static final class EndlessLine extends WithFacet {
        @Override
        Facet facet() {
            Facet.Events events = onEvent -> new Facet.Events.Subscription() {
                private final CompletableFuture<Void> ended = new CompletableFuture<>();

                @Override
                public CompletionStage<Void> ended() {
                    return ended;
                }

                @Override
                public void close() {}
            };
            return events;
        }
    }

    @Test
    @DisplayName("a driver whose line of events does not end when it is closed is seen")
    void endlessLine() {
        assertSeen(EndlessLine.class, "eventLines", "TimeoutException");
    }

    static final class NothingKnown extends WithFacet {
        @Override
        Facet facet() {
            return new Facet.Encoding() {
                @Override
                public Settings read(StreamProfile profile) {
                    return new Settings(StreamProfile.Codec.UNKNOWN, 0, 0, 0, 0, 0);
                }

                @Override
                public void write(StreamProfile profile, Settings settings) {}
            };
        }
    }

    @Test
    @DisplayName("a driver that makes up how a stream is coded is seen")
    void nothingKnown() {
        assertSeen(NothingKnown.class, "encoding", "Settings");
    }

    /** @param words of the complaint: a rule that is red for another reason sees nothing */
    private static void assertSeen(Class<?> bench, String rule, String words) {
        String said = Contract.complaint(bench, rule).orElse("nothing");
        assertTrue(said.contains(words), () -> rule + " says " + said);
    }
}
