package id.pantau.onboarding;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.service.ConfigurationName;
import id.pantau.service.Partners;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partner that the city knows by a configuration file: registered with it, and read by its words. Without the file the
 * partner stays registered, with its keys and cameras, and writes as the contract says.
 */
@Component(name = PartnerFile.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, service = PartnerFile.class)
@Designate(ocd = PartnerConfig.class, factory = true)
public final class PartnerFile {
    /** The factory of partners' configurations. */
    public static final String PID = "id.pantau.partner";

    private static final Logger LOG = LoggerFactory.getLogger(PartnerFile.class);
    private static final int LONGEST_TITLE = 200;
    private static final String REQUIRED = "required";
    private static final int SHORTEST_KEY = 32;

    private final Partners partners;
    private final String name;
    private volatile Mapping mapping = Mapping.NONE;
    private volatile String signingKey = "";

    @Activate
    public PartnerFile(@Reference Partners partners, PartnerConfig config, Map<String, Object> properties) {
        this(partners, name(properties), config);
    }

    PartnerFile(Partners partners, String name, PartnerConfig config) {
        this.partners = partners;
        this.name = name;
        change(config);
    }

    /** The name of the partner that a configuration is of. */
    public static String name(Map<String, Object> properties) {
        return ConfigurationName.of(PID, properties).toLowerCase(Locale.ROOT);
    }

    /** Stays in force meanwhile: a submission that arrives just now is read by the one or the other. */
    @Modified
    void change(PartnerConfig config) {
        try {
            register(new Partner(name, title(config.title())));
            signingKey = signingKey(config);
            mapping = Mapping.parse(config.columns(), config.values());
        } catch (IllegalArgumentException e) {
            LOG.error("The file of partner {} is not in force: {}", name, e.getMessage());
        }
    }

    /** @throws IllegalArgumentException naming the key */
    static String title(String title) {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("title: 1 to " + LONGEST_TITLE + " characters");
        }
        return title;
    }

    /**
     * The secret that a partner has to sign with; empty when it need not.
     *
     * @throws IllegalArgumentException naming the key, without repeating the secret
     */
    static String signingKey(PartnerConfig config) {
        boolean required = config.signature().equals(REQUIRED);
        if (!required && !config.signature().isEmpty()) {
            throw new IllegalArgumentException("signature: say " + REQUIRED + ", or leave it out");
        }
        if (!required && !config.signatureSecret().isEmpty()) {
            throw new IllegalArgumentException("signatureSecret: is for signature = " + REQUIRED);
        }
        if (required && !config.signatureSecret().matches("[!-~]{" + SHORTEST_KEY + ",200}")) {
            throw new IllegalArgumentException("signatureSecret: " + SHORTEST_KEY
                    + " to 200 ASCII characters without spaces, such as of: openssl rand -hex 32");
        }
        return config.signatureSecret();
    }

    private void register(Partner partner) {
        if (partners.find(partner.name()).isEmpty()) {
            partners.add(partner, Actor.system("configuration"));
            LOG.info("Partner {} was added by its file", partner.name());
        }
    }

    String name() {
        return name;
    }

    /** What the partner has to sign with; empty when it need not. */
    Optional<byte[]> signingKey() {
        return Optional.of(signingKey)
                .filter(key -> !key.isEmpty())
                .map(key -> key.getBytes(StandardCharsets.US_ASCII));
    }

    Mapping mapping() {
        return mapping;
    }
}
