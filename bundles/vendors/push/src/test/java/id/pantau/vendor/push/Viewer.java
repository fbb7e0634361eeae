package id.pantau.vendor.push;

import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.VideoFormat;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Pulls as the platform does, and remembers. */
final class Viewer implements PullListener, AutoCloseable {
    final List<VideoFormat> formats = new CopyOnWriteArrayList<>();
    final List<Boolean> keys = new CopyOnWriteArrayList<>();
    final List<RtspFailure> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger flaws = new AtomicInteger();
    volatile long firstPicture;

    private final RtspClient client = new RtspClient(RtspClientOptions.defaults());

    Viewer(URI uri) {
        client.open(uri, null, this);
    }

    int pictures() {
        return keys.size();
    }

    @Override
    public void playing(VideoFormat format) {
        formats.add(format);
    }

    @Override
    public void accessUnit(AccessUnit unit) {
        if (keys.isEmpty()) {
            firstPicture = System.nanoTime();
        }
        keys.add(unit.key());
    }

    @Override
    public void broken() {
        flaws.incrementAndGet();
    }

    @Override
    public void leftOut() {
        flaws.incrementAndGet();
    }

    @Override
    public void closed(RtspFailure failure) {
        failures.add(failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
