package id.pantau.vision.check;

import java.util.Random;

/** What drives past a camera, stands in a jam, or parks. What is where at a time follows from the seed. */
final class Traffic {
    private static final int SLOT = 12;
    private static final int PARKING = 1200;
    private final long seed;

    Traffic(long seed) {
        this.seed = seed;
    }

    /** @param light of the picture: what vehicles reflect and shine is put into it */
    void draw(World world, Pose pose, double seconds, double day, float[] light) {
        double hour = seconds / 3600 % 24;
        double density = hour < 5 ? 0.12 : hour < 7 || hour > 21 ? 0.35 : 0.6;
        boolean jam = (hour > 7 && hour < 9 || hour > 16.5 && hour < 18.5)
                && random(seconds, 600, 5).nextInt(3) == 0;
        for (int lane = 0; lane < world.lanes.size(); lane++) {
            World.Lane path = world.lanes.get(lane);
            long now = (long) (seconds / SLOT);
            for (long slot = now - (jam ? 9 : 2); slot <= now; slot++) {
                Random random = random(slot * SLOT, SLOT, 100 + lane);
                if (random.nextDouble() < density) {
                    double transit = (jam ? 70 : 8) + random.nextInt(10);
                    double u = (seconds - slot * SLOT - random.nextInt(SLOT)) / transit;
                    boolean bus = random.nextInt(9) == 0;
                    if (u >= 0 && u <= 1) {
                        vehicle(path, u, bus ? 2.2 : 1, 0.15 + 0.7 * random.nextDouble(), pose, day, light);
                    }
                }
            }
        }
        big(pose, seconds, day, light);
        Random parked = random(seconds, PARKING, 3);
        if (parked.nextInt(6) == 0 && !world.lanes.isEmpty()) {
            World.Lane lane = world.lanes.get(parked.nextInt(world.lanes.size()));
            double u = 0.3 + 0.4 * parked.nextDouble();
            if (seconds % PARKING > 120 && seconds % PARKING < 900) {
                vehicle(lane, u, 3, 0.3 + 0.5 * parked.nextDouble(), pose, 1, light, day);
            }
        }
    }

    /** Passes close to the camera, every half an hour or so. */
    private void big(Pose pose, double seconds, double day, float[] light) {
        Random random = random(seconds, 900, 4);
        double start = 60 + random.nextInt(700);
        double lasts = 3 + random.nextInt(random.nextInt(4) == 0 ? 40 : 8);
        double u = (seconds % 900 - start) / lasts;
        if (random.nextInt(2) != 0 || u < 0 || u > 1) {
            return;
        }
        int width = SimulatedCamera.WIDTH * 45 / 100;
        int height = SimulatedCamera.HEIGHT * 70 / 100;
        int left = (int) (-width + u * (SimulatedCamera.WIDTH + width));
        int top = SimulatedCamera.HEIGHT - height - 10;
        float shine = ambient(day);
        fill(light, left, top, width, height, 0.55f * shine);
        for (int x = 6; x + 20 < width; x += 24) {
            fill(light, left + x, top + 14, 18, 34, 0.12f * shine + (day < 0.5 ? 0.04f : 0));
        }
        fill(light, left, top + height * 2 / 3, width, 6, 0.9f * shine);
    }

    private static void vehicle(
            World.Lane lane, double u, double size, double paint, Pose pose, double day, float[] light) {
        vehicle(lane, u, size, paint, pose, day, light, day);
    }

    /** @param lit below 0.5 it drives with its lights on */
    private static void vehicle(
            World.Lane lane, double u, double size, double paint, Pose pose, double lit, float[] light, double day) {
        // what comes towards the camera grows as it comes near
        double depth = lane.size0() == lane.size1()
                ? u
                : (1 / (1 / lane.size0() + u * (1 / lane.size1() - 1 / lane.size0())) - lane.size0())
                        / (lane.size1() - lane.size0());
        double scale = pose.scale();
        double grown = lane.size0() + depth * (lane.size1() - lane.size0());
        double x = (lane.x0() + depth * (lane.x1() - lane.x0()) - pose.x()) * scale + SimulatedCamera.WIDTH / 2.0;
        double y = (lane.y0() + depth * (lane.y1() - lane.y0()) - pose.y()) * scale + SimulatedCamera.HEIGHT / 2.0;
        int width = (int) (46 * grown * scale * size);
        int height = (int) (24 * grown * scale * Math.sqrt(size));
        int left = (int) x - width / 2;
        int top = (int) y - height;
        float shine = ambient(day) + (day < 0.5 ? 0.02f : 0);
        fill(light, left, top + height / 3, width, height * 2 / 3, (float) paint * shine);
        fill(light, left + width / 5, top, width * 3 / 5, height / 3 + 1, (float) paint * 0.8f * shine);
        fill(light, left + width / 4, top + height / 8, width / 2, height / 4, 0.08f * shine);
        fill(light, left + width / 8, top + height - height / 5, width / 6, height / 5, 0.03f * shine);
        fill(light, left + width * 5 / 8, top + height - height / 5, width / 6, height / 5, 0.03f * shine);
        if (lit < 0.5) {
            int front = lane.x1() > lane.x0() ? left + width : left;
            glow(light, front, top + height * 2 / 3, Math.max(2, height), 1.2f);
        }
    }

    private static float ambient(double day) {
        return (float) (0.0016 + Math.pow(day, 4)) * 0.8f;
    }

    private static void fill(float[] light, int left, int top, int width, int height, float value) {
        for (int y = Math.max(0, top); y < Math.min(SimulatedCamera.HEIGHT, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(SimulatedCamera.WIDTH, left + width); x++) {
                light[y * SimulatedCamera.WIDTH + x] = value;
            }
        }
    }

    private static void glow(float[] light, int cx, int cy, int reach, float value) {
        for (int y = Math.max(0, cy - 2 * reach); y < Math.min(SimulatedCamera.HEIGHT, cy + 2 * reach); y++) {
            for (int x = Math.max(0, cx - 4 * reach); x < Math.min(SimulatedCamera.WIDTH, cx + 4 * reach); x++) {
                double distance = Math.hypot((x - cx) / 2.0, y - cy) / reach;
                light[y * SimulatedCamera.WIDTH + x] +=
                        (float) (value * 0.2 / (0.15 + 12 * distance * distance * distance));
            }
        }
    }

    private Random random(double seconds, int period, int what) {
        return new Random(((long) (seconds / period) * 1_000_003 + what) * 104_729 + seed);
    }
}
