package id.pantau.vision.check;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A place, far wider than what a camera sees of it: how light its surfaces are, what stands up and casts a shadow, where lamps
 * throw light, and what shines by itself. Every seed is another place.
 */
final class World {
    static final int WIDTH = 960;
    static final int HEIGHT = 540;

    /** Windows are lit in as many turns. */
    static final int GROUPS = 3;

    /** What kind of place. */
    enum Kind {
        STREET,
        FACADES,
        SQUARE,
        PARK,
        HARBOUR,
        HOUSES,
        ROOM,
        HALL
    }

    /** Where vehicles drive: from one point to another, with the size they have there. */
    record Lane(double x0, double y0, double size0, double x1, double y1, double size1) {}

    final Kind kind;
    final boolean indoors;
    final int horizon;
    final byte[] surface;
    final byte[] upright;
    final byte[] lamps;
    final byte[][] windows = new byte[GROUPS][];
    final List<Lane> lanes = new ArrayList<>();

    private final Random random;
    private final BufferedImage surfaceImage = image();
    private final BufferedImage uprightImage = image();
    private final BufferedImage lampImage = image();
    private final BufferedImage[] windowImages = {image(), image(), image()};
    private final Graphics2D g = pen(surfaceImage);
    private final Graphics2D up = pen(uprightImage);

    World(Kind kind, long seed) {
        this.kind = kind;
        this.random = new Random(seed * 31 + kind.ordinal());
        this.indoors = kind == Kind.ROOM || kind == Kind.HALL;
        this.horizon = indoors ? 0 : 225 + random.nextInt(40);
        draw();
        surface = bytes(surfaceImage);
        upright = bytes(uprightImage);
        lamps = bytes(lampImage);
        for (int i = 0; i < GROUPS; i++) {
            windows[i] = bytes(windowImages[i]);
        }
    }

    private void draw() {
        if (indoors) {
            inside();
            grain(6);
            return;
        }
        box(0, 0, WIDTH, horizon, 225);
        box(0, horizon, WIDTH, HEIGHT - horizon, 70 + random.nextInt(60));
        skyline();
        switch (kind) {
            case STREET -> street();
            case FACADES -> facades();
            case SQUARE -> square();
            case PARK -> park();
            case HARBOUR -> harbour();
            default -> houses();
        }
        furniture();
        grain(kind == Kind.PARK ? 14 : 9);
    }

    private void skyline() {
        for (int x = 0; x < WIDTH; ) {
            int width = 20 + random.nextInt(50);
            int height = 15 + random.nextInt(kind == Kind.PARK || kind == Kind.HARBOUR ? 25 : 70);
            if (kind == Kind.PARK) {
                oval(x - width, horizon - height, 3 * width, 2 * height, 60 + random.nextInt(50));
            } else {
                building(x, horizon - height, width, height, 110 + random.nextInt(70), 5);
            }
            x += width;
        }
    }

    /** @param pitch from window to window */
    private void building(int x, int y, int width, int height, int luma, int pitch) {
        box(x, y, width, height, luma);
        up.fillRect(x, y, width, height);
        int pane = luma > 120 ? luma - 70 - random.nextInt(30) : luma + 60;
        for (int row = y + pitch / 2; row + pitch / 2 < y + height - 1; row += pitch) {
            for (int column = x + pitch / 2; column + pitch / 2 < x + width - 1; column += pitch) {
                int size = Math.max(2, pitch * 5 / 9);
                box(column, row, size, size, pane + random.nextInt(16));
                if (random.nextInt(3) == 0) {
                    Graphics2D light = pen(windowImages[random.nextInt(GROUPS)]);
                    light.setColor(gray(140 + random.nextInt(115)));
                    light.fillRect(column, row, size, size);
                    light.dispose();
                }
            }
        }
    }

