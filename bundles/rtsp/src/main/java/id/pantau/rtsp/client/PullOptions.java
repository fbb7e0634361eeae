package id.pantau.rtsp.client;

import java.util.Objects;
import java.util.Optional;

/**
 * How one stream is pulled.
 *
 * @param transport how its packets come; control stays on TCP
 * @param audio whether an AAC track is pulled as well; off means that it is not even set up. TCP only
 * @param snapshotsPerSecond how many pictures of a JPEG track are delivered where there is neither H.264 nor H.265; 0 for no
 *     such track at all, at most 25
 * @param pin the certificate that an {@code rtsps} server must show; empty for one that this Java trusts and that names the
 *     host
 */
public record PullOptions(Transport transport, boolean audio, int snapshotsPerSecond, Optional<CertificatePin> pin) {
    private static final int FASTEST = 25;

    /** What carries the packets of media. */
    public enum Transport {
        /** Interleaved with the control connection: nothing is lost between two that both work. */
        TCP,
        /** Datagrams, put into order; falls back to TCP where the server has no datagrams. */
        UDP
    }

    public PullOptions {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(pin, "pin");
        if (snapshotsPerSecond < 0 || snapshotsPerSecond > FASTEST) {
            throw new IllegalArgumentException(
                    "snapshotsPerSecond must be 0 to " + FASTEST + ", not " + snapshotsPerSecond);
        }
    }

    /** TCP, no audio, no JPEG, certificates as Java trusts them. */
    public static PullOptions defaults() {
        return new PullOptions(Transport.TCP, false, 0, Optional.empty());
    }

    public PullOptions withTransport(Transport other) {
        return new PullOptions(other, audio, snapshotsPerSecond, pin);
    }

    public PullOptions withAudio() {
        return new PullOptions(transport, true, snapshotsPerSecond, pin);
    }

    public PullOptions withSnapshots(int perSecond) {
        return new PullOptions(transport, audio, perSecond, pin);
    }

    public PullOptions withPin(CertificatePin certificate) {
        return new PullOptions(transport, audio, snapshotsPerSecond, Optional.of(certificate));
    }
}
