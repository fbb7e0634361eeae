package id.pantau.vision.worker;

import java.nio.ByteBuffer;

/**
 * What a worker is to do with some media.
 *
 * @param form what the media are
 * @param file whether a JPEG file is wanted too
 * @param colours whether its colours are wanted too
 * @param media not copied
 */
public record Task(Form form, boolean file, boolean colours, byte[] media) {
    private static final int HEADER = 2;
    private static final int FILE = 1;
    private static final int COLOURS = 2;

    public Task(Form form, boolean file, byte[] media) {
        this(form, file, false, media);
    }

    /** What a worker is given. */
    public enum Form {
        /** A fragmented MP4; the first picture is wanted, a key picture. */
        FIRST,
        /** A fragmented MP4 that begins with a key picture; the last picture is wanted. */
        LAST,
        /** A JPEG file. */
        STILL
    }

    /** As it is sent. */
    public Frame frame() {
        ByteBuffer payload = ByteBuffer.allocate(HEADER + media.length);
        payload.put((byte) form.ordinal())
                .put((byte) ((file ? FILE : 0) | (colours ? COLOURS : 0)))
                .put(media);
        return new Frame(Frame.Kind.TASK, payload.array());
    }

    /** @throws IllegalArgumentException when it is none */
    static Task of(Frame frame) {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        int form = payload.remaining() < HEADER ? -1 : payload.get();
        if (frame.kind() != Frame.Kind.TASK || form < 0 || form >= Form.values().length) {
            throw new IllegalArgumentException("no task: " + frame.kind() + " " + form);
        }
        int wanted = payload.get();
        byte[] media = new byte[payload.remaining()];
        payload.get(media);
        return new Task(Form.values()[form], (wanted & FILE) != 0, (wanted & COLOURS) != 0, media);
    }
}