    private void street() {
        int vx = 430 + random.nextInt(100);
        int reach = 260 + random.nextInt(160);
        quad(vx - 6, vx + 6, horizon, vx - reach, vx + reach, HEIGHT, 75);
        for (int side = -1; side <= 1; side += 2) {
            for (double s = 0.16; s < 1.7; s *= 1.28) {
                int x = (int) (vx + side * s * (reach * 0.75));
                int width = (int) (120 * s);
                int height = (int) ((110 + random.nextInt(130)) * s);
                int ground = (int) (horizon + s * 130);
                building(side < 0 ? x - width : x, ground - height, width, height, 90 + random.nextInt(130), (int)
                        (7 + 16 * s));
                if (random.nextBoolean()) {
                    tree((int) (vx + side * s * reach * 0.62), ground, (int) (60 * s));
                }
                lamp((int) (vx + side * s * reach * 0.55), ground, (int) (100 * s));
            }
        }
        for (double s = 0.1; s < 2.2; s *= 1.35) {
            int y = (int) (horizon + s * 140);
            box((int) (vx - 3 * s), y, (int) (6 * s) + 1, (int) (18 * s) + 1, 210);
        }
        for (int stripe = -6; stripe <= 6; stripe++) {
            box(vx + stripe * 26, horizon + 95, 13, 9, 215);
        }
        lanes.add(new Lane(vx - 2, horizon + 3, 0.05, vx - reach * 0.6, horizon + 260, 1.7));
        lanes.add(new Lane(vx + reach * 0.6, horizon + 260, 1.7, vx + 2, horizon + 3, 0.05));
        lanes.add(new Lane(150, horizon + 118, 0.8, 800, horizon + 118, 0.8));
    }

    private void facades() {
        int ground = horizon + 55;
        for (int x = -20; x < WIDTH; ) {
            int width = 60 + random.nextInt(90);
            int height = 90 + random.nextInt(110);
            building(x, ground - height, width, height, 80 + random.nextInt(150), 13 + random.nextInt(10));
            for (int i = 0; i < width; i += 12) {
                box(x + i, ground - 26, 6, 8, i / 12 % 2 == 0 ? 230 : 90);
            }
            box(x + 4, ground - 40, width - 8, 9, random.nextInt(256));
            x += width + random.nextInt(8);
        }
        box(0, ground, WIDTH, 18, 165);
        road(ground + 18, 75);
        for (int x = 40; x < WIDTH; x += 150) {
            lamp(x + random.nextInt(40), ground + 8, 90);
        }
    }

    private void square() {
        int vx = 480;
        for (int i = -14; i <= 14; i++) {
            line(vx + i * 14, horizon, vx + i * 90, HEIGHT, 120);
        }
        for (double s = 0.12; s < 2; s *= 1.4) {
            line(0, (int) (horizon + 150 * s), WIDTH, (int) (horizon + 150 * s), 120);
        }
        int x = 420 + random.nextInt(100);
        building(x - 70, horizon - 80, 140, 110, 200, 22);
        quad(x - 5, x + 5, horizon - 150, x - 85, x + 85, horizon - 80, 95);
        oval(x - 60 + random.nextInt(60), horizon + 60, 90, 34, 190);
        oval(x - 45 + random.nextInt(60), horizon + 66, 60, 20, 110);
        for (int i = 0; i < 14; i++) {
            tree(random.nextInt(WIDTH), horizon + 20 + random.nextInt(70), 40 + random.nextInt(50));
        }
        for (int i = 0; i < 8; i++) {
            lamp(60 + i * 120 + random.nextInt(40), horizon + 30 + random.nextInt(60), 80);
        }
        road(horizon + 120, 55);
    }

    private void park() {
        quad(470, 490, horizon + 5, 330, 520, HEIGHT, 190);
        oval(520 + random.nextInt(120), horizon + 50, 150, 50, 160);
        for (int i = 0; i < 46; i++) {
            int depth = i * 4;
            tree(random.nextInt(WIDTH), horizon + 8 + depth, 24 + depth / 2 + random.nextInt(20));
        }
        building(250 + random.nextInt(300), horizon - 22, 70, 50, 200, 16);
        for (int i = 0; i < 6; i++) {
            lamp(120 + random.nextInt(720), horizon + 30 + random.nextInt(80), 70);
        }
        lanes.add(new Lane(100, horizon + 30, 0.3, 860, horizon + 34, 0.3));
    }

