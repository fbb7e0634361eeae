package id.pantau.vision.check;

/**
 * A small gray picture: a byte for each pixel, unsigned, 0 black and 255 white, rows from the top. Immutable as long as
 * nobody writes into the array that it was made of.
 */
public final class LumaPicture {
    public static final int MOST_WIDTH = 320;
    public static final int MOST_HEIGHT = 180;

    /** Of either side: less shows nothing. */
    public static final int LEAST_SIDE = 32;

    private final int width;
    private final int height;
    private final byte[] luma;

    /**
     * Takes the array, without a copy.
     *
     * @throws IllegalArgumentException when a side is outside of its bounds, or there are not as many bytes as pixels
     */
    public LumaPicture(int width, int height, byte[] luma) {
        if (width < LEAST_SIDE || width > MOST_WIDTH || height < LEAST_SIDE || height > MOST_HEIGHT) {
            throw new IllegalArgumentException("a gray picture of " + width + "x" + height);
        }
        if (luma.length != width * height) {
            throw new IllegalArgumentException(
                    "a gray picture of " + width + "x" + height + " with " + luma.length + " bytes");
        }
        this.width = width;
        this.height = height;
        this.luma = luma;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** From 0 to 255. */
    public int at(int x, int y) {
        return luma[y * width + x] & 0xff;
    }

    /** The pixels themselves: only to read. */
    byte[] luma() {
        return luma;
    }

    boolean sameSizeAs(LumaPicture other) {
        return width == other.width && height == other.height;
    }
}
