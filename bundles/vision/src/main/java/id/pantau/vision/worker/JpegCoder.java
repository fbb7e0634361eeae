package id.pantau.vision.worker;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Makes JPEG files (ITU-T T.81). Not thread-safe. */
final class JpegCoder {
    /** The scale of FFmpeg's coder: 1 is best, 31 worst. */
    private static final int QUALITY = 4;

    private final Scaler fullRange = new Scaler(avutil.AV_PIX_FMT_YUVJ420P, swscale.SWS_FAST_BILINEAR);

    /** The picture in its own size. */
    byte[] encode(AVFrame picture) throws IOException {
        AVFrame converted = fullRange.scale(picture, picture.width(), picture.height());
        AVCodecContext coder = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG));
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            coder.width(picture.width()).height(picture.height()).pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
            coder.time_base(avutil.av_make_q(1, 1)).thread_count(1);
            coder.flags(coder.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
            coder.global_quality(QUALITY * avutil.FF_QP2LAMBDA);
            converted.quality(coder.global_quality());
            check(avcodec.avcodec_open2(coder, coder.codec(), (AVDictionary) null));
            check(avcodec.avcodec_send_frame(coder, converted));
            check(avcodec.avcodec_receive_packet(coder, packet));
            byte[] file = new byte[packet.size()];
            packet.data().get(file);
            return file;
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(coder);
            avutil.av_frame_free(converted);
        }
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("the JPEG coder says " + result);
        }
    }
}
