package id.pantau.onboarding;

import id.pantau.model.Credentials;
import id.pantau.model.DeviceInfo;
import id.pantau.model.Endpoint;
import id.pantau.service.Drivers;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.ProbeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** One driver, and devices that answer as their host names say. */
final class ScriptedDrivers implements Drivers {
    static final Credentials RIGHT = new Credentials("admin", "benar-123");
    private static final DeviceInfo DEVICE = new DeviceInfo("Acme", "One", "");

    final List<Endpoint> probed = new CopyOnWriteArrayList<>();
    final List<Endpoint> loggedIn = new CopyOnWriteArrayList<>();
    final List<Endpoint> announced = new CopyOnWriteArrayList<>();
    final Map<String, ProbeResult> answers = new ConcurrentHashMap<>();
    final Map<String, DeviceInfo> devices = new ConcurrentHashMap<>();
    /** What else a driver does to find out who is there. */
    volatile Consumer<Endpoint> dial = endpoint -> {};

    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public List<DriverInfo> all() {
        return List.of(new DriverInfo("rtsp", "id.pantau.vendor.rtsp 1", 0));
    }

    @Override
    public void retry(String vendor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProbeReport probe(Endpoint endpoint) throws InterruptedException {
        probed.add(endpoint);
        gate.await();
        dial.accept(endpoint);
        Map<String, ProbeResult> report = new LinkedHashMap<>();
        report.put("rtsp", answers.getOrDefault(endpoint.host(), new ProbeResult.NeedsLogin("cam")));
        return new ProbeReport(report);
    }

    @Override
    public LoginReport login(String vendor, Endpoint endpoint, Credentials credentials) throws CameraException {
        loggedIn.add(endpoint);
        if (answers.get(endpoint.host()) instanceof ProbeResult.Recognised || RIGHT.equals(credentials)) {
            return new LoginReport(devices.getOrDefault(endpoint.host(), DEVICE), List.of("1"));
        }
        throw new CameraException(Kind.UNAUTHORIZED, "refused");
    }

    @Override
    public DeviceReport inspect(String vendor, Endpoint endpoint, Credentials credentials) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Check> verify(String vendor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Check> verify(String vendor, Endpoint device, Credentials credentials) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void discover(Duration patience, Consumer<Endpoint> found) {
        announced.forEach(found);
    }

    void unprotected(String host) {
        answers.put(host, new ProbeResult.Recognised(DeviceInfo.UNKNOWN));
    }
}
