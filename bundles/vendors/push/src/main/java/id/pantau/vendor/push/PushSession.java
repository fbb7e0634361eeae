package id.pantau.vendor.push;

import id.pantau.model.DeviceInfo;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import java.net.URI;
import java.util.List;

/** One stream that is sent to us. It holds no connection. */
record PushSession(DeviceInfo device, StreamProfile profile, URI uri) implements CameraSession, Channel {

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
        return List.of(profile);
    }

    @Override
    public MediaSource source(StreamProfile wanted) throws CameraException {
        if (!wanted.equals(profile)) {
            throw new CameraException(CameraException.Kind.UNSUPPORTED, "no stream " + wanted.name());
        }
        return new MediaSource.Pull(uri);
    }

    @Override
    public void close() {}
}
