package id.pantau.rtsp.hls;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request for a file of a stream, with delivery directives (RFC 8216bis, section 6.2.5), which only count for media
 * playlists.
 *
 * @param msn {@code _HLS_msn}; not negative
 * @param part {@code _HLS_part}; not negative
 * @param skip whether a delta update will do: {@code _HLS_skip}
 */
public record HlsRequest(String name, OptionalLong msn, OptionalInt part, boolean skip) {
    public HlsRequest {
        Objects.requireNonNull(name, "name");
        if (msn.orElse(0) < 0 || part.orElse(0) < 0) {
            throw new IllegalArgumentException("a negative number in " + msn + ", " + part);
        }
    }
}
