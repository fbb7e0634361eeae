package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Days of simulated cameras that nobody touches but for some moves: whether each move is found, and whether anything else is
 * found that is not there. Prints a table when it is run by itself.
 */
final class FalseWithdrawal {
    /** Between looks, in seconds; between those after a move. */
    private static final int PACE = 5;

    private static final int CLOSE = 2;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final World.Kind[] OUTDOORS = {
        World.Kind.STREET, World.Kind.FACADES, World.Kind.SQUARE, World.Kind.PARK, World.Kind.HARBOUR, World.Kind.HOUSES
    };

    private final long seed;
    private final boolean verbose;
    final Map<String, int[]> moves = new TreeMap<>();
    final Map<Reason, Integer> falsely = new EnumMap<>(Reason.class);
    int withdrawals;
    int looks;
    double days;
    long nanos;

    FalseWithdrawal(long seed, boolean verbose) {
        this.seed = seed;
        this.verbose = verbose;
    }

    /** One camera for some hours, with moves at random times in them. */
    void run(int camera, double hours, int turns) {
        Random random = new Random(seed * 1009 + camera);
        World world = new World(OUTDOORS[camera % OUTDOORS.length], random.nextInt(1 << 20));
        SimulatedCamera simulated = new SimulatedCamera(world, random.nextLong());
        Examination examination = new Examination(Sensitivity.defaults());
        // most are approved by day, some at night
        double begin = 3600 * (random.nextInt(5) == 0 ? 19 + 9 * random.nextDouble() : 7 + 10 * random.nextDouble());
        examination.approve(simulated.picture(begin));
        double[] at = random.doubles(turns, 0.02, 1)
                .map(share -> begin + share * hours * 3600)
                .sorted()
                .toArray();
        int turn = 0;
        Map<Reason, Integer> running = new EnumMap<>(Reason.class);
        boolean was = false;
        for (double now = begin; now < begin + hours * 3600; now += PACE) {
            if (turn < at.length && now >= at[turn]) {
                now = move(simulated, examination, now, camera * turns + turn, random);
                turn++;
                running.clear();
            }
            List<Finding> findings = look(examination, simulated, now);
            boolean is = examination.viewChanged();
            if (is && !was) {
                withdrawals++;
                say(camera + " " + world.kind + " withdrawn falsely at " + hour(now) + ": " + findings);
                examination.approve(simulated.picture(now));
                is = false;
            }
            was = is;
            count(findings, running, camera + " " + world.kind + " " + hour(now));
        }
        days += hours / 24;
    }

    private void count(List<Finding> findings, Map<Reason, Integer> running, String where) {
        for (Reason reason : Reason.values()) {
            if (reason == Reason.VIEW_CHANGED) {
                continue;
            }
            boolean found = findings.stream().anyMatch(finding -> finding.reason() == reason);
            int times = found ? running.getOrDefault(reason, 0) + 1 : 0;
            running.put(reason, times);
            // a finding counts when it was made twice running
            if (times == 2) {
                falsely.merge(reason, 1, Integer::sum);
                say(where + ": " + findings);
            }
        }
    }

    /** Moves the camera and back; gives the time after that. */
    private double move(SimulatedCamera simulated, Examination examination, double from, int number, Random random) {
        String kind = turn(simulated, number, random);
        double now = from;
        boolean found = false;
        for (int i = 0; i < 2; i++) {
            now += CLOSE;
            look(examination, simulated, now);
            found |= examination.viewChanged();
        }
        int[] score = moves.computeIfAbsent(kind, key -> new int[2]);
        score[0] += found ? 1 : 0;
        score[1]++;
        if (!found) {
            say("missed at " + hour(now) + ": " + kind + ", number " + number + ", " + examination);
        }
        simulated.back();
        for (int i = 0; i < 10 && (i < 3 || examination.viewChanged()); i++) {
            now += CLOSE;
            look(examination, simulated, now);
        }
        if (examination.viewChanged()) {
            say("still changed after it was turned back at " + hour(now));
            examination.approve(simulated.picture(now));
        }
        return now + CLOSE;
    }

    private static String turn(SimulatedCamera simulated, int number, Random random) {
        double sign = random.nextBoolean() ? 1 : -1;
        double more = random.nextDouble();
        switch (number % 5) {
            case 0:
                simulated.turn(Pose.USUAL.turned(sign * (0.1 + 0.3 * more), 0));
                return "pan";
            case 1:
                simulated.turn(Pose.USUAL.turned(0, sign * (0.1 + 0.15 * more)));
                return "tilt";
            case 2:
                simulated.turn(Pose.USUAL.zoomed(1.2 + 0.6 * more));
                return "zoom in";
            case 3:
                simulated.turn(Pose.USUAL.zoomed(1 / (1.2 + 0.5 * more)));
                return "zoom out";
            default:
                simulated.move(
                        new World(random.nextBoolean() ? World.Kind.ROOM : World.Kind.HALL, random.nextInt(1 << 20)));
                return "indoors";
        }
    }

    private List<Finding> look(Examination examination, SimulatedCamera simulated, double now) {
        Look look = new Look(simulated.picture(now), START.plus(Duration.ofMillis((long) (now * 1000))), 0);
        long before = CPU.getCurrentThreadCpuTime();
        List<Finding> findings = examination.look(look);
        nanos += CPU.getCurrentThreadCpuTime() - before;
        looks++;
        return findings;
    }

    int found() {
        return moves.values().stream().mapToInt(score -> score[0]).sum();
    }

    int moved() {
        return moves.values().stream().mapToInt(score -> score[1]).sum();
    }

    private void say(String what) {
        if (verbose) {
            System.err.println(what);
        }
    }

    private static String hour(double seconds) {
        return String.format("%02d:%02d", (int) (seconds / 3600 % 24), (int) (seconds / 60 % 60));
    }
}
