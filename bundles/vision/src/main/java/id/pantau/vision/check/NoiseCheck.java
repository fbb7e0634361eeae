package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Strong noise, everywhere, and another in each picture: gravel and leaves are the same in the next one. */
final class NoiseCheck implements Check {
    private final double most;
    private @Nullable LumaPicture last;

    NoiseCheck(Sensitivity sensitivity) {
        this.most = sensitivity.noisy();
    }

    @Override
    public Optional<Finding> look(Reading reading) {
        LumaPicture before = last;
        LumaPicture now = reading.picture();
        last = now;
        double noise = reading.grain().noise();
        if (noise < most || before == null || !now.sameSizeAs(before)) {
            return Optional.empty();
        }
        double changing = new Grain(difference(before, now)).noise() * Math.sqrt(2);
        if (changing < most) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Reason.NOISY, String.format(Locale.ROOT, "noise of %.0f of 255, standard deviation", noise)));
    }

    /** Half of it, around gray, so that it fits. */
    private static LumaPicture difference(LumaPicture before, LumaPicture now) {
        byte[] half = new byte[now.luma().length];
        for (int i = 0; i < half.length; i++) {
            half[i] = (byte) (128 + ((now.luma()[i] & 0xff) - (before.luma()[i] & 0xff)) / 2);
        }
        return new LumaPicture(now.width(), now.height(), half);
    }
}
