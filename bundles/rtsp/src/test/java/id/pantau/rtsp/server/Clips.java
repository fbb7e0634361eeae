package id.pantau.rtsp.server;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Clips with properties that no real one has. */
final class Clips {
    private Clips() {}

    /** Only the first pictures of a clip, so that its loop ends soon. */
    static VideoClip firstPictures(VideoClip clip, int count) throws IOException {
        List<AccessUnit> units = IntStream.range(0, count).mapToObj(clip::unit).toList();
        return new VideoClip(clip.width(), clip.height(), clip.sps(), clip.pps(), units);
    }

    /** Half a megabyte every millisecond. */
    static VideoClip flood() throws IOException {
        byte[] slice = new byte[500_000];
        slice[0] = 0x65;
        VideoClip card = VideoClip.smallTestCard();
        return new VideoClip(320, 180, card.sps(), card.pps(), List.of(new AccessUnit(List.of(slice), 90, 0, true)));
    }
}
