package id.pantau.vendor.axis;

import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pan, tilt and zoom of one view.
 *
 * @see <a href="https://developer.axis.com/vapix/network-video/pantiltzoom-api">VAPIX, PTZ API</a>
 */
final class AxisPtz implements Facet.Ptz {
    private static final int FULL = 100;
    private static final int MOST = 300;
    private static final Pattern PRESET = Pattern.compile("presetposno(\\d{1,4})=(.*)");

    private final Vapix vapix;
    private final int camera;
    private final boolean turns;
    private final boolean zooms;

    AxisPtz(Vapix vapix, int camera, boolean turns, boolean zooms) {
        this.vapix = vapix;
        this.camera = camera;
        this.turns = turns;
        this.zooms = zooms;
    }

    /** What the view cannot do is left out. */
    @Override
    public void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException {
        List<String> moves = new ArrayList<>();
        if (turns) {
            moves.add("continuouspantiltmove=" + speed(pan) + "," + speed(tilt));
        }
        if (zooms) {
            moves.add("continuouszoommove=" + speed(zoom));
        }
        vapix.ptz(camera, String.join("&", moves));
    }

    private static long speed(double part) {
        return Math.round(Math.max(-1, Math.min(1, part)) * FULL);
    }

    @Override
    public void stop() throws CameraException, InterruptedException {
        move(0, 0, 0);
    }

    @Override
    public List<Preset> presets() throws CameraException, InterruptedException {
        return presets(vapix.ptz(camera, "query=presetposcam"));
    }

    /** Each number once; a view without a name is one too. */
    static List<Preset> presets(String told) {
        List<Preset> presets = new ArrayList<>();
        told.lines()
                .map(String::strip)
                .map(PRESET::matcher)
                .filter(Matcher::matches)
                .forEach(line -> {
                    Preset preset = new Preset(line.group(1), line.group(2));
                    if (presets.size() < MOST
                            && presets.stream().noneMatch(known -> known.token().equals(preset.token()))) {
                        presets.add(preset);
                    }
                });
        return presets;
    }

    @Override
    public void goTo(String preset) throws CameraException, InterruptedException {
        if (!preset.matches("\\d{1,4}")) {
            throw new CameraException(Kind.UNSUPPORTED, "no stored view " + preset);
        }
        vapix.ptz(camera, "gotoserverpresetno=" + preset);
    }
}
