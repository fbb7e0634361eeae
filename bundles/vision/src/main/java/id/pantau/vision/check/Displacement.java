package id.pantau.vision.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By how much a picture is moved and zoomed against a layer.
 *
 * @param zoom above 1 when things are larger than in the layer
 * @param right how far things moved to the right, in pixels of the small picture
 * @param down how far things moved down
 * @param match how well it fits when that is undone
 */
record Displacement(double zoom, int right, int down, Match match) {
    /** Of the coarse map. */
    private static final int STEP = 4;

    private static final int WIDTH = Reading.WIDTH / STEP;
    private static final int HEIGHT = Reading.HEIGHT / STEP;
    private static final double[] ZOOMS = {0.6, 0.7, 0.77, 0.84, 0.92, 1, 1.09, 1.19, 1.3, 1.43, 1.67};

    /** What is compared must be this share of the picture. */
    private static final double LEAST_OVERLAP = 0.25;

    private static final int CANDIDATES = 3;

    /** The best one. Costs some 20 ms. */
    static Displacement find(Layer layer, Structure now) {
        float[] expected = coarse(layer.structure());
        Candidate[] best = new Candidate[CANDIDATES];
        for (double zoom : ZOOMS) {
            insert(best, search(expected, coarse(warp(now, zoom, 0, 0)), zoom));
        }
        Displacement found = new Displacement(1, 0, 0, Match.NONE);
        for (Candidate candidate : best) {
            if (candidate != null) {
                found = refine(layer, now, candidate, found);
            }
        }
        return found;
    }

    /** Whether it is more than a camera shakes in the wind. */
    boolean moved() {
        return Math.abs(right) >= 6 || Math.abs(down) >= 6 || zoom > 1.08 || zoom < 0.93;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "moved by %.0f %% of the width to the %s and %.0f %% of the height %s, zoomed by %.2f",
                100.0 * Math.abs(right) / Reading.WIDTH,
                right < 0 ? "left" : "right",
                100.0 * Math.abs(down) / Reading.HEIGHT,
                down < 0 ? "up" : "down",
                zoom);
    }

    private record Candidate(double zoom, int dx, int dy, double score) {}

    private static void insert(@Nullable Candidate[] best, Candidate candidate) {
        Candidate next = candidate;
        for (int i = 0; i < best.length; i++) {
            Candidate old = best[i];
            if (old == null || next.score() > old.score()) {
                best[i] = next;
                if (old == null) {
                    return;
                }
                next = old;
            }
        }
    }

    private static Displacement refine(Layer layer, Structure now, Candidate candidate, Displacement best) {
        Displacement found = best;
        for (int dy = -2; dy <= 2; dy += 2) {
            for (int dx = -2; dx <= 2; dx += 2) {
                int right = candidate.dx() * STEP + dx;
                int down = candidate.dy() * STEP + dy;
                Match match = Match.of(layer, warp(now, candidate.zoom(), right, down));
                if (match.matched() > found.match().matched()) {
                    found = new Displacement(candidate.zoom(), right, down, match);
                }
            }
        }
        return found;
    }

    private static Candidate search(float[] expected, float[] now, double zoom) {
        Candidate best = new Candidate(zoom, 0, 0, -1);
        for (int dy = -HEIGHT / 2; dy <= HEIGHT / 2; dy++) {
            for (int dx = -WIDTH / 2; dx <= WIDTH / 2; dx++) {
                double score = score(expected, now, dx, dy);
                if (score > best.score()) {
                    best = new Candidate(zoom, dx, dy, score);
                }
            }
        }
        return best;
    }

    private static double score(float[] expected, float[] now, int dx, int dy) {
        int x0 = Math.max(0, -dx);
        int x1 = Math.min(WIDTH, WIDTH - dx);
        int y0 = Math.max(3, 3 - dy);
        int y1 = Math.min(HEIGHT - 3, HEIGHT - 3 - dy);
        int overlap = (x1 - x0) * (y1 - y0);
        if (y1 <= y0 || overlap < LEAST_OVERLAP * WIDTH * (HEIGHT - 6)) {
            return -1;
        }
        float dot = 0;
        float here = 1e-3f;
        float there = 1e-3f;
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int i = 2 * (y * WIDTH + x);
                int j = i + 2 * (dy * WIDTH + dx);
                dot += expected[i] * now[j] + expected[i + 1] * now[j + 1];
                here += expected[i] * expected[i] + expected[i + 1] * expected[i + 1];
                there += now[j] * now[j] + now[j + 1] * now[j + 1];
            }
        }
        // the less there is to compare, the more must it agree
        return dot / Math.sqrt(here * there) * Math.sqrt((double) overlap / (WIDTH * (HEIGHT - 6)));
    }

    /** The picture as it would be without that displacement; what was not in it has no edges. */
    private static Structure warp(Structure now, double zoom, int right, int down) {
        byte[] along = new byte[Reading.WIDTH * Reading.HEIGHT];
        byte[] across = new byte[along.length];
        int[] from = new int[Reading.WIDTH];
        for (int x = 0; x < Reading.WIDTH; x++) {
            from[x] = (int) Math.round(Reading.WIDTH / 2.0 + zoom * (x - Reading.WIDTH / 2.0)) + right;
        }
        for (int y = 0; y < Reading.HEIGHT; y++) {
            int row = (int) Math.round(Reading.HEIGHT / 2.0 + zoom * (y - Reading.HEIGHT / 2.0)) + down;
            // burnt-in text does not move
            if (row < Reading.TOP - 2 || row >= Reading.TOP + Reading.ROWS * Reading.BLOCK_HEIGHT + 2) {
                continue;
            }
            for (int x = 0; x < Reading.WIDTH; x++) {
                if (from[x] >= 0 && from[x] < Reading.WIDTH) {
                    along[y * Reading.WIDTH + x] = now.along()[row * Reading.WIDTH + from[x]];
                    across[y * Reading.WIDTH + x] = now.across()[row * Reading.WIDTH + from[x]];
                }
            }
        }
        return new Structure(along, across);
    }

    private static float[] coarse(Structure structure) {
        float[] map = new float[2 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT * STEP; y++) {
            for (int x = 0; x < WIDTH * STEP; x++) {
                int to = 2 * (y / STEP * WIDTH + x / STEP);
                map[to] += structure.along()[y * Reading.WIDTH + x];
                map[to + 1] += structure.across()[y * Reading.WIDTH + x];
            }
        }
        return map;
    }
}
