package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.rtsp.client.CertificatePins;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.PullOptions;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.rtsp.client.RtspPull;
import java.net.URI;

/** Pulls over RTSP. */
final class ClientPulls implements Pulls {
    private final RtspClient client;
    private final PullOptions options;
    private final CertificatePins pins;

    ClientPulls(RtspClientOptions client) {
        this(client, PullOptions.defaults(), CertificatePins.none());
    }

    ClientPulls(RtspClientOptions client, PullOptions options, CertificatePins pins) {
        this.client = new RtspClient(client);
        this.options = options;
        this.pins = pins;
    }

    @Override
    public RtspPull open(URI uri, Credentials credentials, boolean audio, PullListener listener) {
        RtspLogin login = credentials.isNone() ? null : new RtspLogin(credentials.user(), credentials.password());
        PullOptions own = pins.of(uri).map(options::withPin).orElse(options);
        return client.open(uri, login, audio ? own.withAudio() : own, listener);
    }

    @Override
    public void close() {
        client.close();
    }
}
