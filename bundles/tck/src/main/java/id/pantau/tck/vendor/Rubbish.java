package id.pantau.tck.vendor;

import id.pantau.tck.vendor.FakeWeb.Endless;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What a broken or hostile device sends instead of an answer. */
enum Rubbish {
    EMPTY,
    /** Of the length that it was to have, only the first half. */
    CUT_SHORT,
    NOISE,
    /** As deep as some readers' stacks are not. */
    NESTED,
    /** Begins as the right answer does, and again and again. */
    ENDLESS;

    /** What a driver may take of one answer, together with what lies in the buffers of a connection on loopback. */
    static final long MOST_TAKEN = 32L << 20;

    /** Who takes all of this has no bound; more would only cost memory. */
    private static final long ENOUGH = 2 * MOST_TAKEN;

    private static final int DEPTH = 100_000;

    /** @param sent counts what was taken of an answer without end, in bytes */
    Response instead(Response was, AtomicLong sent) {
        byte[] body = was.body();
        return switch (this) {
            case EMPTY -> whole(was, new byte[0]);
            case CUT_SHORT ->
                body(was, out -> out.write(body, 0, body.length / 2))
                        .with("Content-Length", "" + Math.max(1, body.length));
            case NOISE -> whole(was, noise());
            case NESTED -> whole(was, nested(was));
            case ENDLESS -> body(was, endless(body.length == 0 ? noise() : body, sent));
        };
    }

    private static byte[] nested(Response was) {
        boolean json = was.headers().getOrDefault("Content-Type", "").contains("json");
        return (json ? "{\"a\":" : "<a>").repeat(DEPTH).getBytes(StandardCharsets.US_ASCII);
    }

    private static Response whole(Response was, byte[] body) {
        return new Response(was.status(), was.headers(), body);
    }

    private static Response body(Response was, Endless body) {
        return new Response(was.status(), was.headers(), new byte[0], Optional.of(body));
    }

    /** Up to {@link #ENOUGH}; ends early when nobody takes any more. */
    static Endless endless(byte[] again, AtomicLong sent) {
        int times = Math.max(1, 65_536 / again.length);
        byte[] block = new byte[times * again.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(again, 0, block, i * again.length, again.length);
        }
        return out -> {
            for (long total = 0; total < ENOUGH; total += block.length) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        };
    }

    /** The same each time. */
    static byte[] noise() {
        byte[] bytes = new byte[65_536];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
