package id.pantau.camel.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;

/** A receipt as the body of a message: JSON with the names of the partner API. */
final class ReceiptMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptMessage() {}

    static String json(Receipt receipt) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", receipt.id())
                .put("partner", receipt.partner())
                .put("submission", receipt.submission())
                .put("received", receipt.received().toString())
                .put("done", receipt.done())
                .put("total", receipt.total());
        ArrayNode rows = node.putArray("rows");
        for (OnboardingRow row : receipt.rows()) {
            ObjectNode outcome = rows.addObject()
                    .put("id", row.id())
                    .put("row", row.row())
                    .put("ref", row.ref())
                    .put("state", row.state().code());
            row.reason()
                    .ifPresent(reason ->
                            outcome.putObject("reason").put("id", reason.id()).put("en", reason.en()));
        }
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt could not be written as JSON", e);
        }
    }
}
