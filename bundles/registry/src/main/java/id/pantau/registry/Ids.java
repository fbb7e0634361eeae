package id.pantau.registry;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Random names that tell nothing. */
final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int ROW_LENGTH = 8;
    private static final long ROWS = (long) Math.pow(Character.MAX_RADIX, ROW_LENGTH);
    private static final int ROW_STEP = 4096;

    private Ids() {}

    static String camera() {
        return random(12);
    }

    static String incident() {
        return random(8);
    }

    /** Ids of one submission's rows: they ascend from a random one in random steps, so that indexes grow at one place. */
    static Supplier<String> rows() {
        AtomicLong last = new AtomicLong(RANDOM.nextLong(ROWS / 2));
        return () -> {
            String digits = Long.toString(last.addAndGet(1 + RANDOM.nextInt(ROW_STEP)), Character.MAX_RADIX);
            return "0".repeat(ROW_LENGTH - digits.length()) + digits;
        };
    }

    static String receipt() {
        return random(24);
    }

    private static String random(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .reduce("", String::concat);
    }
}
