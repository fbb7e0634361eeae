package id.pantau.vision.check;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pictures of one camera over days and nights: sun, clouds, shadows that wander, street lamps and windows, vehicles with
 * their lights, a truck that stands for minutes and a bus that hides a third of the picture, rain, automatic exposure that
 * lags and has its limit, noise that rises with the gain, wind, the encoder's quantisation, and a burnt-in clock. What happens
 * at which time follows from the seed.
 */
final class SimulatedCamera {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final int SIZE = WIDTH * HEIGHT;
    private static final int MARGIN = 2;
    private static final int ROW = WIDTH + 2 * MARGIN;
    private static final double MOST_GAIN = 60;
    private static final float[] NOISE = noise();
    private static final int LETTER = 7;
    private static final int LETTER_HEIGHT = 12;
    private static final Map<Character, byte[]> LETTERS = new ConcurrentHashMap<>();

    private final World home;
    private final long seed;
    private final Random random;
    private final double name;
    private final double lamplight;
    private final float[] light = new float[SIZE];
    private final byte[] encoded = new byte[SIZE];
    private Seen seen;
    private boolean[] litGroups = {};
    private float[] lit = {};
    private double exposure;
    private double wetness;

    /** A world as it lies in the picture. */
    private record Seen(World world, Pose pose, float[] surface, float[] upright, float[] lamps, float[][] windows) {}

    /** A third of the places are well lit at night, a third poorly, and of the others hardly more than lights is seen. */
    SimulatedCamera(World home, long seed) {
        this(home, seed, new double[] {0.09, 0.012, 0}[(int) Math.floorMod(seed, 3L)]);
    }

    /** @param lamplight what street lamps throw on the ground; 0.09 is much */
    SimulatedCamera(World home, long seed, double lamplight) {
        this.home = home;
        this.seed = seed;
        this.random = new Random(seed);
        this.lamplight = lamplight;
        this.name = random.nextInt(1000);
        this.seen = see(home, Pose.USUAL);
    }

    /** Looks at the usual view. */
    void back() {
        look(see(home, Pose.USUAL));
    }

    void turn(Pose pose) {
        look(see(home, pose));
    }

    /** Looks at another place. */
    void move(World world) {
        look(see(world, Pose.USUAL));
    }

    private void look(Seen other) {
        seen = other;
        litGroups = new boolean[0];
    }

    /** @param seconds since midnight of the first day; pictures come in the order of time */
    LumaPicture picture(double seconds) {
        double day = day(seconds);
        illuminate(seconds, day);
        if (!seen.world().indoors) {
            new Traffic(seed).draw(seen.world(), seen.pose(), seconds, day, light);
        }
        expose(seconds);
        encode();
        clock(seconds);
        return new LumaPicture(WIDTH, HEIGHT, encoded.clone());
    }

    /** From 0 at night to 1 by day, with an hour of dusk. */
    static double day(double seconds) {
        double hour = seconds / 3600 % 24;
        double height = Math.min(hour - 5.5, 18.5 - hour);
        return Math.max(0, Math.min(1, height / 1.0 + 0.3));
    }

