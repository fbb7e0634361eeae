package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.Premises;
import id.pantau.service.Partners;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
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
    private static final int LONGEST_CONTACT = 200;
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
                PartnerTable.add(c, partner, who);
                return true;
            });
        } catch (KeyTakenException e) {
            if (!find(partner.name()).equals(Optional.of(partner))) {
                throw new IllegalStateException("another partner has the name " + partner.name(), e);
            }
        }
    }

    @Override
    public String newKey(String partner, Scope scope, boolean revokeOthers, Actor who) {
        byte[] secret = new byte[KEY_BYTES];
        RANDOM.nextBytes(secret);
        String key = PREFIX + HexFormat.of().formatHex(secret);
        database.transactions().change(c -> {
            PartnerTable.require(c, partner);
            if (revokeOthers) {
                KeyTable.removeAll(c, partner, scope);
            }
            KeyTable.add(c, hash(key), partner, scope);
            AuditTable.append(c, who, "partner:key", partner, revokeOthers ? "earlier keys revoked" : "");
            return true;
        });
        return key;
    }

    @Override
    public Optional<Key> authenticate(String key) {
        return database.transactions().read(c -> KeyTable.find(c, hash(key)));
    }

    @Override
    public List<Premises> premises(String partner) {
        return database.transactions().read(c -> PremisesTable.of(c, partner));
    }

    @Override
    public void declare(Premises premises, Actor who, String why) {
        try {
            database.transactions().change(c -> {
                PartnerTable.require(c, premises.partner());
                PremisesTable.replace(c, premises);
                AuditTable.append(
                        c, who, "partner:premises", premises.partner(), AuditTable.words(premises.name(), why));
                return true;
            });
        } catch (KeyTakenException e) {
            declare(premises, who, why); // two people declare it at once: the later one counts
        }
    }

    @Override
    public boolean removePremises(String partner, String name, Actor who, String why) {
        return database.transactions().change(c -> {
            boolean removed = PremisesTable.remove(c, partner, name);
            if (removed) {
                AuditTable.append(c, who, "partner:premises", partner, AuditTable.words("not any more: " + name, why));
            }
            return removed;
        });
    }

    @Override
    public Optional<String> contact(String partner) {
        return database.transactions()
                .read(c -> Sql.first(
                        c,
                        r -> r.getString("contact"),
                        "select contact from partner_contacts where partner = ?",
                        partner));
    }

    @Override
    public void changeContact(String partner, String contact, Actor who, String why) {
        if (contact.length() > LONGEST_CONTACT) {
            throw new IllegalArgumentException("a contact has at most " + LONGEST_CONTACT + " characters");
        }
        database.transactions().change(c -> {
            PartnerTable.require(c, partner);
            Sql.update(c, "delete from partner_contacts where partner = ?", partner);
            if (!contact.isBlank()) {
                Sql.update(c, "insert into partner_contacts (partner, contact) values (?, ?)", partner, contact);
            }
            AuditTable.append(c, who, "partner:contact", partner, why);
            return true;
        });
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
