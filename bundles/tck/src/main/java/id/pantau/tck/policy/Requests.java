package id.pantau.tck.policy;

import id.pantau.model.Scene;
import id.pantau.spi.policy.PublicationRequest;
import id.pantau.spi.policy.PublicationRequest.Agreement;
import id.pantau.spi.policy.PublicationRequest.Load;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests of every kind, ordinary and odd. */
final class Requests {
    private static final Instant NOON = Instant.parse("2026-11-17T05:00:00Z");

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "%s%n{0}${x}",
            "../../etc/passwd",
            "'; DROP TABLE camera; --",
            "<script>",
            "Iİıi",
            "\uD800",
            "\u202Egnaps\u202C",
            "x".repeat(1_000_000));

    private static final List<Instant> ODD_MOMENTS = List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.parse("2024-02-29T23:59:59.999999999Z"),
            Instant.parse("2016-12-31T23:59:59Z"));

    private static final List<Load> LOADS = List.of(
            new Load(100_000_000, 80_000_000, 12_000_000, 12, 13_200_000, 1_100_000),
            new Load(100_000_000, 80_000_000, 80_000_000, 73, 80_000_000, 1_100_000),
            new Load(1, 0, 0, 0, 0, 1),
            new Load(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
            new Load(1, 1, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));

    private Requests() {}

    static List<PublicationRequest> all() {
        List<PublicationRequest> requests = new ArrayList<>();
        for (Scene scene : Scene.values()) {
            for (boolean agreed : new boolean[] {true, false}) {
                Agreement agreement = new Agreement("hotel-anu", agreed);
                requests.add(PublicationRequest.of("a1b2c3d4e5f6", scene, agreement, NOON));
                for (Instant moment : ODD_MOMENTS) {
                    requests.add(PublicationRequest.of("a1b2c3d4e5f6", scene, agreement, moment));
                }
            }
        }
        for (boolean running : new boolean[] {true, false}) {
            for (Load load : LOADS) {
                for (boolean agreed : new boolean[] {true, false}) {
                    Agreement agreement = new Agreement("hotel-anu", agreed);
                    for (Scene scene : List.of(Scene.STREET, Scene.LOBBY)) {
                        requests.add(PublicationRequest.of("a1b2c3d4e5f6", scene, agreement, NOON, running, load));
                    }
                }
            }
        }
        for (String text : ODD_TEXTS) {
            for (boolean agreed : new boolean[] {true, false}) {
                requests.add(PublicationRequest.of(text, Scene.STREET, new Agreement("hotel-anu", agreed), NOON));
                requests.add(PublicationRequest.of("a1b2c3d4e5f6", Scene.LOBBY, new Agreement(text, agreed), NOON));
                requests.add(PublicationRequest.of(text, Scene.PARK, new Agreement(text, agreed), NOON));
            }
        }
        return requests;
    }

    static String describe(PublicationRequest request) {
        return request.scene() + ", running " + request.running() + ", " + request.load() + ", agreed "
                + request.agreement().allowsPublication() + ", at " + request.at()
                + ", camera \"" + head(request.camera()) + "\", partner \""
                + head(request.agreement().partner()) + "\"";
    }

    private static String head(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }

    /** A request that is nothing but its methods, as the platform of tomorrow might pass. */
    record Opaque(PublicationRequest inner) implements PublicationRequest {
        @Override
        public String camera() {
            return inner.camera();
        }

        @Override
        public Scene scene() {
            return inner.scene();
        }

        @Override
        public Agreement agreement() {
            return inner.agreement();
        }

        @Override
        public Instant at() {
            return inner.at();
        }

        @Override
        public boolean running() {
            return inner.running();
        }

        @Override
        public Load load() {
            return inner.load();
        }
    }
}
