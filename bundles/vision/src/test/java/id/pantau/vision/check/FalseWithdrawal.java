package id.pantau.vision.check;

import id.pantau.model.Finding;
import id.pantau.model.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

    private static final int MOVES = 200;
    private static final Reason[] CHECKED = {
        Reason.FROZEN, Reason.BLACK, Reason.WHITE_OUT, Reason.BLURRED, Reason.COVERED, Reason.NOISY, Reason.DAMAGED
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

    /** Prints a table: {@code DAYS SEED}. */
    public static void main(String[] arguments) {
        int days = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int turns = Math.min(MOVES, 20 * days);
        FalseWithdrawal all = new FalseWithdrawal(seed, true);
        IntStream.range(0, days).parallel().forEach(camera -> {
            FalseWithdrawal one = new FalseWithdrawal(seed, true);
            one.run(camera, 24, turns / days + (camera < turns % days ? 1 : 0));
            all.add(one);
            all.say("camera " + camera + ": " + one.found() + " of " + one.moved() + " moves found, " + one.withdrawals
                    + " false withdrawals, " + one.falsely);
        });
        all.print();
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
        double[] at = random.doubles(turns, 0.02, 0.98)
                .map(share -> begin + share * hours * 3600)
                .sorted()
                .toArray();
        int turn = 0;
        Map<Reason, Integer> running = new EnumMap<>(Reason.class);
        boolean was = false;
        for (double now = begin; now < begin + hours * 3600; now += PACE) {
            if (turn < at.length && now >= at[turn]) {
                now = move(simulated, examination, now, camera + turn, random);
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

    private synchronized void add(FalseWithdrawal other) {
        other.moves.forEach((kind, score) -> {
            int[] sum = moves.computeIfAbsent(kind, key -> new int[2]);
            sum[0] += score[0];
            sum[1] += score[1];
        });
        other.falsely.forEach((reason, times) -> falsely.merge(reason, times, Integer::sum));
        withdrawals += other.withdrawals;
        looks += other.looks;
        days += other.days;
        nanos += other.nanos;
    }

    private void print() {
        System.out.printf(
                Locale.ROOT, "seed %d: %.0f camera-days, %d looks, one every %d s%n", seed, days, looks, PACE);
        System.out.println("| what | measured |");
        System.out.println("|---|---|");
        moves.forEach((kind, score) -> System.out.printf(
                "| moves found within two looks of %d s: %s | %d of %d |%n", CLOSE, kind, score[0], score[1]));
        System.out.printf("| moves found, all | %d of %d |%n", found(), moved());
        System.out.printf(
                Locale.ROOT, "| false withdrawals | %d, %.3f per camera-day |%n", withdrawals, withdrawals / days);
        for (Reason reason : CHECKED) {
            int times = falsely.getOrDefault(reason, 0);
            System.out.printf(
                    Locale.ROOT, "| falsely %s | %d, %.3f per camera-day |%n", reason.code(), times, times / days);
        }
        System.out.printf(Locale.ROOT, "| CPU time per look | %.3f ms |%n", nanos / 1e6 / looks);
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
