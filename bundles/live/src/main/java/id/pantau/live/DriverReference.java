package id.pantau.live;

import id.pantau.spi.vendor.CameraDriver;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A driver that is an OSGi service, got at the first call. */
final class DriverReference implements DriverPort.Service {
    private final BundleContext context;
    private final ServiceReference<CameraDriver> reference;
    private final AtomicReference<@Nullable CameraDriver> held = new AtomicReference<>();

    DriverReference(BundleContext context, ServiceReference<CameraDriver> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public CameraDriver get() {
        CameraDriver driver = held.get();
        if (driver != null) {
            return driver;
        }
        CameraDriver got = context.getService(reference);
        if (got == null) {
            throw new DriverFault("the driver's bundle gives no driver");
        }
        if (!held.compareAndSet(null, got)) {
            context.ungetService(reference); // another thread got it too; the framework counts
        }
        return got;
    }

    @Override
    public void release() {
        if (held.getAndSet(null) != null) {
            context.ungetService(reference);
        }
    }
}
