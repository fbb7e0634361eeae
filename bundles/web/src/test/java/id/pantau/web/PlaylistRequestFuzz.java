package id.pantau.web;

import id.pantau.service.MediaRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A playlist's query and the client's {@code If-None-Match}, a line each. {@code Range} is not looked at: the whole file is
 * an answer to it (RFC 9110, section 14.2).
 */
public final class PlaylistRequestFuzz {
    private static final String ETAG = "\"1-2\"";

    private PlaylistRequestFuzz() {}

    /** What is loaded once is no part of what one input takes. */
    public static void fuzzerInitialize() {
        Directives.refused("nothing");
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 2);
        directives(lines[0]);
        if (lines.length > 1) {
            tags(lines[1]);
        }
    }

    private static void directives(String query) {
        HttpServletRequest request = request(query, null);
        try {
            MediaRequest asked = Directives.read(request, "camera", "video.m3u8", "viewer");
            require(asked.msn().orElse(0) >= 0 && asked.part().orElse(0) >= 0, "numbers are not negative");
            require(asked.msn().isEmpty() || query.contains("_HLS_msn="), "nobody waits who did not ask");
            require(asked.part().isEmpty() || query.contains("_HLS_part="), "nobody waits who did not ask");
            require(!asked.skip() || query.contains("_HLS_skip="), "a delta update is asked for");
            MediaRequest segment = Directives.read(request, "camera", "seg-1.m4s", "viewer");
            require(!segment.blocks() && !segment.skip(), "directives are for playlists");
        } catch (Problem e) {
            require(e.status() == 400, "a bad directive is the client's");
            require(query.contains("_HLS_"), "what is no directive is left alone");
        }
    }

    private static void tags(String header) {
        boolean known = Representation.matches(request(null, header), ETAG);
        require(!known || header.contains(ETAG) || header.contains("*"), "only what the client has is not sent");
        require(known || !header.equals(ETAG), "what the client has is not sent again");
    }

    private static HttpServletRequest request(@Nullable String query, @Nullable String tags) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                PlaylistRequestFuzz.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getQueryString" -> query;
                    case "getHeader" -> arguments[0].equals("If-None-Match") ? tags : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static void require(boolean condition, String promise) {
        if (!condition) {
            throw new IllegalStateException(promise);
        }
    }
}
