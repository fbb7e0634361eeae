package id.pantau.rtsp.rtp;

import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the JPEG files in the body of an HTTP answer of {@code multipart/x-mixed-replace}: by their own markers (ITU-T T.81,
 * annex B), since cameras agree on little else (boundaries, lengths, line ends). No more of them in a second than asked
 * for. Used by one thread.
 */
public final class MultipartJpegReader {
    private static final int FIRST_CAPACITY = 64 << 10;
    private static final int MOST_BETWEEN = 64 << 10;

    private final Duration least;
    private final Consumer<JpegPicture> output;
    private byte[] picture = new byte[FIRST_CAPACITY];
    private int size;
    private int between;
    private int previous;
    private int skip;
    private boolean inScan;
    private Place place = Place.BETWEEN;
    private Instant last = Instant.MIN;

    /** Where in the stream the next byte stands. */
    private enum Place {
        BETWEEN,
        MARKER,
        LENGTH_HIGH,
        LENGTH_LOW,
        SEGMENT,
        SCAN
    }

    /** @param mostPerSecond pictures, 1 to 100; further ones are left out */
    public MultipartJpegReader(int mostPerSecond, Consumer<JpegPicture> output) {
        if (mostPerSecond < 1 || mostPerSecond > 100) {
            throw new IllegalArgumentException("mostPerSecond must be 1 to 100, not " + mostPerSecond);
        }
        this.least = Duration.ofSeconds(1).dividedBy(mostPerSecond);
        this.output = output;
    }

    /**
     * Consumes all of {@code bytes}.
     *
     * @throws MalformedMediaException when it is no such body: much between two pictures, or a picture without end
     */
    public void read(ByteBuffer bytes, Instant arrived) throws MalformedMediaException {
        while (bytes.hasRemaining()) {
            int value = bytes.get() & 0xFF;
            if (place == Place.BETWEEN) {
                search(value);
            } else {
                add(value);
                follow(value, arrived);
            }
            previous = value;
        }
    }

    private void search(int value) throws MalformedMediaException {
        if (previous == 0xFF && value == 0xD8) {
            place = Place.MARKER;
            size = 0;
            add(0xFF);
            add(0xD8);
        } else if (++between > MOST_BETWEEN) {
            throw new MalformedMediaException("more than " + MOST_BETWEEN + " bytes and no JPEG picture");
        }
    }

    /** Segments are stepped over by their lengths: they may hold a whole picture in small. */
    private void follow(int value, Instant arrived) {
        switch (place) {
            case MARKER -> {
                if (previous == 0xFF && value != 0xFF) {
                    inScan = value == 0xDA;
                    place = Place.LENGTH_HIGH;
                }
            }
            case LENGTH_HIGH -> {
                skip = value << 8;
                place = Place.LENGTH_LOW;
            }
            case LENGTH_LOW -> {
                skip = Math.max(0, (skip | value) - 2);
                place = skip == 0 ? afterSegment() : Place.SEGMENT;
            }
            case SEGMENT -> place = --skip == 0 ? afterSegment() : Place.SEGMENT;
            default -> {
                if (previous == 0xFF && value == 0xD9) {
                    place = Place.BETWEEN;
                    between = 0;
                    deliver(arrived);
                }
            }
        }
    }

    private Place afterSegment() {
        return inScan ? Place.SCAN : Place.MARKER;
    }

    private void add(int value) throws MalformedMediaException {
        if (size == JpegReceiver.MAXIMUM_PICTURE) {
            throw new MalformedMediaException("a JPEG picture of more than " + JpegReceiver.MAXIMUM_PICTURE + " bytes");
        }
        if (size == picture.length) {
            picture = Arrays.copyOf(picture, Math.min(JpegReceiver.MAXIMUM_PICTURE, size * 2));
        }
        picture[size++] = (byte) value;
    }

    private void deliver(Instant arrived) {
        if (last.equals(Instant.MIN) || !arrived.isBefore(last.plus(least))) {
            last = arrived;
            output.accept(new JpegPicture(ByteBuffer.wrap(picture, 0, size).asReadOnlyBuffer(), arrived));
        }
    }
}
