package id.pantau.vendor.onvif;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.onvif.DeviceInformation;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.OnvifOptions;
import id.pantau.onvif.http.CertificatePins;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.spi.vendor.CameraDriver;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.ProbeResult;
import id.pantau.spi.vendor.Vendor;
import id.pantau.vendor.dialect.onvif.Failures;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Drives any device with an ONVIF device service: a camera, or a recorder with many. */
@Component(configurationPid = "id.pantau.vendor.onvif", property = "service.ranking:Integer=100")
@Vendor("onvif")
@Designate(ocd = OnvifConfiguration.class)
public final class OnvifDriver implements CameraDriver {
    private static final Facet.Discovery DISCOVERY = new OnvifDiscovery();

    private final Duration timeout;
    private final CertificatePins pins;

    @Activate
    public OnvifDriver(OnvifConfiguration configuration) {
        timeout = Duration.ofSeconds(configuration.timeoutSeconds());
        pins = CertificatePins.parse(List.of(configuration.certificatePins()));
    }

    @Override
    public ProbeResult probe(Endpoint endpoint) throws InterruptedException {
        Optional<URI> address = DeviceAddress.of(endpoint);
        if (address.isEmpty()) {
            return ProbeResult.NotMine.byAddress("not the address of an ONVIF device service");
        }
        OnvifDevice device;
        try {
            device = OnvifDevice.connect(address.get(), null, options(address.get()));
        } catch (OnvifException e) {
            return e.kind() == OnvifException.Kind.UNREACHABLE
                    ? new ProbeResult.Unreachable(String.valueOf(e.getMessage()))
                    : new ProbeResult.NotMine(String.valueOf(e.getMessage()));
        }
        try {
            return new ProbeResult.Recognised(info(device.management().information()));
        } catch (OnvifException e) {
            // it told its clock, as only ONVIF devices do; what else it wants shows when it is opened
            return e.kind() == OnvifException.Kind.UNAUTHORIZED || e.kind() == OnvifException.Kind.FORBIDDEN
                    ? new ProbeResult.NeedsLogin("")
                    : new ProbeResult.Recognised(DeviceInfo.UNKNOWN);
        }
    }

    @Override
    public CameraSession open(Endpoint endpoint, Credentials credentials) throws CameraException, InterruptedException {
        URI address = DeviceAddress.of(endpoint)
                .orElseThrow(() -> new CameraException(
                        CameraException.Kind.UNSUPPORTED, "not the address of an ONVIF device service"));
        DeviceLogin login = credentials.isNone() ? null : new DeviceLogin(credentials.user(), credentials.password());
        return Failures.ALONE.told(() -> {
            OnvifDevice device = OnvifDevice.connect(address, login, options(address));
            DeviceInfo info = info(device.management().information());
            return new OnvifSession(device, info);
        });
    }

    private OnvifOptions options(URI address) {
        return new OnvifOptions(timeout, pins.of(address));
    }

    private static DeviceInfo info(DeviceInformation told) {
        return new DeviceInfo(told.manufacturer(), told.model(), told.serialNumber());
    }

    @Override
    public <F extends Facet> Optional<F> facet(Class<F> type) {
        return type.isInstance(DISCOVERY) ? Optional.of(type.cast(DISCOVERY)) : Optional.empty();
    }
}
