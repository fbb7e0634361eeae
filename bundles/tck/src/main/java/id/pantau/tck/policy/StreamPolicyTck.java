package id.pantau.tck.policy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import id.pantau.spi.policy.Decision;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.StreamPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The contract of {@link StreamPolicy}. Extend it and supply a policy; add no tests of your own here.
 *
 * <p>A policy is a pure function, and purity cannot be proven by tests. What is caught: bytes read from or written to
 * files and sockets, started threads and processes, and sleeping, on the deciding thread once it is warm; another
 * answer for the same request at another time, in another order, on another thread, in another instance, or with
 * another default locale or time zone. What is not: I/O that moves no byte (such as testing whether a file exists),
 * I/O done once and remembered, and a look at the system's clock or random numbers that happens not to change an
 * answer while the tests run.
 */
public abstract class StreamPolicyTck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<PublicationRequest> requests = Requests.all();
    private StreamPolicy policy;

    /** A new instance of the policy, as a container would have it; called several times. */
    protected abstract StreamPolicy policy();

    @BeforeEach
    final void setUp() {
        policy = policy();
    }

    @Test
    @DisplayName("answers every request, however odd, and never throws")
    final void answersEveryRequest() {
        assertAll(requests.stream().<Executable>map(request -> () -> assertNotNull(decide(policy, request))));
    }

    @Test
    @DisplayName("gives the same answer to the same request, in whatever order they come")
    final void isDeterministic() {
        List<Decision> first = decideAll(policy);
        List<Integer> order = new ArrayList<>(
                Stream.iterate(0, i -> i + 1).limit(requests.size()).toList());
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(order, new Random(round));
            for (int i : order) {
                assertEquals(first.get(i), decide(policy, requests.get(i)), Requests.describe(requests.get(i)));
            }
        }
    }

    @Test
    @DisplayName("gives the same answer on several threads at once")
    final void isThreadSafe() throws Exception {
        List<Decision> expected = decideAll(policy);
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<List<Decision>> all = () -> decideAll(policy);
            for (Future<List<Decision>> answer : pool.invokeAll(Collections.nCopies(threads * 5, all))) {
                assertEquals(expected, answer.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("gives the same answer in another instance")
    final void keepsNoState() {
        assertEquals(decideAll(policy), decideAll(policy()));
    }

    @Test
    @DisplayName("gives the same answer to a request of another class")
    final void looksOnlyAtTheRequestsMethods() {
        assertEquals(
                decideAll(policy),
                requests.stream()
                        .map(request -> decide(policy, new Requests.Opaque(request)))
                        .toList());
    }

    @Test
    @DisplayName("gives the same answer whatever the default locale and time zone are")
    final void ignoresDefaults() {
        List<Decision> expected = decideAll(policy);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("tr-TR", "id-ID", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
                for (String id : List.of("Asia/Makassar", "Pacific/Kiritimati", "Etc/GMT+12")) {
                    Locale.setDefault(Locale.forLanguageTag(tag));
                    TimeZone.setDefault(TimeZone.getTimeZone(id));
                    assertEquals(expected, decideAll(policy()), tag + ", " + id);
                }
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    @DisplayName("does no I/O, sleeps not and starts no thread")
    final void doesNoInputOrOutput() throws Exception {
        decideAll(policy); // so that no class has to be read from a jar later
        List<String> seen = FlightRecorder.watch(() -> decideAll(policy));
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("answers quickly")
    final void isQuick() {
        assertTimeoutPreemptively(PATIENCE, () -> {
            for (int round = 0; round < 10; round++) {
                decideAll(policy);
            }
        });
    }

    @Test
    @DisplayName("says in both languages why it denies")
    final void explainsDenials() {
        for (PublicationRequest request : requests) {
            if (decide(policy, request) instanceof Decision.Deny deny) {
                String what = Requests.describe(request);
                assertFalse(deny.reason().id().isBlank(), "no Indonesian reason: " + what);
                assertFalse(deny.reason().en().isBlank(), "no English reason: " + what);
                assertEquals(deny.article().strip(), deny.article(), "article with blanks around it: " + what);
            }
        }
    }

    @Test
    @DisplayName("never allows private space, nor what the owner does not agree to")
    final void keepsPrivatePrivate() {
        for (PublicationRequest request : requests) {
            if (decide(policy, request) instanceof Decision.Allow
                    && !(request.scene().publicSpace() && request.agreement().allowsPublication())) {
                fail("allows " + Requests.describe(request));
            }
        }
    }

    private List<Decision> decideAll(StreamPolicy asked) {
        return requests.stream().map(request -> decide(asked, request)).toList();
    }

    private static Decision decide(StreamPolicy asked, PublicationRequest request) {
        try {
            return asked.decide(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return fail("threw for " + Requests.describe(request), e);
        }
    }
}
