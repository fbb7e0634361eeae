package id.pantau.vendor.dahua;

import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.onvif.http.MultipartReader;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What CGI programs answer: lines, and the line of events. For Jazzer. */
public final class DahuaFuzz {
    private static final int LONGEST = 4096;
    private static final int CHANNELS = 4;
    /** Asked for nothing. */
    private static final Cgi NOBODY = new Cgi(
            new DeviceHttp(URI.create("http://192.0.2.1"), null, DeviceHttpOptions.within(Duration.ofSeconds(1))));

    private DahuaFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        lines(CgiText.of(new String(input, StandardCharsets.UTF_8)));
        events(input);
    }

    private static void lines(CgiText told) {
        for (int index = 0; index < CHANNELS; index++) {
            if (DahuaChannel.isThere(told, index)) {
                Channel channel = DahuaChannel.of(NOBODY, told, index, "192.0.2.1", 554, true);
                require(!channel.profiles().isEmpty(), "a channel has a stream");
            }
        }
        require(DahuaPtz.presets(told).size() <= 300, "stored views have their bound");
        read(() -> DahuaEncoding.settings(told, "Encode[0].MainFormat[0]"));
        read(() -> DahuaClock.local(told).toInstant(DahuaClock.zone(told)));
        read(() -> DahuaClock.zone(told));
    }

    private static void events(byte[] input) {
        MultipartReader parts = new MultipartReader(new ByteArrayInputStream(input), LONGEST);
        try {
            for (Optional<MultipartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                DahuaEvents.event(part.get())
                        .ifPresent(event -> require(event.raw().length() <= LONGEST, "a payload has its bound"));
            }
        } catch (IOException e) {
            require(e.getMessage() != null, "a refusal says why");
        }
    }

    private interface Reading {
        Object read() throws CameraException;
    }

    private static void read(Reading reading) {
        try {
            require(reading.read() != null, "what is read is there");
        } catch (CameraException e) {
            require(e.getMessage() != null, "a refusal says why");
        }
    }

    private static void require(boolean holds, String promise) {
        if (!holds) {
            throw new IllegalStateException(promise);
        }
    }
}