    private void harbour() {
        for (int i = 0; i < 500; i++) {
            int y = horizon + random.nextInt(120);
            box(random.nextInt(WIDTH), y, 4 + random.nextInt(10), 1, 120 + random.nextInt(60));
        }
        int x = 330 + random.nextInt(160);
        quad(x, x + 220, horizon + 10, x + 20, x + 190, horizon + 50, 60);
        building(x + 40, horizon - 40, 120, 50, 225, 11);
        box(x + 90, horizon - 70, 22, 30, 80);
        for (int i = 0; i < 3; i++) {
            int crane = 560 + i * 70 + random.nextInt(20);
            line(crane, horizon + 20, crane, horizon - 110, 60);
            line(crane + 24, horizon + 20, crane + 24, horizon - 110, 60);
            line(crane - 50, horizon - 90, crane + 60, horizon - 90, 60);
            line(crane, horizon - 110, crane - 50, horizon - 90, 60);
            building(crane - 20, horizon + 2, 64, 20, 60 + random.nextInt(150), 9);
        }
        box(0, horizon + 120, WIDTH, HEIGHT, 150);
        for (int i = 0; i < WIDTH; i += 34) {
            box(i, horizon + 112, 8, 14, 60);
        }
        for (int i = 0; i < 7; i++) {
            lamp(60 + i * 140 + random.nextInt(30), horizon + 130, 120);
        }
        road(horizon + 145, 60);
    }

    private void houses() {
        int ground = horizon + 60;
        for (int x = -30; x < WIDTH; ) {
            int width = 80 + random.nextInt(60);
            int height = 48 + random.nextInt(30);
            building(x, ground - height, width, height, 150 + random.nextInt(90), 24);
            quad(
                    x + width / 2 - 12,
                    x + width / 2 + 12,
                    ground - height - 38,
                    x - 8,
                    x + width + 8,
                    ground - height,
                    50 + random.nextInt(60));
            box(x + 12 + random.nextInt(40), ground - 28, 15, 28, 50);
            for (int i = 0; i < width; i += 7) {
                box(x + i, ground, 2, 15, 215);
            }
            if (random.nextBoolean()) {
                tree(x + width + 4, ground + 10, 50 + random.nextInt(40));
            }
            x += width + 10 + random.nextInt(30);
        }
        road(ground + 22, 72);
        for (int x = 80; x < WIDTH; x += 190) {
            lamp(x + random.nextInt(60), ground + 18, 95);
        }
        for (int i = 0; i < 4; i++) {
            line(0, horizon - 90 + i * 9, WIDTH, horizon - 70 + i * 8, 50);
        }
    }

    /** Level, with two lanes. */
    private void road(int y, int height) {
        box(0, y, WIDTH, height, 68);
        for (int x = 0; x < WIDTH; x += 56) {
            box(x, y + height / 2, 28, 3, 205);
        }
        lanes.add(new Lane(60, y + height * 0.4, 0.75, 900, y + height * 0.4, 0.75));
        lanes.add(new Lane(900, y + height * 0.9, 1, 60, y + height * 0.9, 1));
    }

    private void inside() {
        int floor = 300 + random.nextInt(70);
        box(0, 0, WIDTH, HEIGHT, 190);
        box(0, floor, WIDTH, HEIGHT, 110);
        for (int i = -12; i <= 12; i++) {
            line(480 + i * 30, floor, 480 + i * 70, HEIGHT, 85);
        }
        for (int x = 0; x < WIDTH; x += 40 + random.nextInt(80)) {
            box(x, floor - 200 + random.nextInt(70), 30 + random.nextInt(40), 30 + random.nextInt(30), 40);
            box(x + 4, floor - 195 + random.nextInt(70), 24, 22, random.nextInt(256));
        }
        for (int x = 0; x < WIDTH; ) {
            int width = 60 + random.nextInt(90);
            stand(x, floor, width, 40 + random.nextInt(130), 30 + random.nextInt(200));
            x += width + random.nextInt(kind == Kind.HALL ? 60 : 20);
        }
        for (int i = 0; i < 26; i++) {
            int y = floor + random.nextInt(150);
            box(random.nextInt(WIDTH), y, 16 + random.nextInt(60), 8 + random.nextInt(40), random.nextInt(256));
        }
    }

