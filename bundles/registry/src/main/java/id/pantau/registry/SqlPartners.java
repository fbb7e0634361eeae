package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.service.Partners;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The partners in the database. */
@Component(immediate = true)
public final class SqlPartners implements Partners {
    /** Makes a key recognisable, to people and to scanners that look for leaked secrets. */
    private static final String PREFIX = "pk_";

    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    @Activate
    public SqlPartners(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Partner> all() {
        return database
                .transactions()
                .read(c -> Sql.list(c, PartnerTable::read, "select name, title from partners"))
                .stream()
                .sorted(Comparator.comparing(Partner::name))
                .toList();
    }

    @Override
    public Optional<Partner> find(String name) {
        return database.transactions()
                .read(c -> Sql.first(c, PartnerTable::read, "select name, title from partners where name = ?", name));
    }

    @Override
    public void add(Partner partner, Actor who) {
        try {
            database.transactions().change(c -> {
                Sql.update(c, "insert into partners (name, title) values (?, ?)", partner.name(), partner.title());
                AuditTable.append(c, who, "partner:add", partner.name(), "");
                return true;
            });
        } catch (KeyTakenException e) {
            if (!find(partner.name()).equals(Optional.of(partner))) {
                throw new IllegalStateException("another partner has the name " + partner.name(), e);
            }
        }
    }

    @Override
    public String newKey(String partner, boolean revokeOthers, Actor who) {
        byte[] secret = new byte[KEY_BYTES];
        RANDOM.nextBytes(secret);
        String key = PREFIX + HexFormat.of().formatHex(secret);
        database.transactions().change(c -> {
            if (!PartnerTable.exists(c, partner)) {
                throw new NoSuchElementException("no partner " + partner);
            }
            if (revokeOthers) {
                Sql.update(c, "delete from partner_keys where partner = ?", partner);
            }
            Sql.update(
                    c,
                    "insert into partner_keys (hash, partner, created) values (?, ?, ?)",
                    hash(key),
                    partner,
                    Database.now());
            AuditTable.append(c, who, "partner:key", partner, revokeOthers ? "earlier keys revoked" : "");
            return true;
        });
        return key;
    }

    @Override
    public Optional<Partner> authenticate(String key) {
        return database.transactions()
                .read(c -> Sql.first(
                        c,
                        PartnerTable::read,
                        "select p.name, p.title from partners p join partner_keys k on k.partner = p.name"
                                + " where k.hash = ?",
                        hash(key)));
    }

    /** A key has 256 random bits, so a plain hash is as good as a slow one, and looking it up tells nothing by time. */
    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
