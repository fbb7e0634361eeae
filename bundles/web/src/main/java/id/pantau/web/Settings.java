package id.pantau.web;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern TILES =
            Pattern.compile("(https?://)([a-z0-9.{}-]+(?::\\d{1,5})?)(/[^\\s\"'<>]*)", Pattern.CASE_INSENSITIVE);

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

    /**
     * One consistent set of values.
     *
     * @param tiles URL template, or empty for the offline map
     * @param tilesOrigin where the tiles come from, for the Content-Security-Policy; empty when from here
     */
    record Values(
            boolean tlsProxy,
            String tiles,
            String tilesOrigin,
            String tilesAttribution,
            String cityName,
            String contact) {

        static Values of(WebConfiguration configuration) {
            String tiles = configuration.tiles().strip();
            String origin = "";
            Matcher matcher = TILES.matcher(tiles);
            if (matcher.matches() && isTemplate(tiles)) {
                origin = matcher.group(1) + matcher.group(2).replace("{s}", "*");
            } else if (!tiles.isEmpty() && !(tiles.matches("/[^\\s\"'<>]*") && isTemplate(tiles))) {
                log.error("id.pantau.web: tiles is neither a path nor an http(s) URL with {z}, {x} and {y};"
                        + " showing the offline map");
                tiles = "";
            }
            return new Values(
                    configuration.tlsProxy(),
                    tiles,
                    origin,
                    configuration.tilesAttribution().strip(),
                    configuration.cityName().strip(),
                    configuration.contact().strip());
        }

        private static boolean isTemplate(String tiles) {
            if (!tiles.contains("{z}") || !tiles.contains("{x}") || !tiles.contains("{y}")) {
                return false;
            }
            try {
                URI.create(tiles.replaceAll("\\{(s|z|x|y|r)}", "1"));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