    private void stand(int x, int floor, int width, int height, int luma) {
        switch (random.nextInt(4)) {
            case 0, 1 -> shelf(x, floor - height, width, height, luma);
            case 2 -> {
                box(x, floor - 150, 58, 150, luma);
                box(x + 6, floor - 142, 46, 60, luma / 2 + 60);
                box(x + 48, floor - 72, 5, 5, 240);
            }
            default -> {
                oval(x, floor - 60, width, 50, luma);
                box(x, floor - 36, width, 46, luma * 3 / 4);
                box(x + 4, floor + 10, 6, 14, 30);
                box(x + width - 10, floor + 10, 6, 14, 30);
            }
        }
    }

    private void shelf(int x, int y, int width, int height, int luma) {
        box(x, y, width, height, luma);
        for (int row = y + 4; row + 18 < y + height; row += 24) {
            for (int i = x + 3; i < x + width - 6; i += 7 + random.nextInt(6)) {
                box(i, row + random.nextInt(6), 5, 16, random.nextInt(256));
            }
        }
    }

    /** Signs, kiosks and whatever else stands about. */
    private void furniture() {
        for (int i = 0; i < 16; i++) {
            int x = random.nextInt(WIDTH);
            int y = horizon + 10 + random.nextInt(90);
            int size = 5 + (y - horizon) / 5;
            box(x, y - 3 * size, Math.max(2, size / 4), 3 * size, 50);
            box(x - size, y - 4 * size, 2 * size, size + 4, random.nextInt(256));
            up.fillRect(x - size, y - 4 * size, 2 * size, size);
        }
    }

    private void tree(int x, int ground, int size) {
        box(x - size / 16 - 1, ground - size, size / 8 + 2, size, 50);
        for (int i = 0; i < 26; i++) {
            int r = size / 6 + random.nextInt(size / 5 + 1);
            int cx = x + (int) (random.nextGaussian() * size / 4);
            int cy = ground - size - (int) (random.nextGaussian() * size / 5);
            oval(cx - r, cy - r, 2 * r, 2 * r, 35 + random.nextInt(75));
            up.fillOval(cx - r, cy - r, 2 * r, 2 * r);
        }
    }

    private void lamp(int x, int ground, int height) {
        int y = ground - height;
        box(x, y, Math.max(1, height / 40), height, 60);
        box(x - height / 12, y, height / 6 + 2, Math.max(2, height / 30), 70);
        Graphics2D shine = pen(windowImages[0]);
        shine.setColor(Color.WHITE);
        shine.fillOval(x - height / 20 - 1, y, height / 10 + 3, height / 16 + 3);
        shine.dispose();
        Graphics2D pool = pen(lampImage);
        for (int r = 20; r > 0; r--) {
            pool.setColor(new Color(255, 255, 255, 14));
            pool.fillOval(
                    x - r * height / 14,
                    ground - r * height / 22 - height / 4,
                    r * height / 7,
                    r * height / 11 + height / 4);
        }
        pool.dispose();
    }

    private void grain(int strength) {
        byte[] pixels = bytes(surfaceImage);
        double coarse = 0;
        for (int i = 0; i < pixels.length; i++) {
            coarse = 0.8 * coarse + 0.6 * random.nextGaussian();
            int y = i / WIDTH;
            double depth = y < horizon ? 0.15 : 1;
            int luma = (int) ((pixels[i] & 0xff) + depth * strength * (0.5 * coarse + 0.5 * random.nextGaussian()));
            pixels[i] = (byte) Math.max(8, Math.min(250, luma));
        }
    }

    private void box(int x, int y, int width, int height, int luma) {
        g.setColor(gray(luma));
        g.fillRect(x, y, width, height);
    }

    private void oval(int x, int y, int width, int height, int luma) {
        g.setColor(gray(luma));
        g.fillOval(x, y, width, height);
    }

    private void line(int x0, int y0, int x1, int y1, int luma) {
        g.setColor(gray(luma));
        g.setStroke(new BasicStroke(2));
        g.drawLine(x0, y0, x1, y1);
    }

    private void quad(int left0, int right0, int y0, int left1, int right1, int y1, int luma) {
        g.setColor(gray(luma));
        g.fillPolygon(new Polygon(new int[] {left0, right0, right1, left1}, new int[] {y0, y0, y1, y1}, 4));
    }

    private static Color gray(int luma) {
        int level = Math.max(0, Math.min(255, luma));
        return new Color(level, level, level);
    }

    private static BufferedImage image() {
        return new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        return pen;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
