package id.pantau.vendor.uniview;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.vendor.dialect.json.DeviceJson;
import java.util.List;
import java.util.TreeSet;

/**
 * How a device numbers a channel.
 *
 * @param id as the platform knows it
 * @param number in LAPI: from 1 on a recorder, 0 on a camera
 * @param recorded whether it is a recorder's
 */
record ChannelInfo(String id, int number, boolean recorded) {
    static final ChannelInfo CAMERA = new ChannelInfo("1", 0, false);
    private static final int MOST = 256;

    /**
     * A recorder's, of {@code Channels/System/ChannelDetailInfos}. It lists all its places; one where no camera was ever put
     * is off, and has no address. One that is off now is a channel all the same.
     */
    static List<ChannelInfo> all(JsonNode data) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (JsonNode info : data.path("DetailInfos")) {
            int number = DeviceJson.number(info.get("ID")).orElse(0);
            boolean taken = info.path("Status").asInt() != 0
                    || !info.path("AddressInfo").path("Address").asText().isEmpty();
            if (number > 0 && taken && numbers.size() < MOST) {
                numbers.add(number);
            }
        }
        return numbers.stream()
                .map(number -> new ChannelInfo("" + number, number, true))
                .toList();
    }

    /** Below LAPI's root. */
    String path() {
        return "/Channels/" + number;
    }

    /** The path of a stream's RTSP address. */
    String stream(int stream) {
        return recorded ? "/unicast/c" + number + "/s" + stream + "/live" : "/media/video" + (stream + 1);
    }
}
