package id.pantau.vendor.axis;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.model.StreamProfile;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.HttpDevice;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What VAPIX answers: parameters, stored views, JSON. For Jazzer. */
public final class AxisFuzz {
    /** Asked for nothing. */
    private static final Vapix NOBODY = new Vapix(new HttpDevice(
            new DeviceHttp(URI.create("http://192.0.2.1"), null, DeviceHttpOptions.within(Duration.ofSeconds(1)))));

    private AxisFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        parameters(Parameters.of(text));
        Set<String> tokens = new HashSet<>();
        for (Facet.Ptz.Preset preset : AxisPtz.presets(text)) {
            require(tokens.add(preset.token()), "a stored view is named once");
        }
        json(input);
    }

    private static void parameters(Parameters told) {
        AxisDriver.identity(told);
        read(() -> {
            for (Channel channel : AxisChannel.all(NOBODY, told, "192.0.2.1")) {
                List<StreamProfile> profiles = channel.profiles();
                require(!profiles.isEmpty(), "a channel has a stream");
                profiles.forEach(profile -> coding(told, profile, profiles));
            }
            return told;
        });
    }

    private static void coding(Parameters told, StreamProfile profile, List<StreamProfile> profiles) {
        AxisEncoding encoding = new AxisEncoding(NOBODY, "Image.I0", 0, profiles);
        read(() -> {
            Facet.Encoding.Settings settings = encoding.settings(profile, told);
            require(settings.frameRate() > 0 && settings.gop() >= 1 && settings.bitrate() >= 0, "possible numbers");
            return settings;
        });
    }

    private static void json(byte[] input) {
        JsonNode told;
        try {
            told = DeviceJson.object(input);
        } catch (IOException e) {
            require(e.getMessage() != null, "a refusal says why");
            return;
        }
        AxisDriver.hasProperties(told);
        read(() -> AxisClock.moment(Vapix.data(told)));
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