    private void illuminate(double seconds, double day) {
        double hour = seconds / 3600 % 24;
        // daylight falls by powers of ten
        double ambient = 0.0016 + Math.pow(day, 4);
        double clouds = 0.5 + 0.5 * Math.sin(seconds / 700 + name) * Math.sin(seconds / 191 + name);
        double rain = rain(seconds);
        double sun = rain > 0 ? 0 : Math.max(0, 1 - clouds * 1.3) * day;
        int shadow = (int) ((hour - 12) * 9);
        boolean inside = seen.world().indoors;
        double lamp = day < 0.55 ? lamplight : 0;
        boolean[] on = new boolean[World.GROUPS];
        for (int i = 0; i < on.length; i++) {
            on[i] = day < 0.6 && (i == 0 || hash(seconds, 1500 + 400 * i, i) < (hour < 5 && hour > 0 ? 0.3 : 0.8));
        }
        float[] shining = shining(on);
        int dx = (int) Math.round(random.nextGaussian() * 0.45);
        int dy = (int) Math.round(random.nextGaussian() * 0.3);
        dx = Math.max(-1, Math.min(1, dx));
        dy = Math.max(-1, Math.min(1, dy));
        double horizon = (seen.world().horizon - seen.pose().y()) * seen.pose().scale() + HEIGHT / 2.0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int from = (y + MARGIN + dy) * ROW + x + MARGIN + dx;
                float surface = seen.surface()[from];
                double shine;
                if (inside) {
                    shine = 0.05 + 0.12 * day;
                } else {
                    int cast = x - shadow;
                    boolean shaded = sun > 0
                            && cast >= 0
                            && cast < WIDTH
                            && y > horizon
                            && y >= 14
                            && seen.upright()[(y - 14 + MARGIN) * ROW + cast + MARGIN] > 0.5f;
                    shine = ambient * (0.45 + (shaded ? 0 : 0.9 * sun)) + lamp * seen.lamps()[from];
                }
                light[y * WIDTH + x] = (float) (surface * shine) + shining[from];
            }
        }
    }

    private float[] shining(boolean[] on) {
        if (Arrays.equals(on, litGroups)) {
            return lit;
        }
        lit = new float[ROW * (HEIGHT + 2 * MARGIN)];
        litGroups = on;
        for (int group = 0; group < on.length; group++) {
            for (int i = 0; on[group] && i < lit.length; i++) {
                lit[i] += 0.25f * seen.windows()[group][i];
            }
        }
        return lit;
    }

    private double rain(double seconds) {
        double chance = hash(seconds, 2400, 77);
        return chance < 0.15 ? 0.3 + 0.7 * hash(seconds, 2400, 78) : 0;
    }

    private void expose(double seconds) {
        double mean = 0;
        for (int i = 0; i < SIZE; i += 7) {
            mean += Math.min(light[i], 2.5);
        }
        mean = mean * 7 / SIZE + 1e-5;
        double wanted = Math.min(MOST_GAIN, 0.2 / mean);
        // it follows in steps and never quite
        if (exposure == 0 || Math.abs(Math.log(wanted / exposure)) > 0.12) {
            exposure = exposure == 0 ? wanted : exposure * Math.pow(wanted / exposure, 0.6);
        }
        float noise = (float) (0.7 + 0.75 * Math.sqrt(exposure));
        double rain = seen.world().indoors ? 0 : rain(seconds);
        wetness = rain;
        float veil = (float) (10 * rain);
        float contrast = (float) (255 - 38 * rain);
        float gain = (float) (exposure / 1.3);
        int offset = random.nextInt(NOISE.length - SIZE);
        for (int i = 0; i < SIZE; i++) {
            float luma = contrast * (float) Math.sqrt(Math.min(1, light[i] * gain)) + veil + noise * NOISE[offset + i];
            encoded[i] = (byte) Math.max(0, Math.min(255, (int) (luma + 0.5f)));
        }
        for (int i = 0; i < 260 * wetness; i++) {
            streak();
        }
    }

    private void streak() {
        int x = random.nextInt(WIDTH - 4);
        int y = random.nextInt(HEIGHT - 20);
        int length = 6 + random.nextInt(13);
        int add = 8 + random.nextInt(26);
        for (int i = 0; i < length; i++) {
            int at = (y + i) * WIDTH + x + i / 6;
            encoded[at] = (byte) Math.min(255, (encoded[at] & 0xff) + add);
        }
    }

    /** Blocks of eight lose their faint detail, as an encoder's do. */
    private void encode() {
        for (int top = 0; top + 4 <= HEIGHT; top += 4) {
            for (int left = 0; left + 4 <= WIDTH; left += 4) {
                int sum = 0;
                for (int i = 0; i < 16; i++) {
                    sum += encoded[(top + i / 4) * WIDTH + left + i % 4] & 0xff;
                }
                int mean = (sum + 8) / 16;
                for (int i = 0; i < 16; i++) {
                    int at = (top + i / 4) * WIDTH + left + i % 4;
                    int apart = (encoded[at] & 0xff) - mean;
                    int kept = Math.abs(apart) <= 3 ? 0 : apart / 3 * 3;
                    encoded[at] = (byte) Math.max(0, Math.min(255, mean + kept));
                }
            }
        }
    }

    private void clock(double seconds) {
        long s = (long) seconds;
        text(
                String.format("2026-11-%02d %02d:%02d:%02d", 1 + s / 86400 % 28, s / 3600 % 24, s / 60 % 60, s % 60),
                6,
                3);
        text("CAM " + (int) name, WIDTH - 70, HEIGHT - 16);
    }

    private void text(String text, int x, int top) {
        for (int i = 0; i < text.length(); i++) {
            byte[] letter = LETTERS.computeIfAbsent(text.charAt(i), SimulatedCamera::letter);
            for (int j = 0; j < letter.length; j++) {
                if (letter[j] < 0) {
                    encoded[(top + j / LETTER) * WIDTH + x + i * LETTER + j % LETTER] = letter[j];
                }
            }
        }
    }

    /** Nobody reads it: dots, others for each letter, need no fonts on the machine. */
    private static byte[] letter(char letter) {
        Random dots = new Random(letter * 7919);
        byte[] ink = new byte[LETTER * LETTER_HEIGHT];
        for (int y = 1; y < LETTER_HEIGHT - 1; y++) {
            for (int x = 1; x < LETTER - 1; x++) {
                ink[y * LETTER + x] = (byte) (letter != ' ' && dots.nextBoolean() ? 240 : 0);
            }
        }
        return ink;
    }

    /** What holds for some seconds, from 0 to 1. */
    private double hash(double seconds, int period, int what) {
        return new Random(((long) (seconds / period) * 1_000_003 + what) * 7919 + seed).nextInt(10_000) / 10_000.0;
    }

    private static Seen see(World world, Pose pose) {
        float[][] windows = new float[World.GROUPS][];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = sample(world.windows[i], pose);
        }
        return new Seen(
                world,
                pose,
                sample(world.surface, pose),
                sample(world.upright, pose),
                sample(world.lamps, pose),
                windows);
    }

    private static float[] sample(byte[] map, Pose pose) {
        float[] sampled = new float[ROW * (HEIGHT + 2 * MARGIN)];
        double step = 1 / pose.scale();
        for (int y = 0; y < HEIGHT + 2 * MARGIN; y++) {
            for (int x = 0; x < ROW; x++) {
                double wx = pose.x() + (x - MARGIN - WIDTH / 2.0) * step;
                double wy = pose.y() + (y - MARGIN - HEIGHT / 2.0) * step;
                sampled[y * ROW + x] = step > 1.2
                        ? (at(map, wx - step / 4, wy - step / 4)
                                        + at(map, wx + step / 4, wy - step / 4)
                                        + at(map, wx - step / 4, wy + step / 4)
                                        + at(map, wx + step / 4, wy + step / 4))
                                / 4
                        : at(map, wx, wy);
            }
        }
        return sampled;
    }

    private static float at(byte[] map, double x, double y) {
        int x0 = (int) Math.max(0, Math.min(World.WIDTH - 2, Math.floor(x)));
        int y0 = (int) Math.max(0, Math.min(World.HEIGHT - 2, Math.floor(y)));
        float fx = (float) Math.max(0, Math.min(1, x - x0));
        float fy = (float) Math.max(0, Math.min(1, y - y0));
        int i = y0 * World.WIDTH + x0;
        float top = (map[i] & 0xff) * (1 - fx) + (map[i + 1] & 0xff) * fx;
        float bottom = (map[i + World.WIDTH] & 0xff) * (1 - fx) + (map[i + World.WIDTH + 1] & 0xff) * fx;
        return (top * (1 - fy) + bottom * fy) / 255;
    }

    private static float[] noise() {
        Random random = new Random(1);
        float[] noise = new float[1 << 18];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
