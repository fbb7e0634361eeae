package id.pantau.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one submitted camera, without its login.
 *
 * @param fields what could be read of what came
 * @param login whether a login is kept for it
 * @param receipt id of the receipt that it is in
 * @param received when its submission was kept
 * @param vendor who recognised the device, once somebody did
 * @param pinned the endpoint with its resolved address, once somebody recognised the device
 * @param history what people did, to the row and to the whole submission; oldest first
 */
public record RowDetails(
        OnboardingRow row,
        CameraDraft fields,
        boolean login,
        String receipt,
        Instant received,
        Optional<String> vendor,
        Optional<String> pinned,
        List<AuditEntry> history) {
    public RowDetails {
        history = List.copyOf(history);
    }
}
