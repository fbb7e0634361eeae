package id.pantau.vision.worker;

import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Pictures in another size and another pixel format. Keeps what it needs for the next one that is alike. Not thread-safe. */
final class Scaler {
    private static final int ALIGNED = 32;

    private final int format;
    private final int flags;
    private @Nullable SwsContext context;

    /**
     * @param format of what comes out, such as {@link avutil#AV_PIX_FMT_GRAY8}
     * @param flags of libswscale
     */
    Scaler(int format, int flags) {
        this.format = format;
        this.flags = flags;
    }

    /** A picture that the caller frees. */
    AVFrame scale(AVFrame picture, int width, int height) throws IOException {
        context = swscale.sws_getCachedContext(
                context,
                picture.width(),
                picture.height(),
                picture.format(),
                width,
                height,
                format,
                flags,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IOException("a picture of format " + picture.format() + " cannot be converted");
        }
        AVFrame scaled = avutil.av_frame_alloc();
        scaled.width(width).height(height).format(format);
        if (avutil.av_frame_get_buffer(scaled, ALIGNED) < 0) {
            avutil.av_frame_free(scaled);
            throw new IOException("no memory for a picture of " + width + "x" + height);
        }
        try (PointerPointer<?> from = new PointerPointer<>(picture);
                PointerPointer<?> to = new PointerPointer<>(scaled)) {
            swscale.sws_scale(context, from, picture.linesize(), 0, picture.height(), to, scaled.linesize());
        }
        return scaled;
    }
}
