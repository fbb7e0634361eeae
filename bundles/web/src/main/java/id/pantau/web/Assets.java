package id.pantau.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages' scripts, styles and pictures, read from the bundle once. */
@Component(service = Assets.class)
public final class Assets {
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final String STYLE = "text/css;charset=utf-8";

    /** Everything that is served, and nothing else: name, where it is in the bundle, type. */
    private static final String[][] FILES = {
        {"app.css", "app.css", STYLE},
        {"city.js", "city.js", SCRIPT},
        {"language.js", "language.js", SCRIPT},
        {"status.js", "status.js", SCRIPT},
        {"views.js", "views.js", SCRIPT},
        {"dom.js", "dom.js", SCRIPT},
        {"player.js", "player.js", SCRIPT},
        {"stills.js", "stills.js", SCRIPT},
        {"screen.js", "screen.js", SCRIPT},
        {"coast.js", "coast.js", SCRIPT},
        {"map.js", "map.js", SCRIPT},
        {"approvals.js", "approvals.js", SCRIPT},
        {"waiting-map.js", "waiting-map.js", SCRIPT},
        {"portal.js", "portal.js", SCRIPT},
        {"camera.js", "camera.js", SCRIPT},
        {"embed.js", "embed.js", SCRIPT},
        {"operator.js", "operator.js", SCRIPT},
        {"partner.js", "partner.js", SCRIPT},
        {"partner-words.js", "partner-words.js", SCRIPT},
        {"sign.css", "sign.css", STYLE},
        {"sign.js", "sign.js", SCRIPT},
        {"staff-api.js", "staff-api.js", SCRIPT},
        {"page.js", "page.js", SCRIPT},
        {"icon.svg", "icon.svg", "image/svg+xml"},
        {"leaflet.js", "vendor/leaflet/leaflet.js", SCRIPT},
        {"leaflet.css", "vendor/leaflet/leaflet.css", STYLE},
        {"leaflet-LICENSE", "vendor/leaflet/LICENSE", "text/plain;charset=utf-8"},
        {"hls.js", "vendor/hls/hls.light.min.js", SCRIPT},
        {"hls-LICENSE", "vendor/hls/LICENSE", "text/plain;charset=utf-8"},
    };

    private final Map<String, Representation> files = new LinkedHashMap<>();
    private final String version;

    @Activate
    public Assets() {
        StringBuilder hashes = new StringBuilder();
        for (String[] file : FILES) {
            Representation representation = new Representation(file[2], read(file[1]));
            files.put(file[0], representation);
            hashes.append(representation.hash());
        }
        version = new Representation("", hashes.toString().getBytes(StandardCharsets.UTF_8)).hash();
    }

    Optional<Representation> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** A name for all the files as they are: another one when any of them changed. */
    String version() {
        return version;
    }

    /** A file of the bundle below {@code web/}. */
    static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks web/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
