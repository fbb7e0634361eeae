package id.pantau.vision.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Makes a JPEG file of a coded picture, in its own size. Not thread-safe. */
final class Decoder {
    /** 4096x2304: what a picture may claim to have, whatever its parameter sets say. */
    private static final int MOST_PIXELS = 4096 * 2304;

    /** Of one allocation inside FFmpeg. */
    private static final long MOST_BYTES = 64L << 20;

    /** The scale of FFmpeg's JPEG coder: 1 is best, 31 worst. */
    private static final String QUALITY = "4";

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

    /**
     * The first picture of a file.
     *
     * @param mp4 fragmented, beginning with a key picture
     */
    byte[] jpeg(byte[] mp4) throws IOException {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(mp4))) {
            grabber.setFormat("mp4");
            grabber.setVideoOption("threads", "1");
            grabber.setVideoOption("skip_frame", "nokey");
            grabber.setVideoOption("max_pixels", Integer.toString(MOST_PIXELS));
            // probing would decode the picture once more
            grabber.start(false);
            Frame picture = grabber.grabImage();
            if (picture == null || (long) picture.imageWidth * picture.imageHeight > MOST_PIXELS) {
                throw new IOException("no picture");
            }
            return encode(picture);
        }
    }

    private static byte[] encode(Frame picture) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file, picture.imageWidth, picture.imageHeight)) {
            recorder.setFormat("mjpeg");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setVideoOption("threads", "1");
            recorder.setVideoOption("qmin", QUALITY);
            recorder.setVideoOption("qmax", QUALITY);
            recorder.start();
            recorder.record(picture);
            recorder.stop();
        }
        return file.toByteArray();
    }
}
