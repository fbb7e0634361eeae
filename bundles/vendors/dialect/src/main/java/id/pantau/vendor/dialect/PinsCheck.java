package id.pantau.vendor.dialect;

import id.pantau.onvif.http.CertificatePins;
import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** Refuses certificate pins that cannot be used. */
public abstract class PinsCheck implements ConfigurationCheck {
    private final String pid;

    protected PinsCheck(String pid) {
        this.pid = pid;
    }

    @Override
    public final String pid() {
        return pid;
    }

    @Override
    public final Optional<String> problem(Map<String, Object> values) {
        return CertificatePins.problem(values.get("certificatePins")).map(problem -> "certificatePins: " + problem);
    }
}
