package id.pantau.web;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration in force. A change of it restarts nothing. */
@Component(service = Settings.class, configurationPid = "id.pantau.web")
@Designate(ocd = WebConfiguration.class)
public final class Settings {
    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    private volatile Values values;

    @Activate
    public Settings(WebConfiguration configuration) {
        values = Values.of(configuration);
    }

    @Modified
    void modified(WebConfiguration configuration) {
        values = Values.of(configuration);
    }

    Values now() {
        return values;
    }

    /** One consistent set of values. */
    record Values(
            boolean tlsProxy,
            Tiles tiles,
            String tilesAttribution,
            String cityName,
            String contact,
            String publicUrl,
            String metricsKey,
            int mostWaiting,
            int partnerRequestsPerMinute) {

        static Values of(WebConfiguration configuration) {
            Tiles tiles = Tiles.parse(configuration.tiles().strip()).orElse(Tiles.NONE);
            if (tiles.equals(Tiles.NONE) && !configuration.tiles().isBlank()) {
                // only without the guard that refuses such a value before it comes here
                log.error("id.pantau.web: tiles is no tile template; showing the plain map");
            }
            return new Values(
                    configuration.tlsProxy(),
                    tiles,
                    configuration.tilesAttribution().strip(),
                    configuration.cityName().strip(),
                    configuration.contact().strip(),
                    configuration.publicUrl().strip().replaceFirst("/+$", ""),
                    configuration.metricsKey().strip(),
                    configuration.mostWaiting(),
                    configuration.partnerRequestsPerMinute());
        }
    }
}
