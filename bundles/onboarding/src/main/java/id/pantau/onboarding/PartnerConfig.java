package id.pantau.onboarding;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code etc/id.pantau.partner-NAME.cfg}: one partner, and how it writes. */
@ObjectClassDefinition(
        name = "Partner",
        description = "An organisation whose cameras join the city's network, and how its submissions are to be read")
public @interface PartnerConfig {

    @AttributeDefinition(name = "Title", description = "The partner's name for people, such as: Bank Anu, Batam")
    String title() default "";

    @AttributeDefinition(
            name = "Columns",
            description = "The partner's own names of columns and what they stand for, such as Lintang=latitude;"
                    + " NAME=- for a column to leave out",
            required = false)
    String[] columns() default {};

    @AttributeDefinition(
            name = "Values",
            description =
                    "What holds for all cameras of the partner whose submissions do not say it, such as scene=street",
            required = false)
    String[] values() default {};

    @AttributeDefinition(
            name = "Door",
            description =
                    "By which way its submissions come beside HTTP and the inbox: mqtt, jms, kafka, sftp, ftps or poll; none when"
                            + " empty",
            required = false,
            options = {
                @Option(label = "None", value = ""),
                @Option(label = "MQTT 5", value = "mqtt"),
                @Option(label = "JMS (AMQP 1.0)", value = "jms"),
                @Option(label = "Kafka", value = "kafka"),
                @Option(label = "SFTP", value = "sftp"),
                @Option(label = "FTPS", value = "ftps"),
                @Option(label = "HTTP polling", value = "poll")
            })
    String door() default "";

    @AttributeDefinition(name = "Server", description = "HOST:PORT of the broker or file server", required = false)
    String server() default "";

    @AttributeDefinition(name = "TLS", description = "Whether the broker has to speak TLS", required = false)
    boolean tls() default true;

    @AttributeDefinition(
            name = "User",
            description = "At the broker, server or API; an API without one gets the password as its bearer token",
            required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "At the broker, server or API",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(
            name = "Certificate authorities",
            description =
                    "PEM file of the authorities that certify the server, such as etc/bank.pem; those of the JVM when empty",
            required = false)
    String ca() default "";

    @AttributeDefinition(
            name = "Identity",
            description =
                    "File, such as etc/bank-key.pem, that its owner alone may read, with our private key and certificate (PEM, PKCS #8)"
                            + " for a server that asks for one, or our SSH private key of kind ECDSA or RSA for SFTP",
            required = false)
    String identity() default "";

    @AttributeDefinition(
            name = "Host key",
            description = "The SFTP server's public key, of kind ECDSA or RSA, as in known_hosts",
            required = false)
    String hostKey() default "";

    @AttributeDefinition(
            name = "From",
            description = "Where submissions are: a topic or queue, a folder or the URL of an API",
            required = false)
    String from() default "";

    @AttributeDefinition(
            name = "To",
            description =
                    "Where receipts go: a topic or queue, or a URL that they are posted to; on a file server they go to receipts/"
                            + " and refusals to failed/ in the folder",
            required = false)
    String to() default "";

    @AttributeDefinition(
            name = "Format",
            description = "Of what comes by MQTT, JMS or Kafka, and of what an API answers without a content type",
            required = false,
            options = {
                @Option(label = "JSON", value = "json"),
                @Option(label = "CSV", value = "csv"),
                @Option(label = "XLSX", value = "xlsx")
            })
    String format() default "json";

    @AttributeDefinition(
            name = "Every",
            description = "Seconds between two looks at a folder or an API",
            min = "1",
            max = "86400",
            required = false)
    int everySeconds() default 60;

    @AttributeDefinition(
            name = "Signature",
            description = "Whether what it submits by HTTP has to be signed beside its key (RFC 9421, hmac-sha256)",
            required = false,
            options = {@Option(label = "None", value = ""), @Option(label = "Required", value = "required")})
    String signature() default "";

    @AttributeDefinition(
            name = "Signature secret",
            description = "The secret that it signs with, at least 32 characters, such as $[secret:NAME-signature]",
            type = AttributeType.PASSWORD,
            required = false)
    String signatureSecret() default "";
}
