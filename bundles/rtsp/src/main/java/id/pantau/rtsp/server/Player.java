package id.pantau.rtsp.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Plays a mount's clip to one connection in real time, for ever, with timestamps and sequence numbers that never jump.
 * On the loop's thread only.
 */
final class Player {
    private static final long REPORT_NANOS = 5_000_000_000L;
    private static final Duration WRONG_CLOCK = Duration.ofHours(1);
    /** Of so many pictures a slow camera sends one. */
    private static final int SLOWNESS = 8;
    /** After a pause of the machine longer than this the pictures missed are not sent in a burst. */
    private static final long MAX_LATE_NANOS = 1_000_000_000L;

    private final RtspServer server;
    private final Connection connection;
    private final Conversation conversation;
    private final Mount mount;
    private final RtpPackets packets;
    private VideoClip clip;
    private int next;
    private int lastKey;
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private long due;
    private long reportDue;
    private boolean playing;
    private boolean stopped;
    private boolean needsKey = true;

    Player(RtspServer server, Connection connection, Conversation conversation, Mount mount, int channel) {
        this.server = server;
        this.connection = connection;
        this.conversation = conversation;
        this.mount = mount;
        this.clip = mount.currentClip();
        this.packets = new RtpPackets(channel, ThreadLocalRandom.current().nextInt());
    }

    Mount mount() {
        return mount;
    }

    int ssrc() {
        return packets.ssrc();
    }

    int nextSequence() {
        return packets.nextSequence();
    }

    int nextTimestamp() {
        return timestamp;
    }

    /** Begins with a key frame at once, as a camera does; starting again changes nothing. */
    void start() {
        if (playing || stopped) {
            return;
        }
        playing = true;
        mount.played(ssrc());
        due = System.nanoTime();
        reportDue = due;
        next = clip.keyAt(due - mount.epoch());
        lastKey = next;
        tick();
    }

    void stop() {
        stopped = true;
        mount.stopped(ssrc());
    }

    private void tick() {
        if (stopped) {
            return;
        }
        AccessUnit unit = clip.unit(next);
        if (unit.key() && clip != mount.currentClip()) {
            clip = mount.currentClip();
            next = 0;
            lastKey = 0;
            unit = clip.unit(0);
        }
        Fault fault = mount.fault();
        if (fault == Fault.HANG) {
            hang(unit);
            return;
        }
        show(unit, fault);
        timestamp += unit.duration();
        next = (next + 1) % clip.pictures();
        pace(unit.duration());
    }

    private void show(AccessUnit unit, Fault fault) {
        if (fault == Fault.SILENT) {
            needsKey = true;
            return;
        }
        ByteBuffer out = server.loop().scratch();
        if (System.nanoTime() - reportDue >= 0) {
            packets.report(out, timestamp, fault == Fault.CLOCK ? WRONG_CLOCK : Duration.ZERO);
            reportDue += REPORT_NANOS;
        }
        if (fault == Fault.FREEZE) {
            needsKey = true;
            packets.picture(out, clip, clip.unit(lastKey), timestamp);
        } else if (unit.key() || !needsKey) {
            lastKey = unit.key() ? next : lastKey;
            needsKey = fault == Fault.SLOW && next - lastKey + 1 >= clip.group() / SLOWNESS;
            packets.picture(out, clip, fault == Fault.DAMAGED ? unit.damaged() : unit, timestamp + unit.offset());
        }
        connection.send(out.flip());
    }

    /** Half of one packet, and then nothing more. */
    private void hang(AccessUnit unit) {
        ByteBuffer out = server.loop().scratch();
        packets.picture(out, clip, unit, timestamp);
        int firstPacket = 4 + (out.getShort(2) & 0xffff);
        connection.send(out.flip().limit(firstPacket / 2));
        conversation.hang();
    }

    private void pace(int ticks) {
        due += ticks * 100_000L / 9;
        long now = System.nanoTime();
        if (now - due > MAX_LATE_NANOS) {
            due = now;
        }
        server.loop().schedule(due, this::tick);
    }
}
