package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspPull;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cameras without sockets: those that nobody says otherwise of play. */
final class FakePulls implements Pulls {
    private static final int TICKS = AccessUnit.TICKS_PER_SECOND;
    static final Duration PICTURE = Duration.ofMillis(500);

    private static final VideoFormat FORMAT = new VideoFormat(
            Codec.H264,
            List.of(bytes("6742c01ed901405fb0110000030001000003003c0f162e48")),
            List.of(bytes("68cb83cb20")),
            320,
            180,
            "avc1.42c01e");

    private final FakeLoop loop;
    private final List<FakePull> opened = new ArrayList<>();
    private final Map<String, RtspFailure.Kind> failing = new HashMap<>();
    private final Set<String> still = new HashSet<>();

    /** Whether cameras tell what their clock shows. */
    boolean telling;

    /** By how much it is fast. */
    Duration clockOff = Duration.ZERO;

    FakePulls(FakeLoop loop) {
        this.loop = loop;
    }

    /** From now on pulls from {@code uri} end like this, those that play too. */
    void fail(String uri, RtspFailure.Kind kind) {
        failing.put(uri, kind);
        playing(uri).ifPresent(pull -> pull.end(kind));
    }

    /** From now on pulls from {@code uri} connect but bring no picture, those that play too. */
    void mute(String uri) {
        failing.put(uri, RtspFailure.Kind.SILENT);
    }

    /** From now on pulls from {@code uri} bring single pictures and no video. */
    void still(String uri) {
        still.add(uri);
    }

    void move(String uri) {
        still.remove(uri);
    }

    void mend(String uri) {
        failing.remove(uri);
    }

    List<FakePull> opened(String uri) {
        return opened.stream().filter(pull -> pull.uri.toString().equals(uri)).toList();
    }

    List<FakePull> opened() {
        return List.copyOf(opened);
    }

    Optional<FakePull> playing(String uri) {
        return opened(uri).stream().filter(pull -> !pull.over).findFirst();
    }

    /** One picture on every pull that plays. */
    void picture() {
        List.copyOf(opened).stream().filter(pull -> !pull.over).forEach(FakePull::picture);
    }

    @Override
    public RtspPull open(URI uri, Credentials credentials, boolean audio, PullListener listener) {
        FakePull pull = new FakePull(uri, credentials, audio, listener, loop.nanos());
        opened.add(pull);
        RtspFailure.Kind kind = failing.get(uri.toString());
        if (kind == null || kind == RtspFailure.Kind.SILENT) {
            loop.execute(() -> {
                if (!still.contains(uri.toString())) {
                    listener.playing(FORMAT);
                }
                pull.picture();
            });
        } else {
            loop.execute(() -> pull.end(kind));
        }
        return pull;
    }

    @Override
    public void close() {
        List.copyOf(opened).forEach(FakePull::close);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    final class FakePull implements RtspPull {
        final URI uri;
        final Credentials credentials;
        final long openedAt;
        final boolean audio;
        private final PullListener listener;
        private final long offset = opened.size() * 1_000_000_000L;
        private int pictures;
        boolean over;

        private FakePull(URI uri, Credentials credentials, boolean audio, PullListener listener, long openedAt) {
            this.audio = audio;
            this.uri = uri;
            this.credentials = credentials;
            this.listener = listener;
            this.openedAt = openedAt;
        }

        private void picture() {
            if (!over && still.contains(uri.toString())) {
                listener.snapshot(new JpegPicture(bytes("ffd8" + "%08x".formatted(pictures++) + "ffd9"), loop.now()));
            } else if (!over && failing.get(uri.toString()) != RtspFailure.Kind.SILENT) {
                boolean key = pictures % 4 == 0;
                long time = offset + (long) pictures * TICKS / 2;
                if (telling && pictures % 10 == 0) {
                    listener.clock(new SenderReport(loop.now().plus(clockOff), time));
                }
                pictures++;
                ByteBuffer picture = bytes(key ? "00000004650011ff" : "00000004410011ff");
                listener.accessUnit(new AccessUnit(picture, time, time, key, loop.now()));
            }
        }

        /** Sound, and no picture. */
        void sound() {
            AudioFormat format = new AudioFormat(bytes("1408"), 16_000, 1, 1_024, "mp4a.40.2");
            listener.hearing(format);
            listener.audioFrame(new AudioFrame(bytes("aabbcc"), 0, loop.now()));
        }

        void end(RtspFailure.Kind kind) {
            if (!over) {
                over = true;
                listener.closed(new RtspFailure(kind, "the camera said " + kind));
            }
        }

        @Override
        public void close() {
            end(RtspFailure.Kind.CLOSED);
        }
    }
}
