package id.pantau.shell.onboarding;

import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Point;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Onboarding;
import id.pantau.service.Points;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Printable;
import id.pantau.shell.Services;
import id.pantau.shell.partner.PartnerCompleter;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The cameras on their way in. */
@Service
@Command(
        scope = "onboarding",
        name = "list",
        description =
                "Lists the submitted cameras, oldest first; state says how far each came on its way in, status how"
                        + " its camera is now")
public final class OnboardingListCommand extends ListCommand {

    @Option(name = "--partner", description = "Only this partner's", valueToShowInHelp = "")
    @Completion(PartnerCompleter.class)
    private String partner = "";

    @Option(
            name = "--state",
            description = "Only those in this state, such as waiting-approval",
            valueToShowInHelp = "")
    @Completion(StateCompleter.class)
    private String state = "";

    @Override
    protected Listing<?> listing(Services services) {
        return new Listing<>(services.get(Onboarding.class).oldest(Integer.MAX_VALUE, states()).stream()
                        .filter(row -> partner.isEmpty() || row.partner().equals(partner))
                        .toList())
                .column("id", OnboardingRow::id)
                .column("partner", OnboardingRow::partner)
                .detail("submission", OnboardingRow::submission)
                .detail("row", OnboardingRow::row)
                .column("ref", OnboardingRow::ref)
                .column("name", row -> row.request().map(CameraRequest::name))
                .column("address", row -> row.request().map(asked -> Printable.address(asked.endpoint())))
                .column("scene", row -> row.request().map(asked -> asked.scene().code()))
                .detail("publicConsent", row -> row.request().map(CameraRequest::publicConsent))
                .column("place", row -> row.request().map(OnboardingListCommand::place))
                .detail("latitude", row -> row.request().map(CameraRequest::latitude))
                .detail("longitude", row -> row.request().map(CameraRequest::longitude))
                .column("point", row -> point(services, row))
                .column("state", row -> row.state().code())
                .column("reason", row -> row.reason().map(Text::en))
                .column("camera", OnboardingRow::camera)
                .column("status", row -> row.camera().flatMap(camera -> status(services, camera)))
                .detail("changed", OnboardingRow::changed);
    }

    private RowState[] states() {
        if (state.isEmpty()) {
            return new RowState[0];
        }
        return new RowState[] {
            RowState.of(state).orElseThrow(() -> new IllegalArgumentException("'" + state + "' is no state of a row"))
        };
    }

    private static String place(CameraRequest asked) {
        return String.format(Locale.ROOT, "%.5f, %.5f", asked.latitude(), asked.longitude());
    }

    /** The point that the row's camera stands on, or would if it were approved now; "new" for one of its own. */
    private static Optional<String> point(Services services, OnboardingRow row) {
        if (row.camera().isPresent()) {
            return services.get(Cameras.class).find(row.camera().get()).map(Camera::point);
        }
        if (row.state() != RowState.WAITING_APPROVAL) {
            return Optional.empty();
        }
        Points points = services.get(Points.class);
        return row.request()
                .map(asked -> points.nearest(asked.latitude(), asked.longitude(), Onboarding.POINT_METRES)
                        .map(Point::id)
                        .orElse("new"));
    }

    private static Optional<String> status(Services services, String camera) {
        return services.get(Live.class)
                .state(camera)
                .map(state -> state.status().code());
    }
}
