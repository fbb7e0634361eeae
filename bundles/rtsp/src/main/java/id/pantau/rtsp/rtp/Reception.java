package id.pantau.rtsp.rtp;

/** How well the packets of one source arrive (RFC 3550, appendices A.1, A.3 and A.8). */
final class Reception {
    private static final int MOST_DROPOUT = 3_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int clockRate;
    private boolean started;
    private int source;
    private int first;
    private int cycles;
    private int highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private double jitter;
    private long lastTransit;
    private int lastReport;
    private long lastReportNanos;

    /**
     * A report block (section 6.4.1).
     *
     * @param fractionLost of 256
     * @param lost in all, 24 bits
     * @param highest sequence number, its cycles in the upper half
     * @param jitter in ticks of the media's clock
     * @param sinceReport in 1/65536 s
     */
    record Block(int source, int fractionLost, int lost, int highest, int jitter, int lastReport, int sinceReport) {}

    Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    void packet(RtpHeader header, long nanos) {
        if (!started || header.source != source) {
            begin(header);
        }
        int ahead = header.sequence - highest & 0xFFFF;
        if (ahead < MOST_DROPOUT) {
            cycles += header.sequence < highest ? 1 : 0;
            highest = header.sequence;
        } else if (ahead < 0x1_0000 - MOST_DROPOUT) {
            begin(header);
        }
        received++;
        long transit = ticks(nanos) - Integer.toUnsignedLong(header.timestamp);
        int difference = (int) (transit - lastTransit);
        if (received > 1) {
            jitter += (Math.abs((double) difference) - jitter) / 16;
        }
        lastTransit = transit;
    }

    void report(int middle, long nanos) {
        lastReport = middle;
        lastReportNanos = nanos;
    }

    boolean isStarted() {
        return started;
    }

    Block block(long nanos) {
        long expected = ((long) cycles << 16) + highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        long lost = Math.max(-0x80_0000, Math.min(0x7F_FFFF, expected - received));
        long since = lastReport == 0 ? 0 : (nanos - lastReportNanos) * 65_536 / NANOS_PER_SECOND;
        return new Block(source, fraction, (int) lost, cycles << 16 | highest, (int) jitter, lastReport, (int) since);
    }

    private void begin(RtpHeader header) {
        started = true;
        source = header.source;
        first = header.sequence;
        highest = header.sequence;
        cycles = 0;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        jitter = 0;
        lastReport = 0;
    }

    private long ticks(long nanos) {
        return nanos / NANOS_PER_SECOND * clockRate + nanos % NANOS_PER_SECOND * clockRate / NANOS_PER_SECOND;
    }
}
