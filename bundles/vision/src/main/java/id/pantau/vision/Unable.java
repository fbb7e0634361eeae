package id.pantau.vision;

/** Nothing can be decoded on this machine, now or later. */
final class Unable extends Exception {
    private static final long serialVersionUID = 1L;

    Unable(String why) {
        super(why);
    }
}
