package id.pantau.vendor.push;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads RTMP's video messages: H.264 as in FLV (ISO/IEC 14496-15 for what lies inside). For one stream, on one thread. */
final class FlvVideo {
    static final int PAYLOAD_TYPE = 96;

    private static final int ENHANCED = 0x80;
    private static final int COMMAND_FRAME = 5;
    private static final int AVC = 7;
    private static final int CONFIGURATION = 0;
    private static final int PICTURE = 1;
    private static final int IDR = 5;
    private static final int MOST_UNITS = 1024;
    private static final int MOST_SETS = 16;
    private static final int LONGEST_SET = 1024;

    private List<byte[]> sets = List.of();
    private int lengthBytes;

    /** What a message holds. */
    sealed interface Content {
        /** How the pictures that follow are coded. */
        record Described(Video video) implements Content {}

        /**
         * One picture.
         *
         * @param nals a key picture's with the parameter sets first
         * @param offset in ms, from when it is decoded to when it is shown
         */
        record Picture(List<byte[]> nals, int offset) implements Content {}
    }

    /**
     * Empty for what there is nothing to show of, and for pictures that nothing is known about yet.
     *
     * @throws MalformedMediaException when it is not H.264, or damaged
     */
    Optional<Content> read(ByteBuffer body) throws MalformedMediaException {
        try {
            return body.hasRemaining() ? content(body) : Optional.empty();
        } catch (BufferUnderflowException e) {
            throw new MalformedMediaException("a video message that ends too early");
        }
    }

    private Optional<Content> content(ByteBuffer body) throws MalformedMediaException {
        int first = body.get() & 0xFF;
        if ((first & ENHANCED) != 0) {
            throw new MalformedMediaException("video of enhanced RTMP, where only H.264 is taken");
        }
        if (first >> 4 == COMMAND_FRAME) {
            return Optional.empty();
        }
        if ((first & 0x0F) != AVC) {
            throw new MalformedMediaException("video of FLV's codec " + (first & 0x0F) + ", where only H.264 is taken");
        }
        int kind = body.get();
        int offset = (body.get() << 16) | (body.getShort() & 0xFFFF);
        if (kind == CONFIGURATION) {
            return Optional.of(new Content.Described(configuration(body)));
        }
        if (kind != PICTURE || sets.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> nals = units(body);
        return nals.isEmpty() ? Optional.empty() : Optional.of(new Content.Picture(nals, offset));
    }

    /** AVCDecoderConfigurationRecord, section 5.3.3.1. */
    private Video configuration(ByteBuffer body) throws MalformedMediaException {
        if (body.get() != 1) {
            throw new MalformedMediaException("an unknown version of H.264's configuration");
        }
        body.getShort();
        body.get();
        int length = 1 + (body.get() & 3);
        List<byte[]> sps = sets(body, body.get() & 0x1F);
        List<byte[]> pps = sets(body, body.get() & 0xFF);
        VideoFormat.h264(
                sps.stream().map(ByteBuffer::wrap).toList(),
                pps.stream().map(ByteBuffer::wrap).toList());
        lengthBytes = length;
        sets = new ArrayList<>(sps);
        sets.addAll(pps);
        byte[] first = sps.get(0);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Video(
                Video.Codec.H264,
                PAYLOAD_TYPE,
                Map.of(
                        "packetization-mode",
                        "1",
                        "profile-level-id",
                        String.format("%02X%02X%02X", first[1], first[2], first[3]),
                        "sprop-parameter-sets",
                        base64.encodeToString(first) + "," + base64.encodeToString(pps.get(0))));
    }

    private static List<byte[]> sets(ByteBuffer body, int count) throws MalformedMediaException {
        if (count > MOST_SETS) {
            throw new MalformedMediaException("more than " + MOST_SETS + " parameter sets");
        }
        List<byte[]> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = body.getShort() & 0xFFFF;
            if (length < 1 || length > LONGEST_SET) {
                throw new MalformedMediaException("a parameter set of " + length + " bytes");
            }
            byte[] set = new byte[length];
            body.get(set);
            sets.add(set);
        }
        return sets;
    }

    private List<byte[]> units(ByteBuffer body) throws MalformedMediaException {
        List<byte[]> nals = new ArrayList<>();
        boolean key = false;
        while (body.hasRemaining()) {
            int length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | body.get() & 0xFF;
            }
            if (length < 0 || length > body.remaining()) {
                throw new MalformedMediaException("a NAL unit that is cut off");
            }
            if (length == 0) {
                continue;
            }
            byte[] nal = new byte[length];
            body.get(nal);
            key |= (nal[0] & 0x1F) == IDR;
            nals.add(nal);
            if (nals.size() > MOST_UNITS) {
                throw new MalformedMediaException("a picture of more than " + MOST_UNITS + " NAL units");
            }
        }
        if (key) {
            nals.addAll(0, sets);
        }
        return nals;
    }
}
