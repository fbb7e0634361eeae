package id.pantau.vendor.axis;

import id.pantau.model.StreamProfile;
import id.pantau.spi.vendor.CameraException;
import id.pantau.spi.vendor.CameraException.Kind;
import id.pantau.spi.vendor.Facet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a view is coded, by the parameters {@code Image.I#}. The sub stream shares all of them but the size, which is in its
 * address, as is the codec of both; so it can be read, and is set with the main stream.
 *
 * <p>A bitrate of 0 means that the device sets no limit. Where the distance of key pictures follows the scene (Zipstream's
 * dynamic GOP), the longest is told; writing one makes it fixed.
 */
final class AxisEncoding implements Facet.Encoding {
    private final Vapix vapix;
    private final String view;
    private final int source;
    private final List<StreamProfile> profiles;

    AxisEncoding(Vapix vapix, String view, int source, List<StreamProfile> profiles) {
        this.vapix = vapix;
        this.view = view;
        this.source = source;
        this.profiles = profiles;
    }

    @Override
    public Settings read(StreamProfile profile) throws CameraException, InterruptedException {
        check(profile);
        return settings(profile, parameters());
    }

    Settings settings(StreamProfile profile, Parameters now) throws CameraException {
        boolean main = profile.kind() == StreamProfile.Kind.MAIN;
        Size size = main
                ? Size.of(now.value(view + ".Appearance.Resolution")).orElseThrow(() -> untold("Appearance.Resolution"))
                : new Size(profile.width(), profile.height());
        return new Settings(profile.codec(), size.width(), size.height(), frameRate(now), bitrate(now), gop(now));
    }

    /** 0 stands for as many as the sensor gives. */
    private double frameRate(Parameters now) throws CameraException {
        int told = now.number(view + ".Stream.FPS").orElseThrow(() -> untold("Stream.FPS"));
        if (told > 0) {
            return told;
        }
        String sensor =
                now.value("ImageSource.I" + source + ".CaptureFrequency").replaceAll("\\D.*", "");
        if (!sensor.matches("[1-9]\\d{0,2}")) {
            throw new CameraException(
                    Kind.UNSUPPORTED, vapix + " limits no picture rate, and does not tell the sensor's");
        }
        return Integer.parseInt(sensor);
    }

    private int bitrate(Parameters now) throws CameraException {
        if (now.value(view + ".RateControl.Mode").equals("vbr")) {
            return 0;
        }
        return now.number(view + ".RateControl." + limit(now)).orElseThrow(() -> untold("RateControl"));
    }

    /** AXIS OS 5.70 and later have a maximum, and perhaps an average; older ones a constant rate. */
    private String limit(Parameters now) {
        boolean maximum = now.has(view + ".RateControl.MaxBitrate")
                && !now.value(view + ".RateControl.Mode").equals("abr");
        return maximum ? "MaxBitrate" : "TargetBitrate";
    }

    /** In which the limit holds. */
    private String mode(Parameters now) {
        if (limit(now).equals("MaxBitrate")) {
            return "mbr";
        }
        return now.has(view + ".RateControl.MaxBitrate") ? "abr" : "cbr";
    }

    private int gop(Parameters now) throws CameraException {
        int fixed = 1 + now.number(view + ".MPEG.PCount").orElseThrow(() -> untold("MPEG.PCount"));
        int longest = now.number(view + ".MPEG.ZMaxGopLength").orElse(0);
        return isDynamic(now) ? Math.max(fixed, longest) : fixed;
    }

    private boolean isDynamic(Parameters now) {
        return now.value(view + ".MPEG.ZGopMode").equals("dynamic");
    }

    @Override
    public void write(StreamProfile profile, Settings wanted) throws CameraException, InterruptedException {
        check(profile);
        Parameters now = parameters();
        Settings before = settings(profile, now);
        if (wanted.equals(before)) {
            return;
        }
        if (profile.kind() != StreamProfile.Kind.MAIN) {
            throw new CameraException(Kind.UNSUPPORTED, "the sub stream is coded as the main stream is: set that one");
        }
        if (wanted.codec() != before.codec()) {
            throw new CameraException(
                    Kind.UNSUPPORTED, "the codec is in the stream's address, and stays " + before.codec());
        }
        checkSize(new Size(wanted.width(), wanted.height()));
        Map<String, String> changes = changes(now, before, wanted);
        Map<String, String> old = new LinkedHashMap<>();
        changes.keySet().forEach(name -> old.put(name, now.value(name)));
        try {
            vapix.set(changes);
        } catch (CameraException e) {
            restore(old, e);
            throw e;
        }
    }

    /** What was set before the device refused the rest. */
    private void restore(Map<String, String> old, CameraException refusal) throws InterruptedException {
        try {
            vapix.set(old);
        } catch (CameraException e) {
            refusal.addSuppressed(e);
        }
    }

    private Map<String, String> changes(Parameters now, Settings before, Settings wanted) {
        Map<String, String> changes = new LinkedHashMap<>();
        if (wanted.width() != before.width() || wanted.height() != before.height()) {
            changes.put(view + ".Appearance.Resolution", wanted.width() + "x" + wanted.height());
        }
        if (wanted.frameRate() != before.frameRate()) {
            changes.put(view + ".Stream.FPS", "" + Math.round(wanted.frameRate()));
        }
        if (wanted.bitrate() != before.bitrate()) {
            changes.put(view + ".RateControl.Mode", wanted.bitrate() == 0 ? "vbr" : mode(now));
            changes.put(view + ".RateControl." + limit(now), "" + wanted.bitrate());
        }
        if (wanted.gop() != before.gop()) {
            changes.put(view + ".MPEG.PCount", "" + (wanted.gop() - 1));
            if (isDynamic(now)) {
                changes.put(view + ".MPEG.ZGopMode", "fixed");
            }
        }
        return changes;
    }

    private void checkSize(Size wanted) throws CameraException, InterruptedException {
        Parameters properties = vapix.parameters("Properties.Image");
        List<String> own = properties.list("Properties." + view + ".Resolution");
        List<String> allowed = own.isEmpty() ? properties.list("Properties.Image.Resolution") : own;
        if (!allowed.isEmpty() && !allowed.contains(wanted.toString())) {
            throw new CameraException(Kind.UNSUPPORTED, "the size " + wanted + " is none of " + allowed);
        }
    }

    private Parameters parameters() throws CameraException, InterruptedException {
        return vapix.parameters(view, "ImageSource.I" + source);
    }

    private void check(StreamProfile profile) throws CameraException {
        if (!profiles.contains(profile)) {
            throw new CameraException(Kind.UNSUPPORTED, "no stream " + profile.name());
        }
    }

    private CameraException untold(String name) {
        return new CameraException(Kind.PROTOCOL, vapix + " param.cgi tells no " + view + "." + name);
    }
}
