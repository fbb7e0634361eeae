package id.pantau.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Partner;
import id.pantau.service.ConfigurationValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partner's file")
class PartnerFileTest {
    private final MemoryCity city = new MemoryCity();

    private static PartnerConfig config(String title, String... columns) {
        return ConfigurationValues.as(PartnerConfig.class, Map.of("title", title, "columns", List.of(columns)));
    }

    @Test
    @DisplayName("registers the partner, once, and says how it writes; a change is in force at once")
    void registers() {
        PartnerFile file = new PartnerFile(city.knownPartners(), "hotel-anu", config("Hotel Anu", "Kode=ref"));
        new PartnerFile(city.knownPartners(), "hotel-anu", config("Hotel Anu", "Kode=ref"));
        assertEquals(List.of(new Partner("hotel-anu", "Hotel Anu")), city.partners);
        assertEquals(Optional.of("ref"), file.mapping().field("kode"));
        file.change(config("Hotel Anu", "Nomor=ref"));
        assertEquals(Optional.of("ref"), file.mapping().field("nomor"));
    }

    @Test
    @DisplayName("that was refused does nothing")
    void doesNothing() {
        PartnerFile file = new PartnerFile(city.knownPartners(), "hotel-anu", config(""));
        assertEquals(List.of(), city.partners);
        assertEquals(Mapping.NONE, file.mapping());
    }

    @Test
    @DisplayName("is refused with the key that is wrong")
    void isChecked() {
        PartnerCheck check = new PartnerCheck();
        assertEquals(
                Optional.empty(), check.problem(Map.of("title", "Hotel", "columns", List.of("Kode=ref", "Nama=name"))));
        assertTrue(check.problem(Map.of()).orElseThrow().startsWith("title: "));
        assertTrue(check.problem(Map.of("title", "Hotel", "columns", List.of("Kode=reff")))
                .orElseThrow()
                .startsWith("columns: Kode"));
    }
}
