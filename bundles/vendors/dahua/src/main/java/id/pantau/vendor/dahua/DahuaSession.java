package id.pantau.vendor.dahua;

import id.pantau.model.DeviceInfo;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Channel;
import id.pantau.vendor.dialect.DeviceSession;
import id.pantau.vendor.dialect.EventLine;
import java.util.ArrayList;
import java.util.List;

/** Makes a session of a device out of its configuration. */
final class DahuaSession {
    private static final int MOST_CHANNELS = 256;
    /** Of larger recorders each camera would be asked whether it moves, which takes longer than anybody waits. */
    private static final int MOST_ASKED_FOR_PTZ = 32;

    private DahuaSession() {}

    static CameraSession of(Cgi cgi, DeviceInfo device, String host) throws CameraException, InterruptedException {
        CgiText encode = cgi.read("configManager.cgi?action=getConfig&name=Encode");
        int port = cgi.readIfThere("configManager.cgi?action=getConfig&name=RTSP")
                .flatMap(told -> told.number("table.RTSP.Port"))
                .orElse(0);
        List<Channel> channels = new ArrayList<>();
        for (int index = 0; index < MOST_CHANNELS; index++) {
            if (DahuaChannel.isThere(encode, index)) {
                boolean moves = index < MOST_ASKED_FOR_PTZ && moves(cgi, index + 1);
                channels.add(DahuaChannel.of(cgi, encode, index, host, port, moves));
            }
        }
        if (channels.isEmpty()) {
            throw new CameraException(Kind.PROTOCOL, "configManager.cgi tells no channel that is on");
        }
        EventLine events = DahuaEvents.line(cgi);
        return new DeviceSession(device, channels, List.of(events, new DahuaClock(cgi)), events::close);
    }

    private static boolean moves(Cgi cgi, int channel) throws CameraException, InterruptedException {
        return cgi.readIfThere("ptz.cgi?action=getCurrentProtocolCaps&channel=" + channel)
                .map(caps -> caps.value("caps.Pan").equals("true")
                        || caps.value("caps.Zoom").equals("true"))
                .orElse(false);
    }
}
