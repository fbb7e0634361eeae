package id.pantau.rtsp.hls;

import java.time.Instant;

/**
 * A part of a segment: one fragment ({@code moof} and {@code mdat}), published as soon as it is complete.
 *
 * @param number counts all parts of the stream
 * @param arrival of its first picture
 * @param ticks duration in 1/90000 s
 * @param independent whether it begins with a key picture
 */
record Part(
        long number,
        String name,
        String initName,
        Instant arrival,
        long ticks,
        int pictures,
        boolean independent,
        Stored stored) {}
