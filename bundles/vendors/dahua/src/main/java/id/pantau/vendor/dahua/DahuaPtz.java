package id.pantau.vendor.dahua;

import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.ArrayList;
import java.util.List;

/** Pan, tilt and zoom of one channel. */
final class DahuaPtz implements Facet.Ptz {
    private static final int FASTEST_TURN = 8;
    private static final int FASTEST_ZOOM = 100;
    /** After which a camera stops by itself that nobody tells to. */
    private static final int SECONDS = 60;

    private static final int MOST = 300;

    private final Cgi cgi;
    private final int channel;

    DahuaPtz(Cgi cgi, int channel) {
        this.cgi = cgi;
        this.channel = channel;
    }

    @Override
    public void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException {
        cgi.tell("ptz.cgi?action=start&channel=" + channel + "&code=Continuously&arg1=" + speed(pan, FASTEST_TURN)
                + "&arg2=" + speed(tilt, FASTEST_TURN) + "&arg3=" + speed(zoom, FASTEST_ZOOM) + "&arg4=" + SECONDS);
    }

    private static long speed(double part, int fastest) {
        return Math.round(Math.max(-1, Math.min(1, part)) * fastest);
    }

    @Override
    public void stop() throws CameraException, InterruptedException {
        cgi.tell("ptz.cgi?action=stop&channel=" + channel + "&code=Continuously&arg1=0&arg2=0&arg3=0&arg4=0");
    }

    @Override
    public List<Preset> presets() throws CameraException, InterruptedException {
        return presets(cgi.read("ptz.cgi?action=getPresets&channel=" + channel));
    }

    static List<Preset> presets(CgiText told) {
        List<Preset> presets = new ArrayList<>();
        for (int i = 0; i < MOST && told.has("presets[" + i + "].Index"); i++) {
            presets.add(new Preset(told.value("presets[" + i + "].Index"), told.value("presets[" + i + "].Name")));
        }
        return presets;
    }

    @Override
    public void goTo(String preset) throws CameraException, InterruptedException {
        if (!preset.matches("\\d{1,4}")) {
            throw new CameraException(Kind.UNSUPPORTED, "no stored view " + preset);
        }
        cgi.tell("ptz.cgi?action=start&channel=" + channel + "&code=GotoPreset&arg1=0&arg2=" + preset + "&arg3=0");
    }
}
