package id.pantau.tck.vendor;

import id.pantau.model.Credentials;
import id.pantau.spi.vendor.Facet;
import java.io.IOException;
import java.util.Set;

/** The contract run against a loopback recorder that can be spoilt. */
abstract class AbleBench extends CameraDriverTck {
    @Override
    protected FakeCamera plugIn(Credentials login) throws IOException {
        return new AbleCamera(login);
    }

    @Override
    protected Set<Class<? extends Facet>> lacks() {
        return Set.of(Facet.Discovery.class, Facet.Ptz.class, Facet.Encoding.class);
    }
}
