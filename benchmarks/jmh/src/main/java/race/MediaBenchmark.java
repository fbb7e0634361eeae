package race;

import id.pantau.rtsp.hls.HlsOptions;
import id.pantau.rtsp.hls.HlsPosition;
import id.pantau.rtsp.hls.HlsStream;
import id.pantau.rtsp.hls.SlabPool;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one picture of a 2 Mb/s 25 fps H.264 stream costs: a key picture of 60 KB every 2 s, 49 others of 9 KB between. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MediaBenchmark {
    private static final int PICTURES = 50;
    private static final int KEY_BYTES = 60_000;
    private static final int OTHER_BYTES = 9_000;
    private static final int PACKET_BYTES = 1_400;
    private static final int TICKS = AccessUnit.TICKS_PER_SECOND / 25;
    private static final int PAYLOAD_TYPE = 96;
    private static final ByteBuffer SPS = decode("Z01AKOygPAET8uAiAAADAAIAAAMAZB4wYyw=");
    private static final ByteBuffer PPS = decode("aM4PyA==");

    private final List<List<ByteBuffer>> packets = new ArrayList<>();
    private final List<ByteBuffer> units = new ArrayList<>();
    private final Pictures pictures = new Pictures();
    private VideoReceiver receiver;
    private HlsStream stream;
    private int sequence;
    private long number;

    @Setup
    public void prepare() throws MalformedMediaException {
        Random random = new Random(1);
        for (int i = 0; i < PICTURES; i++) {
            byte[] nal = new byte[i == 0 ? KEY_BYTES : OTHER_BYTES];
            random.nextBytes(nal);
            nal[0] = (byte) (i == 0 ? 0x65 : 0x61);
            nal[1] = (byte) 0x80;
            packets.add(packets(nal));
            units.add(ByteBuffer.allocateDirect(4 + nal.length).putInt(nal.length).put(nal).flip());
        }
        receiver = new VideoReceiver(Codec.H264, PAYLOAD_TYPE, false, List.of(SPS, PPS), pictures);
        receiver.start();
        stream = new HlsStream(HlsOptions.defaults(), new HlsPosition(1, 0, 0), new SlabPool(256 << 10, 32 << 20), s -> {});
        stream.format(VideoFormat.h264(List.of(SPS), List.of(PPS)));
    }

    /** RTP packets in, access units out. */
    @Benchmark
    @OperationsPerInvocation(PICTURES)
    public long depacketise() {
        for (List<ByteBuffer> picture : packets) {
            number++;
            Instant arrival = Instant.ofEpochMilli(number * 40);
            for (ByteBuffer packet : picture) {
                packet.putShort(2, (short) sequence++).putInt(4, (int) (number * TICKS));
                receiver.packet(packet, 0, packet.limit(), arrival);
            }
        }
        return pictures.count;
    }

    /** Access units in; fragments, parts, segments and playlists out. */
    @Benchmark
    @OperationsPerInvocation(PICTURES)
    public long pack() {
        boolean key = true;
        for (ByteBuffer unit : units) {
            number++;
            stream.append(new AccessUnit(
                    unit.duplicate(), number * TICKS, number * TICKS, key, Instant.ofEpochMilli(number * 40)));
            key = false;
        }
        return stream.bytes();
    }

    @TearDown(Level.Iteration)
    public void check() {
        if (pictures.count == 0 && stream.find("video.m3u8").isEmpty()) {
            throw new IllegalStateException("nothing came out");
        }
    }

    /** Fragmentation units (RFC 6184, section 5.8). */
    private static List<ByteBuffer> packets(byte[] nal) {
        List<ByteBuffer> packets = new ArrayList<>();
        for (int at = 1; at < nal.length; at += PACKET_BYTES) {
            int end = Math.min(nal.length, at + PACKET_BYTES);
            boolean last = end == nal.length;
            packets.add(ByteBuffer.allocateDirect(14 + end - at)
                    .put((byte) 0x80)
                    .put((byte) (PAYLOAD_TYPE | (last ? 0x80 : 0)))
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(1)
                    .put((byte) (nal[0] & 0xE0 | 28))
                    .put((byte) (nal[0] & 0x1F | (at == 1 ? 0x80 : 0) | (last ? 0x40 : 0)))
                    .put(nal, at, end - at)
                    .flip());
        }
        return packets;
    }

    private static ByteBuffer decode(String text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text));
    }

    private static final class Pictures implements VideoReceiver.Output {
        private long count;

        @Override
        public void format(VideoFormat format) {}

        @Override
        public void picture(AccessUnit unit) {
            count++;
        }

        @Override
        public void undecodable() {
            throw new IllegalStateException("a picture was left out");
        }

        @Override
        public void clock(SenderReport report) {}
    }
}
