package id.pantau.itests.plugin;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.MediaSource;
import id.pantau.spi.vendor.ProbeResult;
import java.net.URI;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A vendor bundle to swap. Its version tells what it does: the device's model is the bundle's version, and from version
 * 3 on the stream is at {@code /moved} instead of the camera's own path. A camera at {@code swap://} is one that no other
 * driver knows; its stream is RTSP all the same.
 */
public final class SwapVendor implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        var properties = new Hashtable<String, Object>();
        properties.put("pantau.vendor", "swap");
        context.registerService(
                CameraDriver.class, new Driver(context.getBundle().getVersion().getMajor()), properties);
    }

    @Override
    public void stop(BundleContext context) {}

    private record Driver(int version) implements CameraDriver {
        @Override
        public ProbeResult probe(Endpoint endpoint) {
            return new ProbeResult.NotMine("only for cameras that name it");
        }

        @Override
        public CameraSession open(Endpoint endpoint, Credentials credentials) {
            return new Session(version, endpoint);
        }
    }

    private record Session(int version, Endpoint endpoint) implements CameraSession, Channel {
        @Override
        public DeviceInfo device() {
            return new DeviceInfo("swap", "v" + version, "");
        }

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
            return List.of(new StreamProfile("main", StreamProfile.Kind.MAIN, StreamProfile.Codec.H264, 0, 0));
        }

        @Override
        public MediaSource source(StreamProfile profile) {
            URI own = URI.create(endpoint.uri().toString().replaceFirst("^swap:", "rtsp:"));
            return new MediaSource.Pull(version < 3 ? own : own.resolve("/moved"));
        }

        @Override
        public void close() {}
    }
}
