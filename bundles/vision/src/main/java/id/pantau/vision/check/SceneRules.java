package id.pantau.vision.check;

import id.pantau.model.SceneGuess;
import id.pantau.model.SceneGuess.Kind;
import id.pantau.model.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Guesses whether a picture was taken outdoors, by its colours alone: a blue sky and greenery are outdoors, a pale upper part
 * without either may be a ceiling. An overcast sky looks the same, the night and a sunset look like neither; ADR 43 has
 * the figures.
 */
public final class SceneRules {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 18;

    /** The upper part, below a line of burnt-in text. */
    private static final int FROM = 2 * WIDTH;

    private static final int TO = 7 * WIDTH;

    private static final double SKY = 0.25;
    private static final double GREENERY = 0.15;
    private static final double PALE = 0.6;
    private static final double NO_SKY = 0.1;
    private static final double NO_GREENERY = 0.06;
    private static final int DARK = 60;
    private static final int GLARING = 240;
    private static final int FLAT = 12;

    private final int[] red;
    private final int[] green;
    private final int[] blue;
    private final int[] luma;

    private SceneRules(byte[] colours) {
        int pixels = WIDTH * HEIGHT;
        red = new int[pixels];
        green = new int[pixels];
        blue = new int[pixels];
        luma = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            red[i] = colours[3 * i] & 0xff;
            green[i] = colours[3 * i + 1] & 0xff;
            blue[i] = colours[3 * i + 2] & 0xff;
            luma[i] = (30 * red[i] + 59 * green[i] + 11 * blue[i]) / 100;
        }
    }

    /**
     * @param colours of 32x18 pixels, row by row from the top left: red, green and blue, a byte each
     * @throws IllegalArgumentException when there are not as many
     */
    public static SceneGuess guess(byte[] colours) {
        if (colours.length != 3 * WIDTH * HEIGHT) {
            throw new IllegalArgumentException(colours.length + " bytes of colours");
        }
        return new SceneRules(colours).guess();
    }

    private SceneGuess guess() {
        int[] sorted = luma.clone();
        Arrays.sort(sorted);
        int median = sorted[sorted.length / 2];
        if (median < DARK || median > GLARING || deviation() < FLAT) {
            return new SceneGuess(
                    Kind.UNKNOWN,
                    List.of(new Text(
                            "terlalu gelap, terlalu terang atau terlalu polos", "too dark, too bright or too plain")));
        }
        double sky = share(FROM, TO, this::isBlue);
        double greenery = share(0, WIDTH * HEIGHT, this::isGreen);
        double pale = share(FROM, TO, this::isPale);
        List<Text> because = new ArrayList<>();
        if (sky >= SKY) {
            because.add(new Text(
                    percent(sky) + " bagian atas biru seperti langit",
                    percent(sky) + " of the upper part is blue as sky"));
        }
        if (greenery >= GREENERY) {
            because.add(
                    new Text(percent(greenery) + " hijau seperti tanaman", percent(greenery) + " is green as plants"));
        }
        if (!because.isEmpty()) {
            return new SceneGuess(Kind.OUTDOOR, because);
        }
        if (pale >= PALE && sky < NO_SKY && greenery < NO_GREENERY) {
            return new SceneGuess(
                    Kind.INDOOR,
                    List.of(new Text(
                            percent(pale) + " bagian atas pucat: langit-langit, atau langit mendung",
                            percent(pale) + " of the upper part is pale: a ceiling, or an overcast sky")));
        }
        return new SceneGuess(
                Kind.UNKNOWN, List.of(new Text("tidak ada langit biru atau tanaman", "neither a blue sky nor plants")));
    }

    private boolean isBlue(int i) {
        return 4 * blue[i] >= 5 * red[i] && blue[i] >= green[i] && luma[i] > 70;
    }

    private boolean isGreen(int i) {
        return 100 * green[i] > 112 * red[i] && 100 * green[i] > 112 * blue[i] && luma[i] > 30;
    }

    private boolean isPale(int i) {
        int most = Math.max(red[i], Math.max(green[i], blue[i]));
        int least = Math.min(red[i], Math.min(green[i], blue[i]));
        return luma[i] > 110 && 100 * (most - least) <= 16 * most;
    }

    private static double share(int from, int to, IntPredicate is) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += is.test(i) ? 1 : 0;
        }
        return (double) count / (to - from);
    }

    private double deviation() {
        double mean = Arrays.stream(luma).average().orElse(0);
        return Math.sqrt(Arrays.stream(luma)
                .mapToDouble(l -> (l - mean) * (l - mean))
                .average()
                .orElse(0));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
