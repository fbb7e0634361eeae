package id.pantau.configuration;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.ConfigurationProblems;
import id.pantau.service.ConfigurationProblems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In the container's own framework")
class ConfigurationInContainerTest {

    @TempDir
    Path home;

    @Test
    void aBadNumberKeepsTheOldValuesInForceLiveAndAcrossARestart() throws Exception {
        write("id.pantau.sample.cfg", "retries = 10\nnetworks = 10.0.0.0/8, 127.0.0.0/8\n");
        try (Container container = new Container(home)) {
            await().until(
                            () -> container.said("singleton"),
                            said -> said.equals(List.of("10 10.0.0.0/8|127.0.0.0/8 0")));
            assertTrue(problems(container).isEmpty());

            write("id.pantau.sample.cfg", "retries = ten\nnetworks = 192.168.0.0/16\n");
            await().until(() -> problems(container), problems -> problems.size() == 1);
            Problem problem = problems(container).get(0);
            assertEquals(home.resolve("etc/id.pantau.sample.cfg").toString(), problem.file());
            assertEquals("retries", problem.key());
            assertEquals("'ten' is not a whole number", problem.reason());
            assertTrue(problem.inForce().startsWith("the last good values"), problem.inForce());
            await().until(
                            () -> container.said("singleton"),
                            said -> said.equals(List.of("10 10.0.0.0/8|127.0.0.0/8 0")));
        }
        forgetCache();
        try (Container container = new Container(home)) {
            await().until(() -> problems(container), problems -> problems.size() == 1);
            await().until(
                            () -> container.said("singleton"),
                            said -> said.equals(List.of("10 10.0.0.0/8|127.0.0.0/8 0")));

            write("id.pantau.sample.cfg", "retries = 20\n");
            await().until(() -> container.said("singleton"), said -> said.equals(List.of("20  0")));
            assertTrue(problems(container).isEmpty());
        }
    }

    @Test
    void withoutAnEarlierGoodValueTheDefaultStandsInForTheBadKeyAlone() throws Exception {
        write("id.pantau.sample.cfg", "retries = 101\nnetworks = 10.0.0.0/8\n");
        try (Container container = new Container(home)) {
            await().until(() -> container.said("singleton"), said -> said.equals(List.of("5 10.0.0.0/8 0")));
            assertEquals(
                    List.of("'101' is above the maximum (1 to 100)"),
                    problems(container).stream().map(Problem::reason).toList());
        }
    }

    @Test
    void aCheckOfTheBundlesOwnIsAskedBeforeTheFirstDelivery() throws Exception {
        write("id.pantau.sample.cfg", "retries = 7\nnetworks = 10.0.0.0\n");
        try (Container container = new Container(home)) {
            await().until(() -> problems(container), problems -> problems.size() == 1);
            assertEquals(
                    "networks: '10.0.0.0' has no prefix length",
                    problems(container).get(0).reason());
            await().until(() -> container.said("singleton"), said -> said.equals(List.of("5  0")));
        }
    }

    @Test
    void eachConfigurationOfAFactoryHasItsOwnLastGoodValues() throws Exception {
        write("id.pantau.sample.partner-anu.cfg", "title = Anu\nenabled = true\n");
        write("id.pantau.sample.partner-budi.cfg", "title = Budi\nenabled = true\n");
        try (Container container = new Container(home)) {
            await().until(() -> container.said("factory"), said -> said.equals(List.of("Anu true", "Budi true")));
            write("id.pantau.sample.partner-anu.cfg", "title = Other\nenabled = perhaps\n");
            write("id.pantau.sample.partner-budi.cfg", "title = Budi\nenabled = false\n");
            await().until(() -> container.said("factory"), said -> said.equals(List.of("Anu true", "Budi false")));
        }
        forgetCache();
        try (Container container = new Container(home)) {
            await().until(() -> container.said("factory"), said -> said.equals(List.of("Anu true", "Budi false")));
            Files.delete(home.resolve("etc/id.pantau.sample.partner-anu.cfg"));
            await().until(() -> container.said("factory"), said -> said.equals(List.of("Budi false")));
            assertTrue(problems(container).isEmpty());
        }
    }

    @Test
    void aSecretIsNeitherCopiedNorShownAndStaysAsItIsNow() throws Exception {
        write("id.pantau.sample.cfg", "retries = 10\npassword = first-Gheim77\n");
        try (Container container = new Container(home)) {
            await().until(() -> container.said("singleton"), said -> said.equals(List.of("10  13")));
            write("id.pantau.sample.cfg", "retries = -1\npassword = second-Gheim77\n");
            await().until(() -> container.said("singleton"), said -> said.equals(List.of("10  14")));
            assertFalse(problems(container).toString().contains("Gheim77"));
        }
        try (Stream<Path> files = Files.walk(home.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("Gheim77"), file.toString());
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    private static List<Problem> problems(Container container) {
        return container.service(ConfigurationProblems.class).all();
    }

    private void write(String name, String text) throws IOException {
        Path etc = Files.createDirectories(home.resolve("etc"));
        Path draft = Files.writeString(home.resolve("draft"), text);
        Files.move(draft, etc.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As {@code karaf clean} does. */
    private void forgetCache() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
