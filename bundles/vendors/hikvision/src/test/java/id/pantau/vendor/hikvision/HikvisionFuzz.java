package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.DeviceAnswer;
import id.pantau.onvif.http.DeviceHttp;
import id.pantau.onvif.http.DeviceHttpOptions;
import id.pantau.onvif.http.MultipartReader;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlReader;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What ISAPI answers: documents, and the line of events. For Jazzer. */
public final class HikvisionFuzz {
    private static final int LONGEST = 4096;
    /** Asked for nothing. */
    private static final Isapi NOBODY = new Isapi(
            new DeviceHttp(URI.create("http://192.0.2.1"), null, DeviceHttpOptions.within(Duration.ofSeconds(1))));

    private HikvisionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Isapi.status(new DeviceAnswer(403, List.of(), input));
        document(input);
        events(input);
    }

    private static void document(byte[] input) {
        XmlElement told;
        try {
            told = XmlReader.read(input);
        } catch (IOException e) {
            require(e.getMessage() != null, "a refusal says why");
            return;
        }
        HikvisionSession.streams(told).forEach((number, streams) -> {
            Channel channel = HikvisionChannel.of(NOBODY, "192.0.2.1", number, streams, false);
            require(!channel.profiles().isEmpty(), "a channel has a stream");
        });
        read(() -> HikvisionDriver.identity(told));
        read(() -> HikvisionClock.moment(told).toInstant());
        read(() -> HikvisionEncoding.settings(told));
    }

    private static void events(byte[] input) {
        MultipartReader parts = new MultipartReader(new ByteArrayInputStream(input), LONGEST);
        try {
            for (Optional<MultipartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
                HikvisionEvents.event(part.get())
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
