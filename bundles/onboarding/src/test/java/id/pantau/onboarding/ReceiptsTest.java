package id.pantau.onboarding;

import static id.pantau.onboarding.DoorHouse.CSV;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.model.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After a restart, receipts")
class ReceiptsTest {
    @TempDir
    Path home;

    private House house;

    @BeforeEach
    void start() throws Exception {
        house = new House(home);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    @DisplayName("that can still change are kept up to date before any number of newer ones that cannot")
    void openFirst() throws Exception {
        Receipt receipt =
                house.onboarding.submit("bank-anu", SubmissionFormats.CSV, "a", CSV.getBytes(StandardCharsets.UTF_8));
        Path bank = home.resolve("bank");
        Path file = write(bank, "open", "{\"id\":\"" + receipt.id() + "\",\"final\":false,\"states\":{}}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Path hotel = home.resolve("hotel");
        for (int i = 0; i < 1100; i++) {
            write(bank, "done-" + i, "{\"id\":\"r" + i + "\",\"final\":true,\"states\":{}}");
            write(hotel, "done-" + i, "{\"id\":\"h" + i + "\",\"final\":true,\"states\":{}}");
        }
        Receipts receipts = new Receipts(house.submissions);
        receipts.resume("bank-anu", bank);
        receipts.resume("hotel-anu", hotel);
        receipts.refresh();
        assertEquals(
                receipt.id(), DoorHouse.JSON.readTree(file.toFile()).path("id").asText());
        await().until(() -> {
            receipts.changed(receipt.id());
            receipts.refresh();
            return Files.readString(file).contains("\"waiting-approval\"");
        });
    }

    private static Path write(Path partner, String name, String json) throws IOException {
        Path folder = Files.createDirectories(partner.resolve("receipts"));
        return Files.writeString(folder.resolve(name + ".json"), json);
    }
}
