package id.pantau.vendor.push;

import id.pantau.rtsp.media.MalformedMediaException;
import id.pantau.rtsp.server.RtpPackets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who sends a stream by RTMP: plain handshake, connect, createStream, publish with the key as the stream's name. */
final class RtmpPublisher implements Connection.Side, RtmpChunks.Sink {
    private static final Duration LONGEST_PRELUDE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final int MOST_COMMAND_BYTES = 16 << 10;
    private static final int VERSION = 3;
    private static final int ACKNOWLEDGED_BYTES = 1 << 20;
    private static final int TICKS_PER_MILLI = 90;
    private static final int VIDEO = 9;
    private static final int AMF3_COMMAND = 17;
    private static final int AMF0_COMMAND = 20;
    private static final String BAD_NAME = "NetStream.Publish.BadName";

    private final Publication.Protocol protocol;
    private final Connection connection;
    private final Publications publications;
    private final RtmpChunks chunks = new RtmpChunks(MOST_COMMAND_BYTES, this);
    private final FlvVideo video = new FlvVideo();
    private final RtpPackets packets =
            new RtpPackets(Publication.RTP, ThreadLocalRandom.current().nextInt());
    private final int timeOffset = ThreadLocalRandom.current().nextInt();
    private final long begun = System.nanoTime();
    private Step step = Step.GREETING;
    private int received;
    private int acknowledged;
    private @Nullable Publication publication;

    private enum Step {
        GREETING,
        ECHO,
        CHUNKS
    }

    /** @param protocol as which it is listed */
    RtmpPublisher(Publication.Protocol protocol, Connection connection, Publications publications) {
        this.protocol = protocol;
        this.connection = connection;
        this.publications = publications;
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        int before = bytes.remaining();
        if (step == Step.GREETING && bytes.remaining() > RtmpAnswers.HANDSHAKE_BYTES) {
            if (bytes.get() != VERSION) {
                throw new IOException("what it sends is not RTMP");
            }
            connection.send(RtmpAnswers.handshake(bytes.slice(bytes.position(), RtmpAnswers.HANDSHAKE_BYTES)));
            bytes.position(bytes.position() + RtmpAnswers.HANDSHAKE_BYTES);
            step = Step.ECHO;
        }
        if (step == Step.ECHO && bytes.remaining() >= RtmpAnswers.HANDSHAKE_BYTES) {
            bytes.position(bytes.position() + RtmpAnswers.HANDSHAKE_BYTES);
            step = Step.CHUNKS;
        }
        if (step == Step.CHUNKS) {
            chunks.read(bytes);
        }
        acknowledge(before - bytes.remaining());
        if (publication != null) {
            publication.flush();
        }
    }

    private void acknowledge(int bytes) {
        received += bytes;
        if (received - acknowledged >= ACKNOWLEDGED_BYTES) {
            acknowledged = received;
            connection.send(RtmpAnswers.acknowledgement(received));
        }
    }

    @Override
    public int mostRemaining() {
        return 1 + RtmpAnswers.HANDSHAKE_BYTES;
    }

    @Override
    public void tick(long nanos) throws IOException {
        Publication sent = publication;
        if (sent == null && nanos - begun > LONGEST_PRELUDE.toNanos()) {
            throw new IOException("nothing is sent");
        }
        if (sent != null && sent.silence(nanos).compareTo(LONGEST_SILENCE) > 0) {
            throw new IOException("nothing is sent any more");
        }
    }

    @Override
    public void ended() {
        if (publication != null) {
            publications.end(publication, "the sender has left");
        }
    }

    /** Sound and data about the stream are not taken. */
    @Override
    public void message(int type, int timestamp, ByteBuffer body) throws IOException {
        if (connection.isClosing()) {
            return;
        }
        if (type == AMF0_COMMAND) {
            command(Amf0.read(body));
        } else if (type == AMF3_COMMAND && body.hasRemaining()) {
            body.get(); // what follows is AMF0 all the same
            command(Amf0.read(body));
        } else if (type == VIDEO && publication != null) {
            picture(publication, timestamp, body);
        }
    }

    private void command(List<Object> command) {
        String name = command.isEmpty() ? "" : String.valueOf(command.get(0));
        double transaction = command.size() > 1 && command.get(1) instanceof Double number ? number : 0;
        switch (name) {
            case "connect" -> connection.send(RtmpAnswers.connected(transaction));
            case "createStream" -> connection.send(RtmpAnswers.streamCreated(transaction));
            case "publish" -> publish(command.size() > 3 && command.get(3) instanceof String key ? key : "");
            case "FCUnpublish", "closeStream", "deleteStream" -> connection.closeWhenSent();
            default -> {
                // releaseStream, FCPublish and the like: nobody waits for their answers
            }
        }
    }

    private void publish(String path) {
        if (publication != null) {
            return;
        }
        String key = path.replaceAll("\\?.*", "");
        if (publications.admit(key, connection.peer()).isEmpty()) {
            refuse("there is no such stream");
            return;
        }
        Optional<Publication> begins =
                publications.begin(key, protocol, connection.peer(), System.nanoTime(), connection::close);
        if (begins.isEmpty()) {
            refuse("it is being sent already");
            return;
        }
        publication = begins.get();
        chunks.mostBytes(RtmpChunks.MOST_BYTES);
        connection.send(RtmpAnswers.onStatus("status", "NetStream.Publish.Start", "send"));
    }

    private void refuse(String why) {
        connection.queue(RtmpAnswers.onStatus("error", BAD_NAME, why));
        connection.closeWhenSent();
    }

    private void picture(Publication sent, int timestamp, ByteBuffer body) {
        try {
            Optional<FlvVideo.Content> content = video.read(body);
            if (content.isEmpty()) {
                return;
            }
            if (content.get() instanceof FlvVideo.Content.Described described) {
                publications.described(sent, described.video());
            } else if (content.get() instanceof FlvVideo.Content.Picture picture) {
                packetise(sent, picture.nals(), (timestamp + picture.offset()) * TICKS_PER_MILLI + timeOffset);
            }
        } catch (MalformedMediaException e) {
            publications.end(sent, String.valueOf(e.getMessage()));
        }
    }

    private void packetise(Publication sent, List<byte[]> nals, int timestamp) {
        ByteBuffer out = ByteBuffer.allocate(RtpPackets.bytes(nals));
        packets.picture(out, nals, timestamp);
        out.flip();
        long now = System.nanoTime();
        while (out.hasRemaining()) {
            int length = out.getShort(out.position() + 2) & 0xFFFF;
            sent.rtp(out.slice(out.position() + 4, length), now);
            out.position(out.position() + 4 + length);
        }
    }
}
