package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.model.StreamProfile;
import id.pantau.model.StreamProfile.Codec;
import id.pantau.vendor.dialect.PulledChannel;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One stream of a channel, as {@code Media/Video/Streams/DetailInfos} tells it.
 *
 * @param id 0 for the main, 1 for the sub, 2 for the third stream
 */
record StreamInfo(int id, StreamProfile profile) {
    private static final int MOST = StreamProfile.Kind.values().length;

    /** What every device has, when it does not tell. */
    static List<StreamInfo> untold() {
        return List.of(of(0, Codec.UNKNOWN, 0, 0), of(1, Codec.UNKNOWN, 0, 0));
    }

    /** Those that are on, the main one first; one of each kind. */
    static List<StreamInfo> all(JsonNode data) {
        List<StreamInfo> streams = new ArrayList<>();
        for (JsonNode info : data.path("VideoStreamInfos")) {
            int id = DeviceJson.number(info.get("ID")).orElse(MOST);
            boolean known = streams.stream().anyMatch(stream -> stream.id == id);
            if (id < MOST && !known && info.path("Enabled").asInt(1) != 0) {
                JsonNode coding = info.path("VideoEncodeInfo");
                streams.add(of(id, codec(coding), side(coding, "Width"), side(coding, "Height")));
            }
        }
        streams.sort(Comparator.comparingInt(StreamInfo::id));
        return streams;
    }

    private static StreamInfo of(int id, Codec codec, int width, int height) {
        return new StreamInfo(id, PulledChannel.profile(StreamProfile.Kind.values()[id], codec, width, height));
    }

    static Codec codec(JsonNode coding) {
        return switch (DeviceJson.number(coding.get("EncodeFormat")).orElse(-1)) {
            case 0 -> Codec.MJPEG;
            case 1 -> Codec.H264;
            case 2 -> Codec.H265;
            default -> Codec.UNKNOWN;
        };
    }

    private static int side(JsonNode coding, String name) {
        return DeviceJson.number(coding.path("Resolution").get(name))
                .filter(pixels -> pixels <= 65_535)
                .orElse(0);
    }
}
