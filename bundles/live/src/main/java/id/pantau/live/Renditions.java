package id.pantau.live;

import id.pantau.model.Rendition;
import id.pantau.model.StreamStats;
import id.pantau.rtsp.hls.LastPart;
import id.pantau.rtsp.hls.MultivariantPlaylist;
import id.pantau.rtsp.hls.Variant;
import id.pantau.service.MediaAnswer;
import id.pantau.service.MediaRequest;
import id.pantau.service.MediaResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A camera's two streams as those who watch see them: the first one's files, the main one's below {@code main/}, and both in
 * one multivariant playlist where they are aligned. Any thread.
 */
final class Renditions {
    private static final String MAIN = "main/";
    private static final String MULTIVARIANT = "index.m3u8";
    private static final String MEDIA = "video.m3u8";
    private static final Set<String> PLAYLISTS = Set.of(MULTIVARIANT, MEDIA);

    /** For a connection and a group of pictures: players give a playlist about so long. */
    private static final Duration COLD_START = Duration.ofSeconds(12);

    private final Supplier<@Nullable CameraFeed> first;
    private final MainStream main;

    /** @param first null while there is none yet */
    Renditions(Supplier<@Nullable CameraFeed> first, MainStream main) {
        this.first = first;
        this.main = main;
    }

    boolean hasMain() {
        return main.exists();
    }

    /** What is measured at the first stream, and the viewers and the memory of both. */
    StreamStats stats() {
        CameraFeed lesser = first.get();
        CameraFeed better = main.feed();
        if (lesser == null) {
            return StreamStats.NONE;
        }
        return better == null ? lesser.stats() : lesser.stats().with(better.stats());
    }

    StreamStats stats(Rendition rendition) {
        CameraFeed lesser = first.get();
        if (rendition == Rendition.MAIN) {
            return main.stats();
        }
        return lesser == null ? StreamStats.NONE : lesser.stats();
    }

    Optional<MediaResource> media(String name, String viewer) {
        return feed(name).flatMap(feed -> feed.media(file(name), viewer));
    }

    MediaAnswer ask(MediaRequest request) {
        CameraFeed feed = feed(request.name()).orElse(null);
        if (isMain(request.name())) {
            return main(feed, request.named(file(request.name())));
        }
        if (feed == null) {
            return new MediaAnswer.Missing();
        }
        boolean all = request.most() == Rendition.MAIN;
        if (all && request.name().equals(MULTIVARIANT)) {
            main.introduce();
            Optional<MediaResource> both = both(feed);
            if (both.isPresent()) {
                feed.seen(request.viewer());
                return new MediaAnswer.Found(both.get());
            }
        }
        MediaAnswer answer = all && request.name().equals(MEDIA)
                ? feed.ask(request, last(main.feed()), MAIN + MEDIA)
                : feed.ask(request);
        return orLater(answer, request, feed.sendsVideo(COLD_START));
    }

    /** @param feed null while the main stream has only just been asked for */
    private MediaAnswer main(@Nullable CameraFeed feed, MediaRequest request) {
        MediaAnswer answer = new MediaAnswer.Missing();
        if (feed != null) {
            answer = request.name().equals(MEDIA) && feed.isAligned()
                    ? feed.ask(request, last(first.get()), "../" + MEDIA)
                    : feed.ask(request);
        }
        return orLater(answer, request, main.exists());
    }

    /** Of a stream that begins there is a playlist as soon as its first part is complete: worth waiting for. */
    private static MediaAnswer orLater(MediaAnswer answer, MediaRequest request, boolean begins) {
        return answer instanceof MediaAnswer.Missing && begins && PLAYLISTS.contains(request.name())
                ? new MediaAnswer.Later(COLD_START)
                : answer;
    }

    /** The first stream first: players begin with it. */
    private Optional<MediaResource> both(CameraFeed feed) {
        Optional<Variant> lesser = feed.variant();
        Optional<Variant> better = main.variant();
        return lesser.isEmpty() || better.isEmpty()
                ? Optional.empty()
                : Optional.of(PlaylistResource.of(MultivariantPlaylist.of(List.of(
                        new MultivariantPlaylist.Entry(MEDIA, lesser.get()),
                        new MultivariantPlaylist.Entry(MAIN + MEDIA, better.get())))));
    }

    private static Optional<LastPart> last(@Nullable CameraFeed other) {
        return other == null || !other.isAligned() ? Optional.empty() : other.last();
    }

    /** The feed that has the file, which is pulled from now on if it was not. */
    private Optional<CameraFeed> feed(String name) {
        if (!isMain(name)) {
            return Optional.ofNullable(first.get());
        }
        main.ask();
        return Optional.ofNullable(main.feed());
    }

    private static boolean isMain(String name) {
        return name.startsWith(MAIN);
    }

    private static String file(String name) {
        return isMain(name) ? name.substring(MAIN.length()) : name;
    }
}
