package id.pantau.web;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the public is sent")
final class PaceTest {
    private final City city = new City();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger granted = new AtomicInteger();
    private final Pace pace = new Pace(city.admission, nanos::get);
    private final Outlet outlet = pace.outlet(sent::addAndGet);

    @AfterEach
    void stop() {
        pace.close();
    }

    private void pass(int millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    @DisplayName("leaves no faster than the public's share of the uplink, all of it together, first come first served")
    void paced() {
        city.limited = true;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            assertFalse(outlet.mayGo(Pace.PIECE, () -> {
                order.add(number);
                granted.incrementAndGet();
            }));
        }
        // 16 Mb/s are 40,000 bytes in 20 ms: three pieces begin, two and a half go
        pass(20);
        await().untilAtomic(granted, is(3));
        pass(20);
        await().untilAtomic(granted, is(5));
        // an idle hour earns no more than a short burst
        pass(3_600_000);
        await().untilAtomic(granted, is(8));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), order);
    }

    @Test
    @DisplayName("does not wait where no uplink is to be guarded, and waits no more when that is switched off")
    void unlimited() {
        assertTrue(outlet.mayGo(1 << 30, () -> {}));
        assertEquals(Integer.MAX_VALUE, outlet.most());
        city.limited = true;
        assertFalse(outlet.mayGo(Pace.PIECE, granted::incrementAndGet));
        city.limited = false;
        await().untilAtomic(granted, is(1));
    }

    @Test
    @DisplayName("does not wait for ever when the bundle leaves")
    void closed() {
        city.limited = true;
        assertFalse(outlet.mayGo(Pace.PIECE, granted::incrementAndGet));
        pace.close();
        await().untilAtomic(granted, is(1));
    }

    @Test
    @DisplayName("arrives whole, however many fetch at once")
    void whole() throws Exception {
        city.limited = true;
        byte[] segment = new byte[100_001];
        new Random(1).nextBytes(segment);
        city.camera(1, "p", "public");
        city.show(1);
        City.Medium medium = city.file(1, "seg-1.m4s", "video/mp4", segment, true);
        try (WebServer server = new WebServer(city)) {
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(server.client.sendAsync(
                        server.request("/live/" + City.id(1) + "/seg-1.m4s").build(), BodyHandlers.ofByteArray()));
            }
            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                assertArrayEquals(segment, answer.get(30, TimeUnit.SECONDS).body());
            }
        }
        assertEquals(20L * segment.length, city.publicBytes.get());
        await().until(() -> medium.open == 0);
    }
}
