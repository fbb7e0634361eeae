package id.pantau.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import id.pantau.model.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Camera logins, encrypted. Each ciphertext is bound to the table and row that it belongs to, so that one copied to
 * another row cannot be read there.
 */
final class Vault {
    private static final JsonMapper JSON = new JsonMapper();

    private final Aead aead;

    Vault(Aead aead) {
        this.aead = aead;
    }

    /** The ciphertext to keep in that row; null for no login. */
    @Nullable
    String encrypt(String table, String row, Credentials login) {
        if (login.isNone()) {
            return null;
        }
        try {
            byte[] plain = JSON.writeValueAsBytes(new String[] {login.user(), login.password()});
            return Base64.getEncoder().encodeToString(aead.encrypt(plain, place(table, row)));
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt the login of " + table + " " + row, e);
        }
    }

    Credentials decrypt(String table, String row, @Nullable String login) {
        if (login == null) {
            return Credentials.NONE;
        }
        try {
            byte[] plain = aead.decrypt(Base64.getDecoder().decode(login), place(table, row));
            String[] parts = JSON.readValue(plain, String[].class);
            return new Credentials(parts[0], parts[1]);
        } catch (java.io.IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the login of " + table + " " + row + " cannot be decrypted", e);
        }
    }

    private static byte[] place(String table, String row) {
        return (table + "/" + row).getBytes(StandardCharsets.UTF_8);
    }
}
