package id.pantau.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Receipt;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.SubmissionRefusedException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Receipts as they return by other ways than HTTP: the JSON is that of the partner API, and {@code final}. */
public final class ReceiptJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<RowState> FINAL = Collections.unmodifiableSet(
            EnumSet.of(RowState.INVALID, RowState.DUPLICATE, RowState.REJECTED, RowState.DROPPED, RowState.LIVE));

    private ReceiptJson() {}

    /** The states that a row can still leave. */
    public static Set<RowState> unfinished() {
        return EnumSet.complementOf(EnumSet.copyOf(FINAL));
    }

    /** Whether nothing in it can change any more. */
    public static boolean isFinal(Receipt receipt) {
        return FINAL.containsAll(receipt.counts().keySet());
    }

    /** A receipt, over several lines. */
    public static String of(Receipt receipt) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", receipt.id())
                .put("partner", receipt.partner())
                .put("submission", receipt.submission())
                .put("received", receipt.received().toString())
                .put("done", receipt.done())
                .put("total", receipt.total())
                .put("final", isFinal(receipt));
        ObjectNode states = node.putObject("states");
        receipt.counts().forEach((state, count) -> states.put(state.code(), count));
        if (!receipt.isWhole()) {
            node.set("note", json(receipt.note()));
        }
        ArrayNode rows = node.putArray("rows");
        for (OnboardingRow row : receipt.rows()) {
            ObjectNode outcome = rows.addObject()
                    .put("id", row.id())
                    .put("row", row.row())
                    .put("ref", row.ref())
                    .put("state", row.state().code())
                    .put("camera", row.camera().orElse(null))
                    .put("changed", row.changed().toString());
            outcome.set("reason", row.reason().map(ReceiptJson::json).orElse(null));
        }
        return written(node);
    }

    /**
     * What is said in a receipt's place of a submission of which nothing was kept.
     *
     * @param submission its name, as far as it is known
     */
    public static String of(String submission, SubmissionRefusedException refusal) {
        ObjectNode node = JSON.createObjectNode()
                .put("submission", submission)
                .put("refused", refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        ArrayNode violations = node.putArray("violations");
        for (Violation violation : refusal.violations()) {
            violations
                    .addObject()
                    .put("row", violation.row())
                    .put("field", violation.field())
                    .set("message", json(violation.message()));
        }
        return written(node);
    }

    private static JsonNode json(Text text) {
        return JSON.createObjectNode().put("id", text.id()).put("en", text.en());
    }

    private static String written(JsonNode node) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
