package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.DeviceEvent;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A driver of {@link AbleCamera} without a bug, in which a subclass plants one. */
class AbleDriver extends SoundDriver {
    private static final int LONGEST = 64 << 10;

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        ProbeResult found = super.probe(endpoint);
        try {
            return found instanceof ProbeResult.Recognised ? recognised(endpoint) : found;
        } catch (CameraException e) {
            return new ProbeResult.NotMine(e.getMessage());
        }
    }

    private ProbeResult recognised(Endpoint endpoint) throws CameraException {
        identify(endpoint);
        return new ProbeResult.Recognised(DeviceInfo.UNKNOWN);
    }

    @Override
    CameraSession session(Endpoint endpoint, Credentials login) throws CameraException {
        identify(endpoint);
        return new Recorder(endpoint);
    }

    void identify(Endpoint endpoint) throws CameraException {
        String told = new String(read(endpoint, "/device"), StandardCharsets.UTF_8);
        if (!told.equals("able")) {
            throw new CameraException(Kind.PROTOCOL, "it is not able");
        }
    }

    byte[] read(Endpoint endpoint, String path) throws CameraException {
        try (InputStream in = open(endpoint, path).getInputStream()) {
            byte[] body = body(in);
            if (body.length > LONGEST) {
                throw new CameraException(Kind.PROTOCOL, path + ": too long an answer");
            }
            return body;
        } catch (IOException e) {
            throw new CameraException(Kind.PROTOCOL, path + ": no answer", e);
        }
    }

    byte[] body(InputStream in) throws IOException {
        return in.readNBytes(LONGEST + 1);
    }

    private static HttpURLConnection open(Endpoint endpoint, String path) throws IOException {
        String port = endpoint.uri().getPath().split("/")[1];
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(2000);
        return connection;
    }

    Instant moment(byte[] told) throws CameraException {
        try {
            return Instant.parse(new String(told, StandardCharsets.UTF_8));
        } catch (DateTimeException e) {
            throw new CameraException(Kind.PROTOCOL, "a time that cannot be read", e);
        }
    }

    URI source(Endpoint endpoint, int number) {
        return URI.create(endpoint.uri() + (number == 1 ? "" : "?channel=" + number));
    }

    List<Channel> channels(List<Channel> all) {
        return all;
    }

    DeviceEvent event(Instant toldBy) {
        return new DeviceEvent(DeviceEvent.Kind.MOTION, "1", DeviceEvent.State.BEGUN, Instant.now(), "", "motion");
    }

    void set(Endpoint endpoint, Instant now) throws CameraException {
        try {
            HttpURLConnection connection = open(endpoint, "/clock");
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(now.toString().getBytes(StandardCharsets.UTF_8));
            }
            connection.getInputStream().close();
        } catch (IOException e) {
            throw new CameraException(Kind.PROTOCOL, "the clock cannot be set", e);
        }
    }

    Facet.Snapshots snapshots(Endpoint endpoint, int number) {
        return new Facet.Snapshots() {
            @Override
            public byte[] jpeg() throws CameraException {
                byte[] picture = read(endpoint, "/picture");
                if (picture.length < 4 || (picture[0] & 0xFF) != 0xFF || (picture[1] & 0xFF) != 0xD8) {
                    throw new CameraException(Kind.PROTOCOL, "no picture");
                }
                return picture;
            }
        };
    }

    /** Both of its pictures, its clock and its line of events. */
    class Recorder implements CameraSession {
        final Endpoint endpoint;
        private final List<Channel> channels;
        private final Clock clock = new Clock();
        private final Line line = new Line();

        Recorder(Endpoint endpoint) {
            this.endpoint = endpoint;
            this.channels = AbleDriver.this.channels(List.of(new Picture(endpoint, 1), new Picture(endpoint, 2)));
        }

        @Override
        public DeviceInfo device() {
            return DeviceInfo.UNKNOWN;
        }

        @Override
        public List<Channel> channels() {
            return channels;
        }

        @Override
        public <F extends Facet> Optional<F> facet(Class<F> type) {
            return List.of(clock, line).stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst();
        }

        @Override
        public void close() {
            line.hangUp();
        }

        private final class Clock implements Facet.Clock {
            @Override
            public Instant read() throws CameraException {
                return moment(AbleDriver.this.read(endpoint, "/clock"));
            }

            @Override
            public void set(Instant now) throws CameraException {
                AbleDriver.this.set(endpoint, now);
            }
        }

        private final class Line implements Facet.Events {
            private volatile Runnable hangUp = () -> {};

            void hangUp() {
                hangUp.run();
            }

            @Override
            public Subscription subscribe(Consumer<DeviceEvent> onEvent) throws CameraException {
                try {
                    HttpURLConnection connection = open(endpoint, "/events");
                    InputStream in = connection.getInputStream();
                    CompletableFuture<Void> ended = new CompletableFuture<>();
                    hangUp = () -> {
                        ended.complete(null);
                        connection.disconnect();
                    };
                    Thread reader = new Thread(() -> listen(in, onEvent, ended), "able-events");
                    reader.setDaemon(true);
                    reader.start();
                    return subscription(ended, hangUp);
                } catch (IOException e) {
                    throw new CameraException(Kind.PROTOCOL, "no line of events", e);
                }
            }

            private void listen(InputStream in, Consumer<DeviceEvent> onEvent, CompletableFuture<Void> ended) {
                try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                    for (String told = reader.readLine(); told != null; told = reader.readLine()) {
                        if (told.startsWith("20") && !ended.isDone()) {
                            onEvent.accept(event(moment(told.getBytes(StandardCharsets.UTF_8))));
                        }
                    }
                    ended.completeExceptionally(new CameraException(Kind.UNREACHABLE, "the line ended"));
                } catch (IOException | CameraException e) {
                    ended.completeExceptionally(new CameraException(Kind.UNREACHABLE, "the line broke", e));
                }
            }
        }
    }

    private static Facet.Events.Subscription subscription(CompletableFuture<Void> ended, Runnable hangUp) {
        return new Facet.Events.Subscription() {
            @Override
            public CompletionStage<Void> ended() {
                return ended;
            }

            @Override
            public void close() {
                hangUp.run();
            }
        };
    }

    /** One of its pictures. */
    class Picture implements Channel {
        private final Endpoint endpoint;
        private final int number;
        private final Facet.Snapshots snapshots;

        Picture(Endpoint endpoint, int number) {
            this.endpoint = endpoint;
            this.number = number;
            this.snapshots = snapshots(endpoint, number);
        }

        @Override
        public String id() {
            return "" + number;
        }

        @Override
        public List<StreamProfile> profiles() {
            return List.of(Session.MAIN);
        }

        @Override
        public MediaSource source(StreamProfile profile) {
            return new MediaSource.Pull(AbleDriver.this.source(endpoint, number));
        }

        @Override
        public <F extends Facet> Optional<F> facet(Class<F> type) {
            return type.isInstance(snapshots) ? Optional.of(type.cast(snapshots)) : Optional.empty();
        }
    }
}
