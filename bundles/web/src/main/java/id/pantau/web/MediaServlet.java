package id.pantau.web;

import id.pantau.model.Rendition;
import id.pantau.service.Live;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaReader;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the files of cameras' streams; its children say which cameras, to whom, and what caches may keep. */
abstract class MediaServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(MediaServlet.class);
    private static final Pattern PATH = Pattern.compile("([a-z0-9]{12})/((?:main/)?[A-Za-z0-9][A-Za-z0-9._-]{0,127})");

    private static final String MAIN = "main/";

    /** The stream as one endless file; everything else is a file of the stream. */
    static final String ENDLESS = "stream.mp4";

    /** About a part: whoever asks without saying what is new to it gets the playlist of now. */
    static final int PLAYLIST_SECONDS = 1;

    /** A few parts: long enough for all who wait for the same, too short for one who would take it for news. */
    private static final int AWAITED_SECONDS = 2;

    private final transient Live live;
    private final transient Viewers viewers;
    private final transient Pictures pictures;
    private final transient WaitingRoom room;

    MediaServlet(Live live, Viewers viewers, Pictures pictures, WaitingRoom room) {
        this.live = live;
        this.viewers = viewers;
        this.pictures = pictures;
        this.room = room;
    }

    /**
     * What a viewer was let in to.
     *
     * @param outlet the way for what is sent
     * @param seconds for which an answer that will be another one soon may be kept
     */
    record Place(Outlet outlet, int seconds) {
        Place(Outlet outlet) {
            this(outlet, PLAYLIST_SECONDS);
        }
    }

    /** Somebody's request for a file, and the place for the answer. */
    private record Visit(HttpServletRequest request, HttpServletResponse response, MediaRequest asked, Place place) {}

    /** The camera of a path that {@link #serve} would take. */
    static Optional<String> camera(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** Answers {@code path}, which is {@code camera/file}, at once or later. */
    final void serve(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException, Problem {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || !mayBeSeen(parts.group(1), parts.group(2))) {
            missing(request, response);
            return;
        }
        String viewer = viewers.key(request);
        Optional<Place> place = enter(viewer, parts.group(1), parts.group(2));
        if (place.isEmpty()) {
            missing(request, response);
            return;
        }
        addHeaders(response);
        MediaRequest asked = Directives.read(request, parts.group(1), parts.group(2), viewer)
                .upTo(most(viewer, parts.group(1), parts.group(2)));
        Visit visit = new Visit(request, response, asked, place.get());
        if (parts.group(2).equals(ENDLESS)) {
            stream(visit);
            return;
        }
        MediaAnswer answer = ask(visit.asked());
        if (answer instanceof MediaAnswer.Later later) {
            park(visit, later.patience());
        } else {
            reply(visit, answer, Optional.empty());
        }
    }

    private MediaAnswer ask(MediaRequest asked) {
        if (!asked.name().equals(Pictures.NAME)) {
            return live.ask(asked);
        }
        return pictures.newest(asked.camera(), asked.viewer())
                .<MediaAnswer>map(MediaAnswer.Found::new)
                .orElseGet(MediaAnswer.Missing::new);
    }

    private void park(Visit visit, Duration patience) throws Problem {
        String camera = visit.asked().camera();
        ParkedRequest parked = new ParkedRequest(
                room, camera, patience, () -> mayBeSeen(camera, visit.asked().name()), () -> live.ask(visit.asked()));
        if (!room.enter(camera, parked)) {
            throw Problem.crowded();
        }
        AsyncContext exchange = visit.request().startAsync();
        exchange.setTimeout(patience.plus(MediaTransfer.DEADLINE).toMillis());
        exchange.addListener(parked);
        parked.begin(answer -> replyLater(visit, answer, exchange));
    }

    private void replyLater(Visit visit, MediaAnswer answer, AsyncContext exchange) {
        boolean handedOver = false;
        try {
            handedOver = reply(visit, answer, Optional.of(exchange));
        } catch (Problem e) {
            sendLater(visit, e);
        } catch (IOException e) {
            log.debug("a client left", e);
        } finally {
            if (!handedOver) {
                exchange.complete();
            }
        }
    }

    private static void sendLater(Visit visit, Problem problem) {
        try {
            problem.send(visit.request(), visit.response());
        } catch (IOException e) {
            log.debug("a client left", e);
        }
    }

    /** Returns whether somebody else ends the exchange. */
    private boolean reply(Visit visit, MediaAnswer answer, Optional<AsyncContext> exchange)
            throws IOException, Problem {
        if (answer instanceof MediaAnswer.Refused refused) {
            throw Directives.refused(refused.reason());
        }
        if (answer instanceof MediaAnswer.Later) {
            throw Problem.notYet();
        }
        if (!(answer instanceof MediaAnswer.Found found)) {
            missing(visit.request(), visit.response());
            return false;
        }
        boolean handedOver = false;
        try {
            handedOver = send(visit, found.resource(), exchange);
        } finally {
            if (!handedOver) {
                found.resource().close();
            }
        }
        return handedOver;
    }

    private boolean send(Visit visit, MediaResource resource, Optional<AsyncContext> exchange) throws IOException {
        HttpServletResponse response = visit.response();
        int seconds = visit.asked().blocks() ? AWAITED_SECONDS : visit.place().seconds();
        response.setHeader("Cache-Control", cacheControl(resource.immutable(), seconds));
        response.setHeader("ETag", resource.etag());
        resource.modified().ifPresent(moment -> response.setDateHeader("Last-Modified", moment.toEpochMilli()));
        if (Representation.matches(visit.request(), resource.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        response.setContentType(resource.contentType());
        response.setContentLengthLong(resource.length());
        if (visit.request().getMethod().equals("HEAD")) {
            return false;
        }
        if (exchange.isPresent()) {
            MediaTransfer.go(exchange.get(), response, resource, visit.place().outlet());
        } else {
            MediaTransfer.start(
                    visit.request(), response, resource, visit.place().outlet(), MediaTransfer.DEADLINE);
        }
        return true;
    }

    private void stream(Visit visit) throws IOException, Problem {
        String camera = visit.asked().camera();
        Optional<MediaReader> reader = live.read(camera, visit.asked().viewer());
        if (reader.isEmpty()) {
            missing(visit.request(), visit.response());
            return;
        }
        HttpServletResponse response = visit.response();
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.setContentType("video/mp4");
        if (visit.request().getMethod().equals("HEAD")) {
            return;
        }
        StreamTransfer transfer = new StreamTransfer(
                reader.get(), () -> mayBeSeen(camera, ENDLESS), visit.place().outlet(), room, camera);
        if (!room.enter(camera, transfer)) {
            throw Problem.crowded();
        }
        AsyncContext exchange = visit.request().startAsync();
        exchange.setTimeout(0);
        transfer.begin(exchange, response.getOutputStream());
    }

    abstract boolean mayBeSeen(String camera, String file);

    /**
     * Lets a viewer in, or does not.
     *
     * @return empty when there is no such file, or no room for that rendition, but for a lesser one
     * @throws Problem when there is no room
     */
    abstract Optional<Place> enter(String viewer, String camera, String file) throws Problem;

    /** The best rendition that the file tells of to a viewer who was let in. */
    abstract Rendition most(String viewer, String camera, String file);

    /** Whose file it is. */
    static Rendition rendition(String file) {
        return file.startsWith(MAIN) ? Rendition.MAIN : Rendition.FIRST;
    }

    /** @param seconds for which what is not immutable may be kept */
    abstract String cacheControl(boolean immutable, int seconds);

    abstract void addHeaders(HttpServletResponse response);

    /** The answer for a file that is not there or not to be seen: nothing in it tells which. */
    abstract void missing(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem;
}
