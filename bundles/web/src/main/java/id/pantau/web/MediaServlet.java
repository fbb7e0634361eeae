package id.pantau.web;

import id.pantau.service.Live;
import id.pantau.service.MediaResource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the files of cameras' streams; its children say which cameras, to whom, and what caches may keep. */
abstract class MediaServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH = Pattern.compile("([a-z0-9]{12})/([A-Za-z0-9][A-Za-z0-9._-]{0,127})");

    private final transient Live live;
    private final transient Viewers viewers;

    MediaServlet(Live live, Viewers viewers) {
        this.live = live;
        this.viewers = viewers;
    }

    /** Answers {@code path}, which is {@code camera/file}. */
    final void serve(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException, Problem {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || !mayBeSeen(parts.group(1))) {
            missing(request, response);
            return;
        }
        String viewer = viewers.key(request);
        LongConsumer sent = enter(viewer, parts.group(1), parts.group(2));
        Optional<MediaResource> found = live.media(parts.group(1), parts.group(2), viewer);
        if (found.isEmpty()) {
            missing(request, response);
            return;
        }
        MediaResource resource = found.get();
        boolean handedOver = false;
        try {
            handedOver = send(request, response, resource, sent);
        } finally {
            if (!handedOver) {
                resource.close();
            }
        }
    }

    /** Returns whether the resource is closed by somebody else later. */
    private boolean send(
            HttpServletRequest request, HttpServletResponse response, MediaResource resource, LongConsumer sent)
            throws IOException {
        addHeaders(response);
        response.setHeader("Cache-Control", cacheControl(resource.immutable()));
        response.setHeader("ETag", resource.etag());
        if (Representation.matches(request, resource.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        response.setContentType(resource.contentType());
        response.setContentLengthLong(resource.length());
        if (request.getMethod().equals("HEAD")) {
            return false;
        }
        MediaTransfer.start(request, response, resource, sent, MediaTransfer.DEADLINE);
        return true;
    }

    abstract boolean mayBeSeen(String camera);

    /**
     * Lets a viewer in, or does not.
     *
     * @return to be told the bytes that are sent
     * @throws Problem when there is no room
     */
    abstract LongConsumer enter(String viewer, String camera, String file) throws Problem;

    abstract String cacheControl(boolean immutable);

    abstract void addHeaders(HttpServletResponse response);

    /** The answer for a file that is not there or not to be seen: nothing in it tells which. */
    abstract void missing(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem;
}
