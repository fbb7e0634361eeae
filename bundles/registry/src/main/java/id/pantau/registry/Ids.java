package id.pantau.registry;

import java.security.SecureRandom;

/** Random names that tell nothing. */
final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String camera() {
        return random(12);
    }

    static String row() {
        return random(8);
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
