package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.util.Map;

/** How a channel's streams are coded. All of them are written at once, so that what is not known goes back unchanged. */
final class UniviewEncoding implements Facet.Encoding {
    /** Below a channel. */
    static final String STREAMS = "/Media/Video/Streams/DetailInfos";

    private static final Map<Codec, Integer> FORMATS = Map.of(Codec.MJPEG, 0, Codec.H264, 1, Codec.H265, 2);

    private final Lapi lapi;
    private final String path;
    private final Map<StreamProfile, Integer> ids;

    /** @param ids of streams, by their profiles */
    UniviewEncoding(Lapi lapi, ChannelInfo channel, Map<StreamProfile, Integer> ids) {
        this.lapi = lapi;
        this.path = channel.path() + STREAMS;
        this.ids = Map.copyOf(ids);
    }

    @Override
    public Settings read(StreamProfile profile) throws CameraException, InterruptedException {
        return settings(coding(lapi.read(path), id(profile)));
    }

    @Override
    public void write(StreamProfile profile, Settings wanted) throws CameraException, InterruptedException {
        Integer format = FORMATS.get(wanted.codec());
        if (format == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no codec " + wanted.codec());
        }
        JsonNode streams = lapi.read(path);
        ObjectNode coding = coding(streams, id(profile));
        if (settings(coding).equals(wanted)) {
            return;
        }
        coding.put("EncodeFormat", format)
                .put("BitRate", wanted.bitrate())
                .put("FrameRate", Math.round(wanted.frameRate()))
                .put("IFrameInterval", wanted.gop());
        coding.putObject("Resolution").put("Width", wanted.width()).put("Height", wanted.height());
        lapi.write(path, streams);
    }

    /** The part of a stream's data that can be changed. */
    static ObjectNode coding(JsonNode streams, int id) throws CameraException {
        for (JsonNode info : streams.path("VideoStreamInfos")) {
            if (DeviceJson.number(info.get("ID")).orElse(-1) == id
                    && info.get("VideoEncodeInfo") instanceof ObjectNode coding) {
                return coding;
            }
        }
        throw new CameraException(Kind.PROTOCOL, "the device tells no coding of stream " + id);
    }

    static Settings settings(JsonNode coding) throws CameraException {
        return new Settings(
                StreamInfo.codec(coding),
                number(coding.path("Resolution"), "Width"),
                number(coding.path("Resolution"), "Height"),
                number(coding, "FrameRate"),
                number(coding, "BitRate"),
                number(coding, "IFrameInterval"));
    }

    private static int number(JsonNode coding, String name) throws CameraException {
        return DeviceJson.number(coding.get(name))
                .orElseThrow(() -> new CameraException(Kind.PROTOCOL, "a stream's " + name + " is no number"));
    }

    private int id(StreamProfile profile) throws CameraException {
        Integer id = ids.get(profile);
        if (id == null) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name());
        }
        return id;
    }
}
