package id.pantau.live;

import id.pantau.rtsp.hls.HlsPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cameras' numbering across restarts: one small file per camera says up to where numbers may have been used.
 * Numbers are reserved in blocks, so that a file is written once in about a thousand segments. Calls block on the disk.
 */
final class Timelines {
    private static final Logger LOG = LoggerFactory.getLogger(Timelines.class);
    private static final int BLOCK = 1000;

    /** A new block is due when so many numbers are left. */
    private static final int RESERVE = 200;

    private static final int LONGEST_FILE = 256;
    private static final Pattern CAMERA = Pattern.compile("[a-z0-9]{1,64}(-main)?");
    private static final Pattern CONTENT =
            Pattern.compile("epoch=(\\d{1,18})\nsequence=(\\d{1,18})\ndiscontinuity=(\\d{1,18})\n");

    private final Path folder;
    private final long startSeconds;

    /** @param startSeconds of the container, since 1970: the least epoch, should a file be lost */
    Timelines(Path folder, long startSeconds) {
        this.folder = folder;
        this.startSeconds = startSeconds;
    }

    /** Where a camera's new timeline begins, behind everything that was ever used, with its numbers reserved. */
    HlsPosition begin(String camera) {
        HlsPosition used = read(camera);
        HlsPosition start = new HlsPosition(
                Math.max(used.epoch() + 1, startSeconds), used.mediaSequence(), used.discontinuitySequence());
        reserve(camera, start);
        return start;
    }

    /** Whether {@code at} is so near to the end of the block that began at {@code reserved} that a new one is due. */
    static boolean due(HlsPosition reserved, HlsPosition at) {
        long most = BLOCK - RESERVE;
        return at.mediaSequence() - reserved.mediaSequence() >= most
                || at.discontinuitySequence() - reserved.discontinuitySequence() >= most;
    }

    /** Reserves the numbers from {@code at} on. A disk that refuses costs the timeline its memory, not its pictures. */
    void reserve(String camera, HlsPosition at) {
        try {
            write(camera, new HlsPosition(at.epoch(), at.mediaSequence() + BLOCK, at.discontinuitySequence() + BLOCK));
        } catch (IOException e) {
            LOG.error("The timeline of camera {} was not saved: {}", camera, e.toString());
        }
    }

    void forget(String camera) {
        try {
            Files.deleteIfExists(file(camera));
        } catch (IOException e) {
            LOG.warn("The timeline of removed camera {} was not deleted: {}", camera, e.toString());
        }
    }

    private HlsPosition read(String camera) {
        Path file = file(camera);
        try {
            if (Files.size(file) <= LONGEST_FILE) {
                Matcher content = CONTENT.matcher(Files.readString(file));
                if (content.matches()) {
                    return new HlsPosition(number(content, 1), number(content, 2), number(content, 3));
                }
            }
            LOG.error("{} is damaged: camera {} is numbered anew", file, camera);
        } catch (NoSuchFileException e) {
            LOG.debug("Camera {} has no timeline yet", camera);
        } catch (IOException e) {
            LOG.error("{} cannot be read, camera {} is numbered anew: {}", file, camera, e.toString());
        }
        return new HlsPosition(0, 0, 0);
    }

    private static long number(Matcher content, int group) {
        return Long.parseLong(content.group(group));
    }

    private void write(String camera, HlsPosition ceiling) throws IOException {
        String content = "epoch=%d\nsequence=%d\ndiscontinuity=%d\n"
                .formatted(ceiling.epoch(), ceiling.mediaSequence(), ceiling.discontinuitySequence());
        Files.createDirectories(folder);
        Path draft = folder.resolve(camera + ".draft");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file(camera), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Path file(String camera) {
        if (!CAMERA.matcher(camera).matches()) {
            throw new IllegalArgumentException("not a camera id");
        }
        return folder.resolve(camera + ".timeline");
    }
}
