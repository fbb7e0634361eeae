package id.pantau.vendor.onvif;

import id.pantau.model.StreamProfile;
import id.pantau.onvif.EncoderOptions;
import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.VideoEncoder;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.onvif.Failures;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a channel's streams are coded. */
record OnvifEncoding(MediaService media, Map<StreamProfile, MediaProfile> streams) implements Facet.Encoding {

    @Override
    public Settings read(StreamProfile profile) throws CameraException, InterruptedException {
        VideoEncoder encoder = Failures.ALONE.told(() -> encoder(profile(profile)));
        return new Settings(
                Codecs.of(encoder.encoding()),
                encoder.width(),
                encoder.height(),
                encoder.frameRate(),
                encoder.bitrate(),
                encoder.gop());
    }

    /** The device's own options are asked first, so that a refusal says what would be allowed. */
    @Override
    public void write(StreamProfile profile, Settings settings) throws CameraException, InterruptedException {
        MediaProfile known = profile(profile);
        String encoding = Codecs.name(settings.codec())
                .orElseThrow(() -> new CameraException(Kind.UNSUPPORTED, "no coding to set"));
        Failures.ALONE.done(() -> {
            VideoEncoder now = encoder(known);
            VideoEncoder wanted = now.with(
                    encoding,
                    settings.width(),
                    settings.height(),
                    settings.frameRate(),
                    settings.bitrate(),
                    settings.gop());
            if (wanted.equals(now)) {
                return;
            }
            check(now, wanted, media.encoderOptions(now.token(), known.token()));
            media.setEncoder(wanted);
        });
    }

    private static void check(VideoEncoder now, VideoEncoder wanted, List<EncoderOptions> options)
            throws CameraException {
        Optional<EncoderOptions> allowed = options.stream()
                .filter(option -> option.encoding().equals(wanted.encoding()))
                .findFirst();
        if (allowed.isEmpty() && !options.isEmpty()) {
            throw new CameraException(Kind.UNSUPPORTED, "the device does not code " + wanted.encoding() + " there");
        }
        Optional<String> objection = allowed.flatMap(option -> option.objection(wanted))
                .or(() -> untold("bitrate", now.bitrate(), wanted.bitrate()))
                .or(() -> untold("picture rate", now.frameRate(), wanted.frameRate()))
                .or(() -> untold("distance of key pictures", now.gop(), wanted.gop()));
        if (objection.isPresent()) {
            throw new CameraException(Kind.UNSUPPORTED, objection.get());
        }
    }

    /** What a device does not tell has no place where it could be set. */
    private static Optional<String> untold(String what, double now, double wanted) {
        return now == 0 && wanted != 0
                ? Optional.of("the device does not let its " + what + " be set")
                : Optional.empty();
    }

    private VideoEncoder encoder(MediaProfile profile) throws OnvifException, InterruptedException {
        return media.encoder(profile.encoder().map(VideoEncoder::token).orElse(""));
    }

    private MediaProfile profile(StreamProfile profile) throws CameraException {
        MediaProfile known = streams.get(profile);
        if (known == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        return known;
    }
}
