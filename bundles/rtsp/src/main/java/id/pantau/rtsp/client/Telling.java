package id.pantau.rtsp.client;

import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.AudioFormat;
import id.pantau.rtsp.media.AudioFrame;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.SenderReport;
import id.pantau.rtsp.media.VideoFormat;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener what its pull brings, and survives what the listener throws. Nothing is told after the end. */
final class Telling implements Tracks.Output {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final PullListener listener;
    private final Progress progress;
    private final Consumer<String> failed;
    private boolean ended;

    /** @param failed told in words when the listener threw */
    Telling(PullListener listener, Progress progress, Consumer<String> failed) {
        this.listener = listener;
        this.progress = progress;
        this.failed = failed;
    }

    @Override
    public void format(VideoFormat format) {
        tell(() -> listener.playing(format));
    }

    @Override
    public void picture(AccessUnit unit) {
        progress.delivered(System.nanoTime());
        tell(() -> listener.accessUnit(unit));
    }

    @Override
    public void undecodable() {
        progress.received(System.nanoTime());
        tell(listener::leftOut);
    }

    @Override
    public void broken() {
        tell(listener::broken);
    }

    @Override
    public void clock(SenderReport report) {
        tell(() -> listener.clock(report));
    }

    @Override
    public void heard(AudioFormat format) {
        tell(() -> listener.hearing(format));
    }

    @Override
    public void frame(AudioFrame frame) {
        tell(() -> listener.audioFrame(frame));
    }

    @Override
    public void snapshot(JpegPicture picture) {
        progress.delivered(System.nanoTime());
        tell(() -> listener.snapshot(picture));
    }

    void closed(RtspFailure failure) {
        ended = true;
        try {
            listener.closed(failure);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a listener failed at the end of its pull", e);
        }
    }

    private void tell(Runnable event) {
        if (ended) {
            return;
        }
        try {
            event.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a listener failed; its pull ends", e);
            failed.accept("the listener failed: " + e.getClass().getName());
        }
    }
}
