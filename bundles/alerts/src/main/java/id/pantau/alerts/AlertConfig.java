package id.pantau.alerts;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One alert: to whom, over what, of which cameras. */
@ObjectClassDefinition(name = "Alert", description = "Who is told when cameras go dark, and how")
@interface AlertConfig {

    @AttributeDefinition(
            name = "Channel",
            description = "log, email, webhook or mqtt",
            required = false,
            options = {
                @Option(label = "Log", value = "log"),
                @Option(label = "E-mail", value = "email"),
                @Option(label = "Webhook", value = "webhook"),
                @Option(label = "MQTT", value = "mqtt")
            })
    String channel() default "";

    @AttributeDefinition(
            name = "To",
            description = "E-mail addresses, or one URL of a webhook, or one MQTT topic",
            required = false)
    String[] to() default {};

    @AttributeDefinition(name = "Server", description = "HOST:PORT of the mail server or MQTT broker", required = false)
    String server() default "";

    @AttributeDefinition(
            name = "TLS",
            description =
                    "Whether the mail server or broker has to speak TLS: STARTTLS, on port 465 and to a broker TLS"
                            + " from the start",
            required = false)
    boolean tls() default true;

    @AttributeDefinition(
            name = "From",
            description = "The sender's e-mail address; the user when that is one",
            required = false)
    String from() default "";

    @AttributeDefinition(name = "User", description = "At the mail server or broker", required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "At the mail server or broker; of a webhook, the key that its messages are signed with",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(
            name = "Reasons",
            description = "Codes of the reasons that are told, such as unreachable; all when empty",
            required = false)
    String[] reasons() default {};

    @AttributeDefinition(
            name = "Statuses",
            description = "Which are told: offline, degraded, withdrawn",
            required = false,
            options = {
                @Option(label = "Offline", value = "offline"),
                @Option(label = "Degraded", value = "degraded"),
                @Option(label = "Withdrawn", value = "withdrawn")
            })
    String[] statuses() default {"offline", "degraded", "withdrawn"};

    @AttributeDefinition(
            name = "Points",
            description = "Ids of the points that count; all when empty",
            required = false)
    String[] points() default {};

    @AttributeDefinition(
            name = "Partners",
            description = "Names of the partners whose cameras count; all when empty",
            required = false)
    String[] partners() default {};

    @AttributeDefinition(
            name = "Group",
            description = "Seconds for which changes are collected into one message",
            min = "1",
            max = "3600",
            required = false)
    int groupSeconds() default 60;

    @AttributeDefinition(
            name = "Quiet hours",
            description = "Such as 22:00-06:00: what happens then is told when they end",
            required = false)
    String quietHours() default "";

    @AttributeDefinition(
            name = "Urgent reasons",
            description = "Codes of the reasons that are told at once, in quiet hours too",
            required = false)
    String[] urgentReasons() default {"view-changed"};
}
