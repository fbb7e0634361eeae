package id.pantau.vision.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** Decodes coded pictures. Not thread-safe. */
final class Decoder {
    /** 4096x2304: what a picture may claim to have, whatever its parameter sets say. */
    private static final int MOST_PIXELS = 4096 * 2304;

    /** Of one allocation inside FFmpeg. */
    private static final long MOST_BYTES = 64L << 20;

    /** Most pictures that are decoded to reach the last one. */
    private static final int MOST_PICTURES = 300;

    private final Scaler small = new Scaler(avutil.AV_PIX_FMT_GRAY8, swscale.SWS_AREA);
    private final JpegCoder jpeg = new JpegCoder();

    /**
     * Loads what is needed. JavaCV's own {@code tryLoad} would also insist on libavdevice, and that one on libraries for
     * screens and sound cards, which servers do not have.
     *
     * @throws LinkageError where there is no FFmpeg for this machine
     */
    Decoder() {
        for (Class<?> library : List.of(avutil.class, avcodec.class, avformat.class, swscale.class)) {
            Loader.load(library);
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avutil.av_max_alloc(MOST_BYTES);
    }

    /** Does a task. */
    Sight look(Task task) throws IOException {
        AVFrame picture = avutil.av_frame_alloc();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(task.media()))) {
            boolean last = task.form() == Task.Form.LAST;
            grabber.setFormat(task.form() == Task.Form.STILL ? "mjpeg" : "mp4");
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.setVideoOption("threads", "1");
            grabber.setVideoOption("skip_frame", last ? "default" : "nokey");
            grabber.setVideoOption("max_pixels", Integer.toString(MOST_PIXELS));
            // probing would decode the picture once more
            grabber.start(task.form() == Task.Form.STILL);
            int damaged = grab(grabber, last ? MOST_PICTURES : 1, picture);
            return sight(picture, damaged, task.file());
        } finally {
            avutil.av_frame_free(picture);
        }
    }

    /** Puts the last picture into {@code picture}; returns how many were damaged. */
    private static int grab(FFmpegFrameGrabber grabber, int most, AVFrame picture) throws IOException {
        int damaged = 0;
        int pictures = 0;
        for (Frame frame = grabber.grabImage(); frame != null; frame = ++pictures < most ? grabber.grabImage() : null) {
            AVFrame decoded = (AVFrame) frame.opaque;
            boolean broken =
                    decoded.decode_error_flags() != 0 || (decoded.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
            damaged += broken ? 1 : 0;
            avutil.av_frame_unref(picture);
            if (avutil.av_frame_ref(picture, decoded) < 0) {
                throw new IOException("no memory for a picture");
            }
        }
        if (picture.width() <= 0 || (long) picture.width() * picture.height() > MOST_PIXELS) {
            throw new IOException("no picture");
        }
        return damaged;
    }

    private Sight sight(AVFrame picture, int damaged, boolean file) throws IOException {
        double scale = Math.min(
                1,
                Math.min((double) Sight.MOST_WIDTH / picture.width(), (double) Sight.MOST_HEIGHT / picture.height()));
        int width = Math.max(1, (int) Math.round(scale * picture.width()));
        int height = Math.max(1, (int) Math.round(scale * picture.height()));
        AVFrame scaled = small.scale(picture, width, height);
        try {
            byte[] luma = new byte[width * height];
            BytePointer plane = scaled.data(0);
            for (int y = 0; y < height; y++) {
                plane.position((long) y * scaled.linesize(0)).get(luma, y * width, width);
            }
            return new Sight(width, height, luma, damaged, file ? jpeg.encode(picture) : new byte[0]);
        } finally {
            avutil.av_frame_free(scaled);
        }
    }
}
