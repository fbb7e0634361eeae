package id.pantau.vision.check;

import java.time.Instant;

/** Whether two pictures, of whatever cameras, show the same. */
public final class SameView {
    /** Blocks that must be comparable before anything is said. */
    private static final int FEW = 8;

    /** Of the blocks that can be compared; measured on the simulator's scenes, see ADR 43. */
    private static final double SHARE = 0.6;

    private SameView() {}

    public static boolean of(LumaPicture one, LumaPicture other) {
        Match match = match(one, other);
        return match.compared() >= FEW && match.share() >= SHARE;
    }

    /** From the one with fewer blocks to compare: what is plain in one of them may be full of things in the other. */
    static Match match(LumaPicture one, LumaPicture other) {
        Match there = half(one, other);
        Match back = half(other, one);
        return there.share() <= back.share() ? there : back;
    }

    private static Match half(LumaPicture expected, LumaPicture now) {
        Reading reading = new Reading(new Look(expected, Instant.EPOCH, 0));
        return Match.of(
                new Layer(reading.structure(), reading.median()),
                new Reading(new Look(now, Instant.EPOCH, 0)).structure());
    }
}
