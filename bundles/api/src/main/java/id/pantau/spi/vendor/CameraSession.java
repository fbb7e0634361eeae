package id.pantau.spi.vendor;

import id.pantau.model.DeviceInfo;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** One device, logged in. A recorder is one device with many channels. */
@ConsumerType
public interface CameraSession extends HasFacets, AutoCloseable {

    DeviceInfo device();

    /** At least one, in the device's own order; ids are unique. */
    List<Channel> channels();

    /** Logs out. Closing twice is harmless; never throws. */
    @Override
    void close();
}
