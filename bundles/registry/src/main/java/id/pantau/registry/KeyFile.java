package id.pantau.registry;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with the key that encrypts camera logins: {@code keys/registry.json}, readable by its owner only. */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Path folder;
    private final Path file;

    private record Sample(String table, String row, String login) {}

    KeyFile(Path state) {
        folder = state.resolve("keys");
        file = folder.resolve("registry.json");
    }

    /**
     * The vault that opens the database's logins; a new key where there is nothing to open yet.
     *
     * @throws RegistryRefusedException when the database holds logins that no key here opens
     */
    Vault vault(Connection c) throws SQLException {
        List<Sample> samples = List.of(sample(c, CameraTable.NAME), sample(c, RowTable.NAME)).stream()
                .flatMap(Optional::stream)
                .toList();
        try {
            AeadConfig.register();
            if (!Files.exists(file)) {
                if (!samples.isEmpty()) {
                    throw new RegistryRefusedException("The registry holds encrypted camera logins, but the key file "
                            + file + " is missing: put it back, or restore a backup");
                }
                create();
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Vault vault = new Vault(load());
            samples.forEach(sample -> vault.decrypt(sample.table(), sample.row(), sample.login()));
            return vault;
        } catch (IOException | GeneralSecurityException e) {
            throw new RegistryRefusedException("The key file " + file + " cannot be used", e);
        } catch (IllegalStateException e) {
            throw new RegistryRefusedException(
                    "The key file " + file + " is not the one that the registry's camera logins are encrypted with", e);
        }
    }

    private static Optional<Sample> sample(Connection c, String table) throws SQLException {
        return Sql.first(
                c,
                r -> new Sample(table, r.getString("id"), r.getString("login")),
                "select id, login from " + table + " where login is not null order by id fetch first 1 row only");
    }

    private Aead load() throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private void create() throws IOException, GeneralSecurityException {
        KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        PrivateFiles.folder(folder);
        PrivateFiles.write(file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        LOG.info("Made the key for camera logins: {}; the registry cannot be read without it", file);
    }
}
