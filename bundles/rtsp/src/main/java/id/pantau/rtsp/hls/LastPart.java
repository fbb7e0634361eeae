package id.pantau.rtsp.hls;

import java.nio.charset.StandardCharsets;

/**
 * How far a stream has come, as other streams' playlists report it (RFC 8216bis, section 4.4.5.4).
 *
 * @param sequence media sequence number of the segment that the newest part is of
 * @param part its number there
 */
public record LastPart(long sequence, int part) {

    /**
     * The line for a playlist, US-ASCII, to stand behind everything else.
     *
     * @param uri of the stream's media playlist, relative to the playlist that reports it
     */
    public byte[] report(String uri) {
        return ("#EXT-X-RENDITION-REPORT:URI=\"" + uri + "\",LAST-MSN=" + sequence + ",LAST-PART=" + part + '\n')
                .getBytes(StandardCharsets.US_ASCII);
    }
}
