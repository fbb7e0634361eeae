package id.pantau.live;

import id.pantau.model.Credentials;
import id.pantau.rtsp.client.PullListener;
import id.pantau.rtsp.client.RtspClient;
import id.pantau.rtsp.client.RtspClientOptions;
import id.pantau.rtsp.client.RtspLogin;
import id.pantau.rtsp.client.RtspPull;
import java.net.URI;

/** Pulls over RTSP. */
final class ClientPulls implements Pulls {
    private final RtspClient client;

    ClientPulls(RtspClientOptions options) {
        client = new RtspClient(options);
    }

    @Override
    public RtspPull open(URI uri, Credentials credentials, PullListener listener) {
        RtspLogin login = credentials.isNone() ? null : new RtspLogin(credentials.user(), credentials.password());
        return client.open(uri, login, listener);
    }

    @Override
    public void close() {
        client.close();
    }
}
