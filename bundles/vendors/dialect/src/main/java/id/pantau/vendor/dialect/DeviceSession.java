package id.pantau.vendor.dialect;

import id.pantau.model.DeviceInfo;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.spi.vendor.Facet;
import java.util.List;
import java.util.Optional;

/** One device that was asked for its channels. It holds no connection but lines of events. */
public final class DeviceSession implements CameraSession {
    private final DeviceInfo device;
    private final List<Channel> channels;
    private final List<Facet> facets;
    private final Runnable closing;

    /**
     * @param facets at most one of a kind
     * @param closing ends the lines of events; may run twice
     */
    public DeviceSession(DeviceInfo device, List<? extends Channel> channels, List<Facet> facets, Runnable closing) {
        this.device = device;
        this.channels = List.copyOf(channels);
        this.facets = List.copyOf(facets);
        this.closing = closing;
    }

    @Override
    public DeviceInfo device() {
        return device;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return facets.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        closing.run();
    }

    @Override
    public String toString() {
        return "session of " + device + " " + channels;
    }
}
