package id.pantau.camel.routes;

import id.pantau.camel.routes.PantauComponent.PantauOptions;
import id.pantau.model.Receipt;
import id.pantau.service.Onboarding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code pantau:submit}, to hand in a partner's cameras as by any other way. Options: {@code partner}, its name; {@code format},
 * {@code json}, {@code csv} or {@code xlsx}, by default as the header Content-Type says; {@code submission}, its name where the format
 * carries none, by default as the header PantauSubmission says. The body becomes the receipt in JSON, once the submission is on disk.
 * What is refused throws a {@link id.pantau.service.SubmissionRefusedException}.
 */
final class SubmitEndpoint extends DefaultEndpoint {
    private static final Map<String, String> FORMATS = Map.of(
            "json", "application/json",
            "csv", "text/csv",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Platform platform;
    private final String partner;
    private final String format;
    private final String submission;

    SubmitEndpoint(String uri, PantauComponent component, Platform platform, PantauOptions options) {
        super(uri, component);
        this.platform = platform;
        this.partner = options.text("partner");
        if (!partner.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("partner is the name of a partner, 1 to 64 of a-z, 0-9 and -");
        }
        this.format = options.text("format");
        if (!format.isEmpty() && !FORMATS.containsKey(format)) {
            throw new IllegalArgumentException("format is json, csv or xlsx, not '" + format + "'");
        }
        this.submission = options.text("submission");
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                submit(exchange.getMessage());
            }
        };
    }

    private void submit(Message message) throws Exception {
        if (platform.partners().find(partner).isEmpty()) {
            throw new IllegalStateException("there is no partner " + partner);
        }
        Receipt receipt = platform.onboarding().submit(partner, contentType(message), name(message), bytes(message));
        Headers.strip(message);
        message.setHeader(Headers.RECEIPT, receipt.id());
        message.setHeader(Headers.CONTENT_TYPE, "application/json");
        message.setBody(ReceiptMessage.json(receipt));
    }

    private String contentType(Message message) {
        String named = FORMATS.get(format);
        if (named != null) {
            return named;
        }
        String header = message.getHeader(Headers.CONTENT_TYPE, "", String.class);
        if (header.isBlank()) {
            throw new IllegalArgumentException(
                    "pantau:submit has no format: add format=json, csv or xlsx, or the header Content-Type");
        }
        return header;
    }

    private String name(Message message) {
        return submission.isEmpty() ? message.getHeader(Headers.SUBMISSION, "", String.class) : submission;
    }

    /** One more than is allowed at most, so that too much is seen and answered where everything is. */
    private static byte[] bytes(Message message) throws Exception {
        if (message.getBody() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream body = message.getMandatoryBody(InputStream.class)) {
            return body.readNBytes(Onboarding.MAXIMUM_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("the submission could not be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("pantau:submit is to send to; nothing can be read from it");
    }
}
