package id.pantau.model;

/**
 * An organisation whose cameras join the city's network.
 *
 * @param name short and unique, {@code [a-z0-9-]{1,64}}; appears in the partner API's paths
 * @param title for people, such as {@code Bank Anu, Batam}
 */
public record Partner(String name, String title) {
    public Partner {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a partner's name is 1 to 64 of a-z, 0-9 and -");
        }
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("a partner's title has 1 to 200 characters");
        }
    }
}
