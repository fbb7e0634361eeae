package id.pantau.vendor.rtsp;

import id.pantau.model.Endpoint;
import id.pantau.rtsp.client.CertificatePins;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.PullOptions;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.rtsp.media.AccessUnit;
import id.pantau.rtsp.media.JpegPicture;
import id.pantau.rtsp.media.VideoFormat;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether a camera sends single pictures over HTTP ({@code multipart/x-mixed-replace}), by taking one. */
final class PictureProbe {
    /** What such addresses have in common; other HTTP addresses are other drivers'. */
    private static final Pattern NAME = Pattern.compile("(?i)mjpe?g");

    private final Duration timeout;
    private final CertificatePins pins;

    PictureProbe(Duration timeout, CertificatePins pins) {
        this.timeout = timeout;
        this.pins = pins;
    }

    /** The address of an endpoint that names such pictures. */
    static Optional<URI> address(Endpoint endpoint) {
        boolean http = endpoint.scheme().equals("http") || endpoint.scheme().equals("https");
        String where = endpoint.uri().getRawPath() + "?" + endpoint.uri().getRawQuery();
        return http && NAME.matcher(where).find() ? Optional.of(endpoint.uri()) : Optional.empty();
    }

    /** @return empty when a picture came, else why not; at most one attempt to log in */
    Optional<RtspFailure> look(URI address, @Nullable RtspLogin login) throws InterruptedException {
        CompletableFuture<Optional<RtspFailure>> outcome = new CompletableFuture<>();
        PullOptions once = PullOptions.defaults().withSnapshots(1);
        PullOptions how = pins.of(address).map(once::withPin).orElse(once);
        RtspClientOptions patience = new RtspClientOptions(1, timeout, timeout, timeout, "Pantau");
        try (RtspClient client = new RtspClient(patience)) {
            client.open(address, login, how, new Listener(outcome));
            return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(new RtspFailure(RtspFailure.Kind.UNREACHABLE, "no picture came in time"));
        }
    }

    private record Listener(CompletableFuture<Optional<RtspFailure>> outcome) implements PullListener {
        @Override
        public void snapshot(JpegPicture picture) {
            outcome.complete(Optional.empty());
        }

        @Override
        public void closed(RtspFailure failure) {
            outcome.complete(Optional.of(failure));
        }

        @Override
        public void playing(VideoFormat format) {
            // HTTP brings pictures alone
        }

        @Override
        public void accessUnit(AccessUnit unit) {
            // HTTP brings pictures alone
        }
    }
}
