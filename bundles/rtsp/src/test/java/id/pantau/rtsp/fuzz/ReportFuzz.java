package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.Codec;
import id.pantau.rtsp.rtp.ReorderBuffer;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Datagrams in any order, and what they carry read as a report. */
public final class ReportFuzz {
    private ReportFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        VideoReceiver receiver = new VideoReceiver(Codec.H264, 96, false, List.of(), new VideoOutput());
        ReorderBuffer buffer = new ReorderBuffer(
                16, 5, (bytes, start, length) -> receiver.packet(bytes, start, length, Instant.EPOCH));
        long[] now = {0};
        Input.packets(input, packet -> {
            buffer.packet(packet, 0, packet.limit(), now[0]++);
            receiver.control(packet, 12, packet.limit() - 12, Instant.EPOCH);
        });
        ByteBuffer all = ByteBuffer.wrap(input);
        receiver.control(all, 0, input.length, Instant.EPOCH);
        receiver.receiverReport(Instant.EPOCH)
                .ifPresent(report -> Input.require(report.remaining() % 4 == 0, "a report is made of words"));
    }
}
