package id.pantau.rtsp.client;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a pull told it. */
class RecordedPull implements PullListener {
    final List<VideoFormat> formats = new CopyOnWriteArrayList<>();
    final List<AccessUnit> units = new CopyOnWriteArrayList<>();
    final List<RtspFailure> failures = new CopyOnWriteArrayList<>();

    @Override
    public void playing(VideoFormat format) {
        formats.add(format);
    }

    @Override
    public void accessUnit(AccessUnit unit) {
        byte[] copy = new byte[unit.data().remaining()];
        unit.data().get(copy);
        units.add(new AccessUnit(ByteBuffer.wrap(copy), unit.dts(), unit.pts(), unit.key(), unit.arrival()));
    }

    @Override
    public void closed(RtspFailure failure) {
        failures.add(failure);
    }
}
