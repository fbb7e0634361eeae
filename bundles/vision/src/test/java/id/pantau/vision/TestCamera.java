package id.pantau.vision;

import static org.awaitility.Awaitility.await;

import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.hls.HlsPosition;
import id.pantau.rtsp.hls.HlsStream;
import id.pantau.rtsp.hls.PartReader;
import id.pantau.rtsp.hls.SlabPool;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.VideoClip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A camera whose pictures are packaged as in the container. Each time somebody reads it, it sends a new group of them. */
final class TestCamera {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TICKS = 9_000;
    private static @Nullable Film h264;
    private static @Nullable Film h265;

    private final SlabPool pool = new SlabPool(64 << 10, 16 << 20);
    private final HlsStream stream = new HlsStream(
            new HlsOptions(Duration.ofSeconds(1), 3, 8 << 20), new HlsPosition(1, 0, 0), pool, segment -> {});
    private final Film film;
    private final Random harm;
    private final int harmPerPicture;
    private long dts = 1_000_000;
    private int reads;

    private record Picture(byte[] data, boolean key) {}

    private record Film(VideoFormat format, List<Picture> pictures) {}

    private TestCamera(Film film, long seed, int harmPerPicture) {
        this.film = film;
        this.harm = new Random(seed);
        this.harmPerPicture = harmPerPicture;
        stream.format(film.format());
    }

    /** 640x360. */
    static TestCamera h264() throws IOException {
        return new TestCamera(h264Film(), 0, 0);
    }

    /** 480x270. */
    static TestCamera h265() throws Exception {
        return new TestCamera(h265Film(), 0, 0);
    }

    /** Sends pictures in which some bytes are wrong, others each time. */
    static TestCamera broken(long seed, int bytesPerPicture) throws Exception {
        return new TestCamera(seed % 2 == 0 ? h264Film() : h265Film(), seed, bytesPerPicture);
    }

    synchronized PartReader read() {
        reads++;
        int keys = 0;
        for (int i = 0; keys < 2; i++) {
            Picture picture = film.pictures().get(i % film.pictures().size());
            keys += picture.key() ? 1 : 0;
            byte[] data = picture.data().clone();
            for (int j = 0; j < harmPerPicture; j++) {
                data[4 + harm.nextInt(data.length - 4)] = (byte) harm.nextInt();
            }
            stream.append(new AccessUnit(ByteBuffer.wrap(data), dts, dts, picture.key(), Instant.now()));
            dts += TICKS;
        }
        return stream.read();
    }

    /** How often it was read. */
    synchronized int reads() {
        return reads;
    }

    int width() {
        return film.format().width();
    }

    /** The first group of pictures of a film. */
    static TestCamera of(VideoClip clip) throws IOException {
        return new TestCamera(pull(clip, 1), 0, 0);
    }

    /** Our own test card. */
    private static synchronized Film h264Film() throws IOException {
        if (h264 == null) {
            h264 = pull(VideoClip.testCard(), 2);
        }
        return h264;
    }

    /** As it comes out of our own pull, with so many key pictures. */
    private static Film pull(VideoClip clip, int keys) throws IOException {
        List<Picture> pictures = new CopyOnWriteArrayList<>();
        List<VideoFormat> formats = new CopyOnWriteArrayList<>();
        try (RtspServer server = RtspServer.start();
                RtspClient client = new RtspClient(RtspClientOptions.defaults())) {
            server.mount("/live", clip);
            client.open(server.uri("/live"), null, new PullListener() {
                @Override
                public void playing(VideoFormat format) {
                    formats.add(format);
                }

                @Override
                public void accessUnit(AccessUnit unit) {
                    byte[] data = new byte[unit.data().remaining()];
                    unit.data().duplicate().get(data);
                    pictures.add(new Picture(data, unit.key()));
                }

                @Override
                public void closed(RtspFailure failure) {
                    // the end of the recording
                }
            });
            await().atMost(PATIENCE)
                    .until(() -> pictures.stream().filter(Picture::key).count() >= keys);
        }
        return new Film(formats.get(0), List.copyOf(pictures));
    }

    /** A film of x265, in the form of ITU-T H.265, annex B. */
    private static synchronized Film h265Film() throws Exception {
        if (h265 == null) {
            List<ByteBuffer> vps = new ArrayList<>();
            List<ByteBuffer> sps = new ArrayList<>();
            List<ByteBuffer> pps = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            for (byte[] nal : nals(resource("/test-card-480x270.h265"))) {
                int type = nal[0] >> 1 & 0x3f;
                switch (type) {
                    case 32 -> vps.add(ByteBuffer.wrap(nal));
                    case 33 -> sps.add(ByteBuffer.wrap(nal));
                    case 34 -> pps.add(ByteBuffer.wrap(nal));
                    default -> {
                        if (type < 32) {
                            byte[] unit = ByteBuffer.allocate(4 + nal.length)
                                    .putInt(nal.length)
                                    .put(nal)
                                    .array();
                            pictures.add(new Picture(unit, type >= 16 && type <= 21));
                        }
                    }
                }
            }
            h265 = new Film(format(vps, sps, pps), pictures);
        }
        return h265;
    }

    private static VideoFormat format(List<ByteBuffer> vps, List<ByteBuffer> sps, List<ByteBuffer> pps)
            throws MalformedMediaException {
        return VideoFormat.h265(vps.subList(0, 1), sps.subList(0, 1), pps.subList(0, 1));
    }

    private static List<byte[]> nals(byte[] stream) {
        List<byte[]> nals = new ArrayList<>();
        ByteArrayOutputStream nal = new ByteArrayOutputStream();
        int zeros = 0;
        for (byte next : stream) {
            if (next == 1 && zeros >= 2) {
                add(nals, nal);
                zeros = 0;
            } else if (next == 0) {
                zeros++;
            } else {
                nal.write(new byte[zeros], 0, zeros);
                zeros = 0;
                nal.write(next);
            }
        }
        add(nals, nal);
        return nals;
    }

    private static void add(List<byte[]> nals, ByteArrayOutputStream nal) {
        if (nal.size() > 0) {
            nals.add(nal.toByteArray());
            nal.reset();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TestCamera.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
