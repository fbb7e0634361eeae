package id.pantau.vision.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
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

    private static final Map<String, Integer> CODECS = Map.of(
            "avc1", avcodec.AV_CODEC_ID_H264,
            "avc3", avcodec.AV_CODEC_ID_H264,
            "hvc1", avcodec.AV_CODEC_ID_HEVC,
            "hev1", avcodec.AV_CODEC_ID_HEVC);

    private final Scaler small = new Scaler(avutil.AV_PIX_FMT_GRAY8, swscale.SWS_AREA);
    private final Scaler coloured = new Scaler(avutil.AV_PIX_FMT_RGB24, swscale.SWS_AREA);
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
        try {
            int damaged = task.form() == Task.Form.STILL ? still(task.media(), picture) : video(task, picture);
            if (picture.width() <= 0 || (long) picture.width() * picture.height() > MOST_PIXELS) {
                throw new IOException("no picture");
            }
            return sight(picture, damaged, task);
        } finally {
            avutil.av_frame_free(picture);
        }
    }

    /** Whatever a camera calls a JPEG file, by JavaCV, which finds out; returns whether it was damaged. */
    private static int still(byte[] file, AVFrame picture) throws IOException {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(file))) {
            grabber.setFormat("mjpeg");
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.setVideoOption("threads", "1");
            grabber.setVideoOption("max_pixels", Integer.toString(MOST_PIXELS));
            grabber.start();
            Frame frame = grabber.grabImage();
            if (frame == null) {
                throw new IOException("no picture");
            }
            AVFrame decoded = (AVFrame) frame.opaque;
            if (avutil.av_frame_ref(picture, decoded) < 0) {
                throw new IOException("no memory for a picture");
            }
            return isDamaged(decoded) ? 1 : 0;
        }
    }

    /**
     * Coded video straight through FFmpeg's decoder: JavaCV would open and probe a file for each picture, which takes eight
     * times as long as decoding it. Returns how many pictures were damaged.
     */
    private static int video(Task task, AVFrame picture) throws IOException {
        Fragments media = Fragments.read(task.media());
        int most = task.form() == Task.Form.LAST ? MOST_PICTURES : 1;
        List<Fragments.Piece> pieces =
                media.pictures().subList(0, Math.min(most, media.pictures().size()));
        AVCodecContext decoder = open(media);
        try {
            return decode(decoder, task.media(), pieces, picture);
        } finally {
            avcodec.avcodec_free_context(decoder);
        }
    }

    /** A decoder for each picture: one that was used could show pixels of another camera where data are missing. */
    private static AVCodecContext open(Fragments media) throws IOException {
        AVCodec codec = avcodec.avcodec_find_decoder(CODECS.getOrDefault(media.coding(), avcodec.AV_CODEC_ID_NONE));
        if (codec == null) {
            throw new IOException("no decoder for " + media.coding());
        }
        byte[] parameters = media.parameters();
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        decoder.thread_count(1).max_pixels(MOST_PIXELS);
        BytePointer extra =
                new BytePointer(avutil.av_mallocz(parameters.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
        decoder.extradata(extra.put(parameters)).extradata_size(parameters.length);
        if (avcodec.avcodec_open2(decoder, codec, (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(decoder);
            throw new IOException("the decoder does not take the stream's parameters");
        }
        return decoder;
    }

    /** Puts the last picture into {@code picture}; returns how many were damaged. */
    private static int decode(AVCodecContext decoder, byte[] media, List<Fragments.Piece> pictures, AVFrame picture)
            throws IOException {
        AVFrame decoded = avutil.av_frame_alloc();
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            int damaged = 0;
            for (Fragments.Piece piece : pictures) {
                if (avcodec.av_new_packet(packet, piece.size()) < 0) {
                    throw new IOException("no memory for a coded picture");
                }
                packet.data().put(media, piece.offset(), piece.size());
                damaged += avcodec.avcodec_send_packet(decoder, packet) < 0 ? 1 : 0;
                avcodec.av_packet_unref(packet);
                damaged += receive(decoder, decoded, picture);
            }
            avcodec.avcodec_send_packet(decoder, null);
            return damaged + receive(decoder, decoded, picture);
        } finally {
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(decoded);
        }
    }

    /** Takes what the decoder has ready; returns how many of them are damaged. */
    private static int receive(AVCodecContext decoder, AVFrame decoded, AVFrame picture) {
        int damaged = 0;
        while (avcodec.avcodec_receive_frame(decoder, decoded) >= 0) {
            damaged += isDamaged(decoded) ? 1 : 0;
            avutil.av_frame_unref(picture);
            avutil.av_frame_move_ref(picture, decoded);
        }
        return damaged;
    }

    private static boolean isDamaged(AVFrame picture) {
        return picture.decode_error_flags() != 0 || (picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
    }

    private Sight sight(AVFrame picture, int damaged, Task task) throws IOException {
        double scale = Math.min(
                1,
                Math.min((double) Sight.MOST_WIDTH / picture.width(), (double) Sight.MOST_HEIGHT / picture.height()));
        int width = Math.max(1, (int) Math.round(scale * picture.width()));
        int height = Math.max(1, (int) Math.round(scale * picture.height()));
        byte[] luma = pixels(small, picture, width, height, 1);
        byte[] colours =
                task.colours() ? pixels(coloured, picture, Sight.COLOURS_WIDTH, Sight.COLOURS_HEIGHT, 3) : new byte[0];
        return new Sight(width, height, luma, damaged, colours, task.file() ? jpeg.encode(picture) : new byte[0]);
    }

    /** @param bytes of a pixel */
    private static byte[] pixels(Scaler scaler, AVFrame picture, int width, int height, int bytes) throws IOException {
        AVFrame scaled = scaler.scale(picture, width, height);
        try {
            byte[] pixels = new byte[width * height * bytes];
            BytePointer plane = scaled.data(0);
            for (int y = 0; y < height; y++) {
                plane.position((long) y * scaled.linesize(0)).get(pixels, y * width * bytes, width * bytes);
            }
            return pixels;
        } finally {
            avutil.av_frame_free(scaled);
        }
    }
}
