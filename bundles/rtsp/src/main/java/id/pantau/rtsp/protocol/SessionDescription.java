package id.pantau.rtsp.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is needed of a session description (SDP, RFC 4566) in RTSP (RFC 2326, appendix C).
 *
 * @param control of the whole session, empty when it has none of its own
 */
public record SessionDescription(String control, List<Track> tracks) {
    private static final int MOST_TRACKS = 32;
    private static final int DEFAULT_CLOCK_RATE = 90_000;
    private static final List<String> SETS = List.of("sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps");

    /**
     * One media section.
     *
     * @param kind such as {@code video}
     * @param codec encoding name in upper case, empty when not named
     * @param clockRate ticks of its timestamps in a second, 90000 when not named
     * @param parameters of the codec ({@code fmtp}), by name in lower case
     * @param control relative or absolute, empty when it has none of its own
     */
    public record Track(
            String kind, int payloadType, String codec, int clockRate, Map<String, String> parameters, String control) {

        /**
         * The parameter sets in {@code sprop-parameter-sets} (RFC 6184, section 8.1) or {@code sprop-vps},
         * {@code sprop-sps} and {@code sprop-pps} (RFC 7798, section 7.1); what is no Base64 is left out.
         */
        public List<ByteBuffer> parameterSets() {
            return SETS.stream()
                    .flatMap(name ->
                            Arrays.stream(parameters.getOrDefault(name, "").split(",")))
                    .flatMap(text -> decode(text).stream())
                    .toList();
        }

        private static Optional<ByteBuffer> decode(String text) {
            try {
                byte[] set = Base64.getDecoder().decode(text.trim());
                return set.length == 0 ? Optional.empty() : Optional.of(ByteBuffer.wrap(set));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** @throws RtspProtocolException when it is no session description */
    public static SessionDescription parse(String text) throws RtspProtocolException {
        if (!text.stripLeading().startsWith("v=")) {
            throw new RtspProtocolException("no session description: " + Texts.shorten(text));
        }
        List<List<String>> sections = new ArrayList<>();
        sections.add(new ArrayList<>());
        for (String line : text.split("\r\n|\n|\r")) {
            if (line.startsWith("m=")) {
                if (sections.size() > MOST_TRACKS) {
                    throw new RtspProtocolException("more than " + MOST_TRACKS + " media sections");
                }
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line.strip());
        }
        List<Track> tracks = new ArrayList<>();
        for (List<String> section : sections.subList(1, sections.size())) {
            tracks.add(track(section));
        }
        return new SessionDescription(attribute(sections.get(0), "control:"), List.copyOf(tracks));
    }

    private static Track track(List<String> section) throws RtspProtocolException {
        String[] media = section.get(0).substring(2).trim().split("\\s+");
        if (media.length < 4) {
            throw new RtspProtocolException("a media line with too few fields: " + Texts.shorten(section.get(0)));
        }
        int payloadType = payloadType(section, Arrays.copyOfRange(media, 3, media.length));
        return new Track(
                media[0].toLowerCase(Locale.ROOT),
                payloadType,
                codec(section, payloadType),
                clockRate(section, payloadType),
                parameters(attribute(section, "fmtp:" + payloadType + " ")),
                attribute(section, "control:"));
    }

    /** The first that is H.264, else H.265, where there are several; else the first. */
    private static int payloadType(List<String> section, String[] formats) throws RtspProtocolException {
        OptionalInt first = OptionalInt.empty();
        OptionalInt h265 = OptionalInt.empty();
        for (String format : formats) {
            if (!format.matches("\\d{1,3}")) {
                throw new RtspProtocolException("a payload type that is no number: " + Texts.shorten(format));
            }
            int type = Integer.parseInt(format);
            String codec = codec(section, type);
            if (codec.equals("H264")) {
                return type;
            }
            h265 = h265.isEmpty() && codec.equals("H265") ? OptionalInt.of(type) : h265;
            first = first.isPresent() ? first : OptionalInt.of(type);
        }
        return h265.orElse(first.orElseThrow());
    }

    private static String codec(List<String> section, int payloadType) {
        String mapping = attribute(section, "rtpmap:" + payloadType + " ");
        if (!mapping.isEmpty()) {
            return mapping.split("/", 2)[0].trim().toUpperCase(Locale.ROOT);
        }
        return payloadType == 26 ? "JPEG" : "";
    }

    private static int clockRate(List<String> section, int payloadType) {
        String[] mapping = attribute(section, "rtpmap:" + payloadType + " ").split("/");
        boolean named = mapping.length > 1 && mapping[1].trim().matches("[1-9]\\d{0,6}");
        return named ? Integer.parseInt(mapping[1].trim()) : DEFAULT_CLOCK_RATE;
    }

    private static String attribute(List<String> section, String prefix) {
        return section.stream()
                .filter(line -> line.regionMatches(true, 0, "a=" + prefix, 0, 2 + prefix.length()))
                .map(line -> line.substring(2 + prefix.length()).trim())
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> parameters(String format) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : format.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).trim());
            }
        }
        return parameters;
    }
}
