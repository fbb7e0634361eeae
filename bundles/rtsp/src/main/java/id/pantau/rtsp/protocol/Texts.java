package id.pantau.rtsp.protocol;

/** Words of a stranger, made fit for a message to a technician. */
public final class Texts {
    private static final int LONGEST = 80;

    private Texts() {}

    /** Printable ASCII, not longer than a line. */
    public static String shorten(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return head.replaceAll("[^ -~]", "?");
    }
}
