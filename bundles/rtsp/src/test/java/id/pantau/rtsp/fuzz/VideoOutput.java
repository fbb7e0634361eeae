package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import id.pantau.rtsp.rtp.VideoReceiver;
import java.nio.ByteBuffer;

/** Holds a video track to what it promises. */
final class VideoOutput implements VideoReceiver.Output {
    private boolean formatKnown;
    private long last = Long.MIN_VALUE;

    @Override
    public void format(VideoFormat format) {
        Input.require(format.width() <= 16_384 && format.height() <= 16_384, "sizes are bounded");
        Input.require(format.deepestReorder() <= 16, "reordering is bounded");
        formatKnown = true;
    }

    @Override
    public void picture(AccessUnit unit) {
        Input.require(formatKnown, "a picture comes behind its format");
        Input.require(unit.dts() > last, "decode times rise");
        last = unit.dts();
        ByteBuffer data = unit.data();
        while (data.hasRemaining()) {
            int length = data.getInt();
            Input.require(length > 0 && length <= data.remaining(), "NAL units stand behind their lengths");
            data.position(data.position() + length);
        }
    }

    @Override
    public void undecodable() {}

    @Override
    public void clock(SenderReport report) {}
}
