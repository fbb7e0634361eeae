package id.pantau.vendor.dialect.onvif;

import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.PtzService;
import id.pantau.onvif.PtzVector;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.Facet;
import java.util.List;

/** Moves a channel by one of its profiles. */
public record OnvifPtz(PtzService ptz, MediaProfile profile, Failures failures) implements Facet.Ptz {
    private static final int MAX_PRESETS = 300;

    @Override
    public void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException {
        PtzVector speed = new PtzVector(bounded(pan), bounded(tilt), bounded(zoom));
        failures.done(() -> ptz.move(profile, speed));
    }

    private static double bounded(double speed) {
        return Math.max(-1, Math.min(1, speed));
    }

    @Override
    public void stop() throws CameraException, InterruptedException {
        failures.done(() -> ptz.stop(profile));
    }

    @Override
    public List<Preset> presets() throws CameraException, InterruptedException {
        return failures.told(() -> ptz.presets(profile)).stream()
                .limit(MAX_PRESETS)
                .map(preset -> new Preset(preset.token(), preset.name()))
                .toList();
    }

    @Override
    public void goTo(String preset) throws CameraException, InterruptedException {
        failures.done(() -> ptz.goTo(profile, preset));
    }
}
