package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.spi.vendor.CameraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What LAPI answers, and the tokens of ONVIF's that are compared with it. For Jazzer. */
public final class UniviewFuzz {
    private UniviewFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        require(OnvifSources.number(new String(input, StandardCharsets.UTF_8)) != null, "a token may have a number");
        JsonNode data;
        try {
            data = Lapi.data(Lapi.envelope(input));
        } catch (IOException | CameraException e) {
            require(e.getMessage() != null && e.getMessage().lines().count() <= 1, "a refusal says why, on a line");
            return;
        }
        UniviewDriver.identity(data);
        Set<String> ids = new HashSet<>();
        for (ChannelInfo channel : ChannelInfo.all(data)) {
            require(channel.number() > 0 && ids.add(channel.id()), "a channel is named once");
        }
        Set<Integer> streams = new HashSet<>();
        for (StreamInfo stream : StreamInfo.all(data)) {
            require(streams.add(stream.id()), "a stream is named once");
            read(() -> UniviewEncoding.settings(UniviewEncoding.coding(data, stream.id())));
        }
        read(() -> UniviewClock.moment(data));
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
