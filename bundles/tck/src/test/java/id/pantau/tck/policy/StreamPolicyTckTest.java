package id.pantau.tck.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Text;
import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import id.pantau.tck.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plants one bug at a time in a policy and sees the contract name it. */
final class StreamPolicyTckTest {
    private static final Decision NO = new Decision.Deny(new Text("Tidak.", "No."), "");
    private static final String THROWS = "answers every request, however odd, and never throws";

    abstract static class Planted extends StreamPolicyTck {
        Decision decide(PublicationRequest request) {
            return request.scene().publicSpace() && request.agreement().allowsPublication()
                    ? Decision.Allow.FREELY
                    : NO;
        }

        @Override
        protected StreamPolicy policy() {
            return this::decide;
        }
    }

    static final class Correct extends Planted {}

    static final class AllowsEverything extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            return Decision.Allow.FREELY;
        }
    }

    static final class DeniesWithoutWords extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            return new Decision.Deny(new Text("Tidak.", " "), "");
        }
    }

    static final class ThrowsOnOddMoments extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            return request.at().atZone(ZoneId.of("Asia/Makassar")).getHour() < 6 ? NO : super.decide(request);
        }
    }

    static final class ForgetsToAnswer extends Planted {
        @Override
        @SuppressWarnings("NullAway")
        Decision decide(PublicationRequest request) {
            return request.camera().isEmpty() ? null : super.decide(request);
        }
    }

    static final class CountsRequests extends Planted {
        private final AtomicInteger requests = new AtomicInteger();

        @Override
        Decision decide(PublicationRequest request) {
            return requests.incrementAndGet() % 7 == 0 ? NO : super.decide(request);
        }
    }

    static final class DependsOnLocale extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            return "INTERSECTION".toLowerCase(Locale.getDefault()).contains("i") ? super.decide(request) : NO;
        }
    }

    static final class CastsTheRequest extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            return request.getClass().getSimpleName().equals("Plain") ? super.decide(request) : NO;
        }
    }

    static final class ReadsAFile extends Planted {
        private static final Path FILE = temporaryFile();

        @Override
        Decision decide(PublicationRequest request) {
            try (InputStream in = Files.newInputStream(FILE)) {
                return in.read() == 'x' ? super.decide(request) : NO;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path temporaryFile() {
            try {
                Path file = Files.createTempFile("pantau-tck-test", null);
                file.toFile().deleteOnExit();
                return Files.writeString(file, "x");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class AsksTheNetwork extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            if (!request.camera().isEmpty()) {
                return super.decide(request);
            }
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket server = new ServerSocket(0, 1, loopback);
                    Socket client = new Socket(loopback, server.getLocalPort());
                    Socket peer = server.accept()) {
                peer.getOutputStream().write('x');
                return client.getInputStream().read() == 'x' ? super.decide(request) : NO;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class StartsThreads extends Planted {
        @Override
        Decision decide(PublicationRequest request) {
            if (request.camera().isEmpty()) {
                new Thread(() -> {}).start();
            }
            return super.decide(request);
        }
    }

    @Test
    @DisplayName("a correct policy passes")
    void passesTheCorrect() {
        assertEquals(Set.of(), Contract.failures(Correct.class));
    }

    @Test
    @DisplayName("a policy that allows everything fails")
    void catchesAllowingEverything() {
        assertEquals(
                Set.of("never allows private space, nor what the owner does not agree to"),
                Contract.failures(AllowsEverything.class));
    }

    @Test
    @DisplayName("a denial without words fails")
    void catchesMissingWords() {
        assertEquals(Set.of("says in both languages why it denies"), Contract.failures(DeniesWithoutWords.class));
    }

    @Test
    @DisplayName("an exception or no answer for an odd request fails")
    void catchesThrowing() {
        assertTrue(Contract.failures(ThrowsOnOddMoments.class).contains(THROWS));
        assertTrue(Contract.failures(ForgetsToAnswer.class).contains(THROWS));
    }

    @Test
    @DisplayName("an answer that depends on the requests before it fails")
    void catchesState() {
        assertTrue(Contract.failures(CountsRequests.class)
                .contains("gives the same answer to the same request, in whatever order they come"));
    }

    @Test
    @DisplayName("an answer that depends on the default locale fails")
    void catchesLocale() {
        assertEquals(
                Set.of("gives the same answer whatever the default locale and time zone are"),
                Contract.failures(DependsOnLocale.class));
    }

    @Test
    @DisplayName("an answer that depends on the request's class fails")
    void catchesCasts() {
        assertEquals(
                Set.of("gives the same answer to a request of another class"),
                Contract.failures(CastsTheRequest.class));
    }

    @Test
    @DisplayName("reading a file, asking the network and starting threads fail")
    void catchesInputAndOutput() {
        Set<String> impure = Set.of("does no I/O, sleeps not and starts no thread");
        assertEquals(impure, Contract.failures(ReadsAFile.class));
        assertEquals(impure, Contract.failures(AsksTheNetwork.class));
        assertEquals(impure, Contract.failures(StartsThreads.class));
    }
}
