package id.pantau.onboarding;

import id.pantau.model.Partner;
import id.pantau.model.Receipt;
import id.pantau.model.RowState;
import id.pantau.service.Fact;
import id.pantau.service.SubmissionRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** Onboarding on a Camel of its own, with everything around it in memory. */
final class House implements AutoCloseable {
    final MemoryCity city = new MemoryCity();
    final MemorySubmissions submissions = new MemorySubmissions(city);
    final ScriptedDrivers drivers = new ScriptedDrivers();
    final List<Fact> facts = new CopyOnWriteArrayList<>();
    final SeenHeaders headers = new SeenHeaders();
    final Path home;
    DefaultCamelContext camel;
    PartnerOnboarding onboarding;

    House(Path home) throws Exception {
        // a busy machine is no failure
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
        this.home = home;
        city.partners.add(new Partner("bank-anu", "Bank Anu"));
        camel = new DefaultCamelContext(false);
        start("10.0.0.0/8", "127.0.0.0/8");
    }

    static Settings settings(String... networks) {
        return settings(new Networks(List.of(networks), List.of("8181", "8101")));
    }

    private static Settings settings(Networks networks) {
        return new Settings(networks, 4, "", Duration.ofMillis(50), Duration.ofMillis(700), Limits.WIDEST);
    }

    void start(String... networks) throws Exception {
        start(settings(networks));
    }

    void start(Networks networks) throws Exception {
        start(settings(networks));
    }

    private void start(Settings settings) throws Exception {
        camel = new DefaultCamelContext(false);
        camel.disableJMX();
        camel.getCamelContextExtension().addInterceptStrategy(headers);
        camel.getShutdownStrategy().setTimeout(5);
        camel.start();
        onboarding = new PartnerOnboarding(
                camel,
                new PartnerOnboarding.Registry(
                        submissions, city.knownPartners(), city.knownPoints(), city.registeredCameras()),
                new PartnerOnboarding.Platform(drivers, city.live(), facts::add, new LoginGuard()),
                settings,
                new LargeBodies(),
                home.resolve("state"),
                Optional.of(home));
        submissions.listeners.clear();
        submissions.listeners.add(onboarding);
        camel.addRoutes(onboarding.routes());
        onboarding.queue().start();
    }

    /** Ends as kill -9 would leave it: nothing is finished or told. */
    void crash() {
        onboarding.queue().close();
        camel.stop();
    }

    Receipt json(String text) throws SubmissionRefusedException {
        return onboarding.submit("bank-anu", "application/json", "", text.getBytes(StandardCharsets.UTF_8));
    }

    Receipt csv(String name, String text) throws SubmissionRefusedException {
        return onboarding.submit("bank-anu", "text/csv", name, text.getBytes(StandardCharsets.UTF_8));
    }

    RowState state(Receipt receipt, int index) {
        return submissions.row(receipt.rows().get(index).id()).orElseThrow().state();
    }

    /** One camera in JSON; the address is the only thing that differs. */
    static String camera(String ref, String address) {
        return """
                {"ref": "%s", "name": "Hotel Anu, street side", "address": "%s", "username": "admin",
                 "password": "benar-123", "latitude": 1.1289, "longitude": 104.0535, "scene": "street",
                 "publicConsent": true}""".formatted(ref, address);
    }

    static String submission(String name, String... cameras) {
        return "{\"submission\": \"" + name + "\", \"cameras\": [" + String.join(",", cameras) + "]}";
    }

    @Override
    public void close() {
        onboarding.stop();
        camel.stop();
    }
}
