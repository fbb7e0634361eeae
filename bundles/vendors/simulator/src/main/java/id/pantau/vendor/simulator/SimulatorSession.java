package id.pantau.vendor.simulator;

import id.pantau.model.DeviceInfo;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.List;

/** One simulated camera, which always has two streams. It holds no connection. */
record SimulatorSession(DeviceInfo device, URI main, URI sub) implements CameraSession, Channel {
    private static final StreamProfile MAIN =
            new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 1280, 720);
    private static final StreamProfile SUB =
            new StreamProfile("sub", StreamProfile.Kind.SUB, StreamProfile.Codec.H264, 640, 360);

    @Override
    public List<Channel> channels() {
        return List.of(this);
    }

    @Override
    public String id() {
        return "1";
    }

    @Override
    public List<StreamProfile> profiles() {
        return List.of(MAIN, SUB);
    }

    @Override
    public MediaSource source(StreamProfile profile) throws CameraException {
        if (profile.equals(MAIN)) {
            return new MediaSource.Pull(main);
        }
        if (profile.equals(SUB)) {
            return new MediaSource.Pull(sub);
        }
        throw new CameraException(CameraException.Kind.UNSUPPORTED, "no stream " + profile.name());
    }

    @Override
    public void close() {}
}
