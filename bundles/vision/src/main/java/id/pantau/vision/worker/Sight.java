package id.pantau.vision.worker;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a worker saw in a picture.
 *
 * @param width of {@code luma}, 1 to {@value #MOST_WIDTH}
 * @param height of {@code luma}, 1 to {@value #MOST_HEIGHT}
 * @param luma the picture's brightness made small, from 0, black, to 255, white; row by row from the top left
 * @param damaged how many of the pictures that were decoded had errors
 * @param colours the picture in {@value #COLOURS_WIDTH}x{@value #COLOURS_HEIGHT}, red, green and blue, a byte each; empty where they
 *     were not wanted
 * @param jpeg the picture as a JPEG file in its own size; empty where none was wanted
 */
public record Sight(int width, int height, byte[] luma, int damaged, byte[] colours, byte[] jpeg) {
    /** Most pixels from left to right. */
    public static final int MOST_WIDTH = 320;

    /** Most pixels from top to bottom. */
    public static final int MOST_HEIGHT = 180;

    /** Most bytes of a JPEG file. */
    public static final int MOST_JPEG = 4 << 20;

    public static final int COLOURS_WIDTH = 32;

    public static final int COLOURS_HEIGHT = 18;

    private static final int COLOURS = 3 * COLOURS_WIDTH * COLOURS_HEIGHT;
    private static final int HEADER = 10;

    /** Most bytes as a frame's payload. */
    static final int MOST_BYTES = HEADER + MOST_WIDTH * MOST_HEIGHT + COLOURS + MOST_JPEG;

    /** As it is sent. */
    Frame frame() {
        ByteBuffer payload = ByteBuffer.allocate(HEADER + luma.length + colours.length + jpeg.length);
        payload.putShort((short) width).putShort((short) height).putInt(damaged).putShort((short) colours.length);
        payload.put(luma).put(colours).put(jpeg);
        return new Frame(Frame.Kind.SIGHT, payload.array());
    }

    /** Empty when it makes no sense: a worker that was taken over could send anything. */
    public static Optional<Sight> of(Frame frame) {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        if (frame.kind() != Frame.Kind.SIGHT || payload.remaining() < HEADER) {
            return Optional.empty();
        }
        int width = payload.getShort();
        int height = payload.getShort();
        int damaged = payload.getInt();
        int coloured = payload.getShort();
        boolean sized = width > 0 && width <= MOST_WIDTH && height > 0 && height <= MOST_HEIGHT;
        boolean known = coloured == 0 || coloured == COLOURS;
        if (!sized || !known || damaged < 0 || payload.remaining() < width * height + coloured) {
            return Optional.empty();
        }
        byte[] luma = new byte[width * height];
        payload.get(luma);
        byte[] colours = new byte[coloured];
        payload.get(colours);
        byte[] jpeg = new byte[payload.remaining()];
        payload.get(jpeg);
        return jpeg.length == 0 || isJpeg(jpeg)
                ? Optional.of(new Sight(width, height, luma, damaged, colours, jpeg))
                : Optional.empty();
    }

    /** Begins and ends as a JPEG file does (ITU-T T.81, B.2.1). */
    private static boolean isJpeg(byte[] file) {
        int end = file.length;
        return end > 4
                && end <= MOST_JPEG
                && (file[0] & 0xff) == 0xff
                && (file[1] & 0xff) == 0xd8
                && (file[end - 2] & 0xff) == 0xff
                && (file[end - 1] & 0xff) == 0xd9;
    }
}
