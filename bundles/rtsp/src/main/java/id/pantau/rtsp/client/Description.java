package id.pantau.rtsp.client;

import java.util.List;
import java.util.Objects;

/**
 * What a server says about itself and one of its streams.
 *
 * @param server the {@code Server} header, empty when there is none
 * @param realm of the login it asks for, empty when it asks for none
 * @param needsLogin it asks for a login and none was given; {@code medias} is empty then
 * @param medias in the order of the session description (SDP)
 */
public record Description(String server, String realm, boolean needsLogin, List<Media> medias) {
    public Description {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(realm, "realm");
        medias = List.copyOf(medias);
    }

    /**
     * One track.
     *
     * @param kind as in the session description, such as {@code video} or {@code audio}
     * @param codec encoding name in upper case, such as {@code H264}, {@code H265}, {@code JPEG}; empty when not named
     * @param width in pixels, 0 when not described
     * @param height in pixels, 0 when not described
     */
    public record Media(String kind, String codec, int width, int height) {
        public Media {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(codec, "codec");
        }
    }
}
