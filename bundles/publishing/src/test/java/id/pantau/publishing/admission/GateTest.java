package id.pantau.publishing.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Rendition;
import id.pantau.service.Admission.Admitted;
import id.pantau.service.Admission.Answer;
import id.pantau.service.Admission.Busy;
import id.pantau.service.Admission.Limit;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gate")
final class GateTest {
    private static final String STREET = "street000001";
    private static final String PORT = "port00000001";
    private static final int LEASE = 15;

    /** A picture of so many bytes, and its headers, each ten seconds: 88,000 b/s with what TLS and TCP/IP add. */
    private static final long PICTURE = 99_000;

    private final AtomicLong nanos = new AtomicLong(1);
    private final Map<String, Long> bitrates = new ConcurrentHashMap<>(Map.of(STREET, 1_000_000L, PORT, 500_000L));
    private volatile double cpu;
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.get()).plus(Duration.ofDays(1));
        }
    };

    /** 10 Mb/s, of which the public has 8: six viewers of 1.2 Mb/s. */
    private final Gate gate = gate(10, 20, 100);

    /** As {@link #gate}, with so much of the public's 8 Mb/s for pictures. */
    private void keepForPictures(int percent) {
        gate.budget(new Budget(10_000_000, 20, percent, 0.9, Duration.ofSeconds(LEASE)));
    }

    private boolean admitsToPictures(String viewer) {
        return gate.admitToPictures(viewer, STREET, PICTURE) instanceof Admitted;
    }

    private Gate gate(long megabits, int reservePercent, int mostViewers) {
        return new Gate(budget(megabits, reservePercent), clock, nanos::get, this::bitrate, () -> cpu, mostViewers);
    }

    private static Budget budget(long megabits, int reservePercent) {
        return new Budget(megabits * 1_000_000, reservePercent, 0, 0.9, Duration.ofSeconds(LEASE));
    }

    /** A main stream is called by its camera's name and {@code /main}. */
    private long bitrate(Rates.Watched stream) {
        return bitrates.getOrDefault(stream.camera() + (stream.rendition() == Rendition.MAIN ? "/main" : ""), 0L);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            gate.tick();
        }
    }

    private boolean admits(String viewer, String camera) {
        return gate.admit(viewer, camera) instanceof Admitted;
    }

    private List<String> fill() {
        List<String> admitted = new ArrayList<>();
        while (admits("viewer" + admitted.size(), STREET)) {
            admitted.add("viewer" + admitted.size());
        }
        return admitted;
    }

    private boolean admitsToMain(String viewer) {
        return gate.admit(viewer, STREET, Rendition.MAIN) instanceof Admitted;
    }

    @Test
    @DisplayName("counts a viewer once, by the best rendition that it takes")
    void countsByRendition() {
        bitrates.put(STREET + "/main", 4_000_000L);
        assertTrue(admits("one", STREET));
        assertEquals(1_200_000, gate.figures().reserved());
        assertTrue(admitsToMain("one"));
        assertEquals(4_500_000, gate.figures().reserved());
        assertEquals(1, gate.figures().leases());
        gate.follow("one", STREET, Rendition.MAIN).accept(1_000);
        assertEquals(4_500_000, gate.figures().reserved());
        assertTrue(admitsToMain("one"), "it has the place");
        assertTrue(gate.busy(STREET, Rendition.MAIN).isPresent(), "4.5 of 8 Mb/s are taken");
        assertEquals(Optional.empty(), gate.busy(STREET, Rendition.FIRST));
    }

    @Test
    @DisplayName("keeps a viewer on the first rendition when the main one does not fit, and degrades nobody who has it")
    void keepsTheFirst() {
        bitrates.put(STREET + "/main", 3_500_000L);
        assertTrue(admitsToMain("main"));
        for (String viewer : List.of("a", "b", "c")) {
            assertTrue(admits(viewer, STREET), viewer);
        }
        assertFalse(admits("d", STREET), "7.6 of 8 Mb/s are taken");
        assertFalse(admitsToMain("a"));
        for (int second = 0; second < 3 * LEASE; second++) {
            pass(1);
            assertTrue(admitsToMain("main"));
            assertTrue(admits("a", STREET), "who is refused the main stream keeps the first");
            assertTrue(admits("b", STREET) && admits("c", STREET));
            assertFalse(admitsToMain("a"));
        }
    }

    @Test
    @DisplayName("has room for who goes back to the first rendition, and gives away what that viewer leaves")
    void goesBack() {
        bitrates.put(STREET + "/main", 3_500_000L);
        assertTrue(admitsToMain("one"));
        List<String> others = fill();
        assertEquals(3, others.size());
        for (int second = 0; second <= LEASE; second++) {
            assertTrue(admits("one", STREET));
            others.forEach(viewer -> assertTrue(admits(viewer, STREET)));
            pass(1);
        }
        assertEquals(4 * 1_200_000, gate.figures().reserved());
        assertTrue(admits("late", STREET));
        assertTrue(admits("one", STREET));
    }

    @Test
    @DisplayName("admits as many as the public's share of the uplink carries, and tells the others the figures")
    void admitsWhatFits() {
        assertEquals(6, fill().size());
        Busy busy = assertInstanceOf(Busy.class, gate.admit("late", STREET));
        assertEquals(Limit.UPLINK, busy.limit());
        assertEquals(
                "All places are taken: 7.2 of the public's 8.0 Mb/s are in use.",
                busy.reason().en());
        assertEquals(
                "Penonton sedang penuh: 7,2 dari 8,0 Mb/s untuk umum terpakai.",
                busy.reason().id());
        assertEquals(2, gate.figures().refusals().get(Limit.UPLINK));
        assertEquals(7_200_000, gate.figures().reserved());
    }

    @Test
    @DisplayName("never turns away somebody who is admitted: not when all is full, slower, cut down or overloaded")
    void neverDegradesTheAdmitted() {
        List<String> admitted = fill();
        bitrates.put(STREET, 5_000_000L);
        cpu = 1;
        for (int second = 0; second < 120; second++) {
            pass(1);
            if (second == 60) {
                gate.budget(budget(1, 90));
            }
            if (second % 10 == 0) {
                for (String viewer : admitted) {
                    assertTrue(admits(viewer, STREET), viewer + " after " + second + " s");
                }
            }
            assertFalse(admits("late", STREET));
        }
        assertEquals(admitted.size(), gate.figures().leases());
    }

    @Test
    @DisplayName("gives a place away once its viewer has asked for nothing for the lease's length, and no earlier")
    void leasesEnd() {
        fill();
        pass(LEASE - 5);
        assertTrue(admits("viewer0", STREET));
        pass(5);
        assertFalse(admits("late", STREET));
        pass(1);
        assertEquals(1, gate.figures().leases());
        assertEquals(1_200_000, gate.figures().reserved());
        assertTrue(admits("late", STREET));
    }

    @Test
    @DisplayName("segments and bytes of an endless stream keep a place, as a playlist does")
    void everyRequestRenews() {
        Answer answer = gate.admit("phone", STREET);
        pass(LEASE - 1);
        gate.follow("phone", STREET);
        pass(LEASE - 1);
        assertInstanceOf(Admitted.class, answer).sent().accept(1);
        pass(LEASE - 1);
        assertEquals(1, gate.figures().leases());
    }

    @Test
    @DisplayName("a segment neither takes a place nor needs one")
    void segmentsAreForEverybody() {
        fill();
        gate.follow("stranger", STREET).accept(1_000);
        assertEquals(6, gate.figures().leases());
        assertEquals(1_000, gate.figures().publicBytes());
    }

    @Test
    @DisplayName("keeps the operators' reserve from the public, and gives operators more when they need it")
    void keepsTheReserve() {
        for (int second = 0; second < 12; second++) {
            gate.staff().accept(5_000_000 / 8);
            pass(1);
        }
        assertEquals(5_000_000, gate.figures().staffEgress());
        assertEquals(5_000_000, gate.figures().publicShare());
        assertEquals(4, fill().size());
    }

    @Test
    @DisplayName("counts no operators where they use another line")
    void operatorsElsewhere() {
        gate.budget(budget(10, 0));
        for (int second = 0; second < 12; second++) {
            gate.staff().accept(5_000_000 / 8);
            pass(1);
        }
        assertEquals(8, fill().size());
    }

    @Test
    @DisplayName("admits nobody else while more is sent than is reserved")
    void believesTheMeter() {
        for (int second = 0; second < 12; second++) {
            gate.follow("behind-one-address", STREET).accept(1_000_000);
            pass(1);
        }
        assertEquals(8_000_000, gate.figures().publicEgress());
        assertEquals(0, gate.figures().reserved());
        assertFalse(admits("late", STREET));
        pass(12);
        assertTrue(admits("late", STREET));
    }

    @Test
    @DisplayName("admits nobody else while the processors are beyond their budget, for as long as ten seconds' mean is")
    void processors() {
        cpu = 1;
        pass(9);
        assertTrue(admits("one", STREET));
        pass(1);
        Busy busy = assertInstanceOf(Busy.class, gate.admit("two", STREET));
        assertEquals(Limit.CPU, busy.limit());
        assertEquals(
                "The server is at its limit: 100% of its processors are in use, of at most 90%.",
                busy.reason().en());
        cpu = 0.5;
        pass(2);
        assertTrue(admits("two", STREET));
    }

    @Test
    @DisplayName("keeps track of so many viewers and no more, without an uplink to guard too")
    void bounded() {
        Gate small = gate(0, 20, 3);
        for (String viewer : List.of("a", "b", "c")) {
            assertInstanceOf(Admitted.class, small.admit(viewer, STREET));
        }
        for (int i = 0; i < 1_000; i++) {
            assertEquals(
                    Limit.VIEWERS,
                    assertInstanceOf(Busy.class, small.admit("more" + i, STREET))
                            .limit());
        }
        assertEquals(3, small.figures().leases());
        assertTrue(small.busy(STREET).isPresent());
        assertInstanceOf(Admitted.class, small.admit("a", STREET));
    }

    @Test
    @DisplayName("reserves what a camera is measured to send, a main stream's rate before it was, the last one later")
    void expectations() {
        assertTrue(admits("a", "new000000001"));
        assertEquals(2_300_000, gate.figures().reserved());
        bitrates.put("new000000001", 300_000L);
        pass(3);
        assertEquals(430_000, gate.figures().reserved());
        bitrates.put("new000000001", 0L);
        pass(3);
        assertEquals(430_000, gate.figures().reserved());
    }

    @Test
    @DisplayName("learns from those who watch what a viewer takes beside the video, and within limits")
    void learnsTheOverhead() {
        Gate wide = gate(1_000, 20, 100);
        for (int second = 0; second < 600; second++) {
            for (int viewer = 0; viewer < 20; viewer++) {
                assertInstanceOf(Admitted.class, wide.admit("viewer" + viewer, STREET))
                        .sent()
                        .accept(second < 300 ? 1_200_000 / 8 : 9_000_000 / 8);
            }
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            wide.tick();
            if (second == 299) {
                assertEquals(20 * 1_320_000, wide.figures().reserved(), 400_000);
            }
        }
        assertEquals(20 * 1_600_000, wide.figures().reserved(), 400_000);
    }

    @Test
    @DisplayName("says which cameras are busy, and since when, without giving a place away")
    void tellsBusy() {
        assertTrue(gate.busy(STREET).isEmpty());
        assertEquals(0, gate.figures().leases());
        fill();
        Instant since = gate.busy(STREET).orElseThrow().since();
        pass(10);
        assertEquals(since, gate.busy(STREET).orElseThrow().since());
        assertEquals(Duration.ofSeconds(10), gate.busy(STREET).orElseThrow().retryAfter());
    }

    @Test
    @DisplayName("a camera that needs less may still have room when another has none")
    void smallerFits() {
        bitrates.put(PORT, 200_000L);
        fill();
        assertTrue(gate.busy(STREET).isPresent());
        assertTrue(gate.busy(PORT).isEmpty());
        assertTrue(admits("late", PORT));
    }

    @Test
    @DisplayName("many at once get no more places than there are, and each viewer one")
    void concurrent() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> crowd = () -> (int) IntStream.range(0, 200)
                    .filter(i -> admits("viewer" + i % 50, STREET))
                    .count();
            for (Future<Integer> one : pool.invokeAll(Collections.nCopies(8, crowd))) {
                assertEquals(6 * 4, one.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(6, gate.figures().leases());
        assertEquals(7_200_000, gate.figures().reserved());
    }

    @Test
    @DisplayName("shows pictures to whom video does not fit, as many as their part carries, and tells the others")
    void pictures() {
        keepForPictures(10);
        assertEquals(6, fill().size(), "7.2 Mb/s for video");
        assertEquals(Optional.empty(), gate.busyForPictures("late", STREET, PICTURE));
        int shown = 0;
        while (admitsToPictures("late" + shown)) {
            shown++;
        }
        assertEquals(9, shown, "0.8 Mb/s for pictures");
        assertEquals(9, gate.figures().pictureLeases());
        assertEquals(6, gate.figures().leases());
        assertEquals(7_200_000 + 9 * 88_000, gate.figures().reserved());
        Busy busy = gate.busyForPictures("late9", STREET, PICTURE).orElseThrow();
        assertEquals(Limit.UPLINK, busy.limit());
        assertEquals(
                "All places are taken, for still pictures too: 0.8 of their 0.8 Mb/s are in use.",
                busy.reason().en());
        assertTrue(admitsToPictures("late0"), "it has the place");
        assertEquals(Optional.empty(), gate.busyForPictures("late0", STREET, PICTURE));
    }

    @Test
    @DisplayName(
            "gives what becomes free to video again, however many look at pictures, and never degrades who watches")
    void picturesTakeNoVideo() {
        keepForPictures(10);
        List<String> watching = fill();
        for (int second = 0; second <= 2 * LEASE; second++) {
            int now = second;
            IntStream.range(0, 50).forEach(i -> admitsToPictures("crowd" + i + "-" + now));
            watching.forEach(viewer -> assertTrue(admits(viewer, STREET), viewer));
            pass(1);
        }
        String leaves = watching.remove(0);
        for (int second = 0; second <= LEASE; second++) {
            int now = second;
            IntStream.range(0, 50).forEach(i -> admitsToPictures("more" + i + "-" + now));
            watching.forEach(viewer -> assertTrue(admits(viewer, STREET), viewer));
            pass(1);
        }
        assertTrue(admits("late", STREET), "in place of " + leaves);
    }

    @Test
    @DisplayName("needs no other place for the pictures of what somebody watches, and keeps a viewer's place by them")
    void picturesOfTheWatched() {
        keepForPictures(10);
        assertTrue(admits("one", STREET));
        pass(LEASE - 1);
        gate.admitToPictures("one", STREET, PICTURE);
        assertEquals(0, gate.figures().pictureLeases());
        pass(LEASE - 1);
        assertEquals(1, gate.figures().leases());
    }

    @Test
    @DisplayName("a place for pictures lasts from one to the next, however short leases are, and ends after three")
    void picturesLease() {
        gate.budget(new Budget(10_000_000, 20, 10, 0.9, Duration.ofSeconds(1)));
        assertTrue(admitsToPictures("one"));
        pass(30);
        assertEquals(1, gate.figures().pictureLeases());
        pass(1);
        assertEquals(0, gate.figures().pictureLeases());
        assertEquals(0, gate.figures().reserved());
    }

    @Test
    @DisplayName("shows no pictures where none are wanted, nor when the processors are beyond their budget")
    void noPictures() {
        assertFalse(admitsToPictures("one"), "0 % for them");
        keepForPictures(10);
        assertTrue(admitsToPictures("one"));
        cpu = 1;
        pass(10);
        assertEquals(
                Limit.CPU,
                assertInstanceOf(Busy.class, gate.admitToPictures("two", STREET, PICTURE))
                        .limit());
        assertEquals(
                Limit.CPU,
                gate.busyForPictures("late", STREET, PICTURE).orElseThrow().limit());
    }

    @Test
    @DisplayName("believes the meter about pictures as well, and reserves as much as the newest one needs")
    void measuresPictures() {
        keepForPictures(10);
        for (int second = 0; second < 12; second++) {
            ((Admitted) gate.admitToPictures("behind-one-address", STREET, PICTURE))
                    .sent()
                    .accept(100_000);
            pass(1);
        }
        assertFalse(admitsToPictures("late"), "0.8 Mb/s were sent to one who looks like one");
        assertTrue(admits("video", STREET));
        gate.busyForPictures("late", STREET, 2 * PICTURE + 1_000);
        pass(1);
        assertEquals(1_200_000 + 2 * 88_000, gate.figures().reserved());
    }

    @Test
    @DisplayName("tells a policy what one viewer of each public camera needs")
    void load() {
        assertEquals(new Load(10_000_000, 8_000_000, 0, 1, 650_000, 1_200_000), gate.load(STREET, List.of(PORT)));
        gate.budget(budget(0, 20));
        assertEquals(Load.UNLIMITED, gate.load(STREET, List.of(PORT)));
        assertFalse(gate.limited());
    }
}
