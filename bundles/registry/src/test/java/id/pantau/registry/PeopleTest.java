package id.pantau.registry;

import static id.pantau.registry.Registry.SARI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.AuditEntry;
import id.pantau.model.Partner;
import id.pantau.model.Premises;
import id.pantau.model.Role;
import id.pantau.model.User;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
@DisplayName("Partners, users and the audit trail")
class PeopleTest extends OnEachDatabase {
    @Test
    @DisplayName("a partner is there once, and another one cannot take its name")
    void partners() {
        Partner partner = new Partner("bank-anu", "Bank Anu");
        registry.partners.add(partner, SARI);
        assertEquals(List.of(partner), registry.partners.all());
        Partner other = new Partner("bank-anu", "Bank Lain");
        assertThrows(IllegalStateException.class, () -> registry.partners.add(other, SARI));
        assertEquals(Optional.of(partner), registry.partners.find("bank-anu"));
        assertEquals(Optional.empty(), registry.partners.find("x"));
    }

    @Test
    @DisplayName("a partner's keys open until they are revoked, and no other key does")
    void partnerKeys() throws SQLException {
        String first = registry.partners.newKey("bank-anu", Scope.CAMERAS, false, SARI);
        String second = registry.partners.newKey("bank-anu", Scope.CAMERAS, false, SARI);
        assertTrue(first.matches("pk_[0-9a-f]{64}"));
        assertNotEquals(first, second);
        Optional<Partner> bank = registry.partners.find("bank-anu");
        assertEquals(bank, reopened().partners.authenticate(first).map(Key::partner));
        assertEquals(bank, registry.partners.authenticate(second).map(Key::partner));
        String third = registry.partners.newKey("bank-anu", Scope.CAMERAS, true, SARI);
        assertEquals(Optional.empty(), registry.partners.authenticate(first).map(Key::partner));
        assertEquals(Optional.empty(), registry.partners.authenticate(second).map(Key::partner));
        assertEquals(bank, registry.partners.authenticate(third).map(Key::partner));
        assertEquals(Optional.empty(), registry.partners.authenticate(third + "0"));
        assertEquals(Optional.empty(), registry.partners.authenticate(""));
        assertThrows(NoSuchElementException.class, () -> registry.partners.newKey("x", Scope.CAMERAS, false, SARI));
        assertTrue(actions().stream().noneMatch(entry -> entry.contains("pk_")));
    }

    @Test
    @DisplayName("a key opens what it was made for, and ends with others of its kind alone")
    void scopes() throws SQLException {
        String cameras = registry.partners.newKey("bank-anu", Scope.CAMERAS, false, SARI);
        String permits = registry.partners.newKey("bank-anu", Scope.PERMITS, false, SARI);
        assertEquals(
                Scope.PERMITS,
                reopened().partners.authenticate(permits).orElseThrow().scope());
        assertEquals(
                Scope.CAMERAS,
                registry.partners.authenticate(cameras).orElseThrow().scope());
        registry.partners.newKey("bank-anu", Scope.PERMITS, true, SARI);
        assertTrue(registry.partners.authenticate(permits).isEmpty());
        registry.partners.newKey("bank-anu", Scope.CAMERAS, true, SARI);
        assertTrue(registry.partners.authenticate(cameras).isEmpty());
    }

    @Test
    @DisplayName("a partner's places and contact are kept, replaced and removed")
    void placesAndContact() throws SQLException {
        Premises tower = new Premises("bank-anu", "Menara", 1.1289, 104.0535, 200);
        registry.partners.declare(new Premises("bank-anu", "Menara", 1, 104, 50), SARI, "");
        registry.partners.declare(tower, SARI, "surveyed");
        assertEquals(List.of(tower), reopened().partners.premises("bank-anu"));
        assertEquals(157, tower.metresTo(1.1303, 104.0537), 1);
        assertTrue(registry.partners.removePremises("bank-anu", "Menara", SARI, ""));
        assertEquals(List.of(), registry.partners.premises("bank-anu"));
        registry.partners.changeContact("bank-anu", "0778 123456", SARI, "");
        assertEquals(Optional.of("0778 123456"), reopened().partners.contact("bank-anu"));
        registry.partners.changeContact("bank-anu", "", SARI, "");
        assertEquals(Optional.empty(), registry.partners.contact("bank-anu"));
        assertThrows(
                IllegalArgumentException.class,
                () -> registry.partners.changeContact("bank-anu", "x".repeat(201), SARI, ""));
        Premises nobodys = new Premises("x", "y", 1, 104, 50);
        assertThrows(NoSuchElementException.class, () -> registry.partners.declare(nobodys, SARI, ""));
    }

    @Test
    @DisplayName("there is no user until one is added, who then logs in with the password and nothing else")
    void users() throws SQLException {
        assertEquals(List.of(), registry.users.all());
        assertEquals(-1, registry.users.version("sari"));
        User sari = new User("sari", Role.OPERATOR);
        registry.users.add(sari, "correct horse", SARI);
        assertEquals(Optional.of(sari), reopened().users.authenticate("sari", "correct horse"));
        assertEquals(Optional.empty(), registry.users.authenticate("sari", "correct horsE"));
        assertEquals(Optional.empty(), registry.users.authenticate("sari", ""));
        assertEquals(Optional.empty(), registry.users.authenticate("nobody", "correct horse"));
        assertThrows(IllegalStateException.class, () -> registry.users.add(sari, "correct horse", SARI));
        assertEquals(List.of(sari), registry.users.all());
        assertEquals("user:sari user:add sari operator", actions().get(0));
    }

    @Test
    @DisplayName("a new password, a removal and a new user of an old name each end the open logins")
    void openLogins() throws SQLException {
        User sari = new User("sari", Role.VIEWER);
        registry.users.add(sari, "correct horse", SARI);
        long first = registry.users.version("sari");
        assertEquals(Optional.of(sari), reopened().users.current("sari", first));
        registry.users.changePassword("sari", "battery staple", SARI);
        assertEquals(Optional.empty(), registry.users.current("sari", first));
        long second = registry.users.version("sari");
        assertEquals(Optional.of(sari), registry.users.current("sari", second));
        assertTrue(registry.users.remove("sari", SARI));
        assertFalse(registry.users.remove("sari", SARI));
        assertEquals(Optional.empty(), registry.users.current("sari", second));
        registry.users.add(sari, "battery staple", SARI);
        assertEquals(Optional.empty(), registry.users.current("sari", first));
        assertEquals(Optional.empty(), registry.users.current("sari", second));
    }

    @Test
    @DisplayName("a password that is too short is refused without being repeated")
    void shortPassword() {
        User sari = new User("sari", Role.VIEWER);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> registry.users.add(sari, "elevenchars", SARI));
        assertFalse(refused.getMessage().contains("elevenchars"));
        assertEquals(List.of(), registry.users.all());
        assertThrows(NoSuchElementException.class, () -> registry.users.changePassword("x", "correct horse", SARI));
    }

    @Test
    @DisplayName("the audit trail is read newest first and within bounds")
    void audit() {
        registry.audit.record(SARI, "recording:export", "abc", "for the police");
        AuditEntry newest = registry.audit.newest(1).get(0);
        assertEquals("recording:export", newest.action());
        assertEquals("for the police", newest.why());
        assertThrows(IllegalArgumentException.class, () -> registry.audit.newest(0));
        assertThrows(IllegalArgumentException.class, () -> registry.audit.newest(10_001));
    }
}
