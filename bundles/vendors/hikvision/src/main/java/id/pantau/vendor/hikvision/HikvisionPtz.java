package id.pantau.vendor.hikvision;

import id.pantau.onvif.xml.XmlElement;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.ArrayList;
import java.util.List;

/** Pan, tilt and zoom of one channel. */
final class HikvisionPtz implements Facet.Ptz {
    private static final int FULL = 100;
    private static final int MOST = 300;

    private final Isapi isapi;
    private final String path;

    HikvisionPtz(Isapi isapi, int channel) {
        this.isapi = isapi;
        this.path = "/ISAPI/PTZCtrl/channels/" + channel;
    }

    @Override
    public void move(double pan, double tilt, double zoom) throws CameraException, InterruptedException {
        isapi.write(
                path + "/continuous",
                "<PTZData><pan>" + speed(pan) + "</pan><tilt>" + speed(tilt) + "</tilt><zoom>" + speed(zoom)
                        + "</zoom></PTZData>");
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
        List<Preset> presets = new ArrayList<>();
        for (XmlElement preset : isapi.read(path + "/presets").children("PTZPreset")) {
            if (preset.text("enabled").equals("true") && presets.size() < MOST) {
                presets.add(new Preset(preset.text("id"), preset.text("presetName")));
            }
        }
        return presets;
    }

    @Override
    public void goTo(String preset) throws CameraException, InterruptedException {
        if (!preset.matches("\\d{1,4}")) {
            throw new CameraException(Kind.UNSUPPORTED, "no stored view " + preset);
        }
        isapi.write(path + "/presets/" + preset + "/goto", "");
    }
}
