package id.pantau.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What {@code etc/id.pantau.web.cfg} can say. */
@ObjectClassDefinition(name = "Pantau web", description = "Portal, operator pages and HTTP API")
public @interface WebConfiguration {

    @AttributeDefinition(
            name = "TLS proxy",
            description = "Whether a proxy that ends TLS stands in front and sets X-Forwarded-Proto and"
                    + " X-Forwarded-For. Without it, and without TLS of our own, partner keys and logins are"
                    + " refused beyond loopback.")
    boolean tlsProxy() default false;

    @AttributeDefinition(
            name = "Map tiles",
            description = "URL template of the map's tiles, such as https://tiles.example.id/{z}/{x}/{y}.png;"
                    + " empty for the plain offline map")
    String tiles() default "";

    @AttributeDefinition(name = "Map attribution", description = "Whom to credit for the tiles, as plain text")
    String tilesAttribution() default "";

    @AttributeDefinition(name = "City", description = "The city's name, for titles")
    String cityName() default "Batam";

    @AttributeDefinition(
            name = "Privacy contact",
            description = "Whom citizens may ask about their personal data, such as an e-mail address")
    String contact() default "";

    @AttributeDefinition(
            name = "Public address",
            description =
                    "Where citizens find the portal, such as https://pantau.batam.go.id; the QR code of a camera's"
                            + " sign leads there. Empty for signs without a code.")
    String publicUrl() default "";

    @AttributeDefinition(
            name = "Key of the metrics",
            description = "What a monitoring server on another machine sends as Authorization: Bearer KEY to read"
                    + " /metrics, at least 16 characters, as a reference such as $[secret:metrics]; empty when only"
                    + " staff and this machine may read them")
    String metricsKey() default "";

    @AttributeDefinition(
            name = "Waiting requests",
            description = "Most requests that may wait for a camera's next part at a time, endless streams included;"
                    + " more are told to come back",
            min = "10",
            max = "1000000")
    int mostWaiting() default 20_000;

    @AttributeDefinition(
            name = "Partners' requests",
            description = "Most requests that a partner's key may make per minute; more get 429 and when to come back",
            min = "1",
            max = "1000000")
    int partnerRequestsPerMinute() default 300;
}
