package id.pantau.rtsp.hls;

import java.util.Optional;

/**
 * How far a stream has come, and what that means for a request with delivery directives (RFC 8216bis, section 6.2.5).
 *
 * @param sequence of the segment that comes next or is being filled
 * @param parts how many of it are published
 * @param lastParts how many the segment before it has; 0 when there is none
 * @param partMillis PART-TARGET
 * @param hint name of the part that comes next
 */
record Edge(long sequence, int parts, int lastParts, long partMillis, String hint) {
    private static final long ADVANCE_MILLIS = 3_000;

    /** Empty while there is no part. */
    Optional<LastPart> last() {
        if (parts > 0) {
            return Optional.of(new LastPart(sequence, parts - 1));
        }
        return lastParts > 0 ? Optional.of(new LastPart(sequence - 1, lastParts - 1)) : Optional.empty();
    }

    /** What is wrong with the request; empty when nothing is. */
    Optional<String> refusal(HlsRequest request) {
        if (request.msn().isEmpty()) {
            return request.part().isPresent() ? Optional.of("_HLS_part without _HLS_msn") : Optional.empty();
        }
        long msn = request.msn().getAsLong();
        if (msn > sequence + 1) {
            return Optional.of("_HLS_msn " + msn + " is more than two after the last segment, " + (sequence - 1));
        }
        int part = request.part().orElse(0);
        long most = advancePartLimit() + (msn == sequence ? parts - 1 : -1);
        if (msn >= sequence && part > most) {
            return Optional.of("_HLS_part " + part + " is too far ahead");
        }
        return Optional.empty();
    }

    /** Whether the playlist contains what the request waits for. */
    boolean contains(HlsRequest request) {
        if (request.msn().isEmpty()) {
            return true;
        }
        long msn = request.msn().getAsLong();
        if (request.part().isEmpty()) {
            return msn < sequence;
        }
        int part = request.part().getAsInt();
        if (msn == sequence - 1 && part >= lastParts) {
            return parts > 0;
        }
        return msn < sequence || msn == sequence && part < parts;
    }

    private long advancePartLimit() {
        return Math.max(3, (ADVANCE_MILLIS + partMillis - 1) / partMillis);
    }
}
