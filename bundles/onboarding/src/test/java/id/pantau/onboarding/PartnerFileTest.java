package id.pantau.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Partner;
import id.pantau.service.ConfigurationValues;
import java.nio.charset.StandardCharsets;
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
    @DisplayName("says with what the partner signs, where it has to, and repeats no secret")
    void signs() {
        String secret = "0123456789abcdef0123456789abcdef";
        Map<String, Object> signing = Map.of("title", "H", "signature", "required", "signatureSecret", secret);
        SigningDesk desk = new SigningDesk();
        desk.add(new PartnerFile(
                city.knownPartners(), "hotel-anu", ConfigurationValues.as(PartnerConfig.class, signing)));
        desk.add(new PartnerFile(city.knownPartners(), "bank-anu", config("Bank Anu")));
        assertEquals(secret, new String(desk.of("hotel-anu").orElseThrow(), StandardCharsets.US_ASCII));
        assertEquals(Optional.empty(), desk.of("bank-anu"));
        PartnerCheck check = new PartnerCheck();
        assertEquals(Optional.empty(), check.problem(signing));
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("title", "H", "signature", "required", "signatureSecret", "too-short"),
                Map.of("title", "H", "signature", "required"),
                Map.of("title", "H", "signatureSecret", secret),
                Map.of("title", "H", "signature", "maybe"))) {
            String problem = check.problem(wrong).orElse("nothing");
            assertTrue(problem.startsWith("signature"), problem);
            assertTrue(!problem.contains("too-short") && !problem.contains(secret), problem);
        }
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
