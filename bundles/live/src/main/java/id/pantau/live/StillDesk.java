package id.pantau.live;

import id.pantau.model.CodedPicture;
import id.pantau.model.Credentials;
import id.pantau.model.Endpoint;
import id.pantau.service.Stills;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraSession;
import id.pantau.spi.vendor.Facet;
import id.pantau.spi.vendor.MediaSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes single pictures of devices that are not watched. A few at a time: each takes memory while it comes. Thread-safe. */
final class StillDesk implements Stills {
    private static final Logger LOG = LoggerFactory.getLogger(StillDesk.class);
    private static final int AT_ONCE = 4;
    private static final int LARGEST_STILL = 4 << 20;

    /** For a key picture: some cameras send one every ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DriverDesk drivers;
    private final Loop loop;
    private final Supplier<Pulls> pulls;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param pulls those of now: a change of the configuration brings others */
    StillDesk(DriverDesk drivers, Loop loop, Supplier<Pulls> pulls) {
        this.drivers = drivers;
        this.loop = loop;
        this.pulls = pulls;
    }

    /** Either the picture, or where it is to be pulled from. */
    private record Lead(Optional<byte[]> still, Optional<MediaSource.Pull> source) {}

    @Override
    public CodedPicture take(String vendor, Endpoint endpoint, Credentials credentials, String channel)
            throws CameraException, InterruptedException {
        places.acquire();
        try {
            SourceQuestion question = new SourceQuestion(endpoint, channel, credentials, SourceQuestion.Role.OWN);
            Lead lead = drivers.visit(vendor, endpoint, credentials, session -> lead(session, channel, question));
            if (lead.still().isPresent()) {
                return new CodedPicture(
                        CodedPicture.Form.JPEG, ByteBuffer.wrap(lead.still().get()), loop.now());
            }
            return new StillPull(loop, PATIENCE)
                    .take(pulls.get(), lead.source().orElseThrow().uri(), credentials);
        } finally {
            places.release();
        }
    }

    /** What a driver's own still fails with, its stream may bring; but a login that is refused is refused there too. */
    private static Lead lead(CameraSession session, String channel, SourceQuestion question)
            throws CameraException, InterruptedException {
        Optional<Facet.Snapshots> own = Login.ability(Login.channel(session, channel), Facet.Snapshots.class);
        if (own.isPresent()) {
            try {
                return new Lead(Optional.of(checked(own.get().jpeg())), Optional.empty());
            } catch (CameraException e) {
                if (e.kind() == CameraException.Kind.UNAUTHORIZED) {
                    throw e;
                }
                LOG.debug("A device gave no still of its own: {}", e.kind());
            }
        }
        return new Lead(Optional.empty(), Optional.of(question.sources(session).first()));
    }

    private static byte[] checked(byte[] jpeg) {
        boolean begins = jpeg != null && jpeg.length > 4 && (jpeg[0] & 0xFF) == 0xFF && (jpeg[1] & 0xFF) == 0xD8;
        if (!begins || jpeg.length > LARGEST_STILL) {
            throw new DriverFault("the driver's still is no JPEG file of at most 4 MiB");
        }
        return jpeg;
    }
}
