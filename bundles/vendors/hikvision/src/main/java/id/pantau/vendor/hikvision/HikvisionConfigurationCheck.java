package id.pantau.vendor.hikvision;

import id.pantau.onvif.http.CertificatePins;
import id.pantau.service.ConfigurationCheck;
import java.util.Map;
import java.util.Optional;

/** Refuses certificate pins that cannot be used. */
public final class HikvisionConfigurationCheck implements ConfigurationCheck {

    @Override
    public String pid() {
        return "id.pantau.vendor.hikvision";
    }

    @Override
    public Optional<String> problem(Map<String, Object> values) {
        return CertificatePins.problem(values.get("certificatePins")).map(problem -> "certificatePins: " + problem);
    }
}
