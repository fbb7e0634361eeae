package id.pantau.shell.partner;

import id.pantau.model.Camera;
import id.pantau.model.Partner;
import id.pantau.service.Cameras;
import id.pantau.service.Doors;
import id.pantau.service.Partners;
import id.pantau.shell.ListCommand;
import id.pantau.shell.Listing;
import id.pantau.shell.Services;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The partners, and how the doors by which they submit are. */
@Service
@Command(scope = "partner", name = "list", description = "Lists the partners, their doors and what is wrong with those")
public final class PartnerListCommand extends ListCommand {
    @Override
    protected Listing<?> listing(Services services) {
        Map<String, Long> cameras = services.get(Cameras.class).all().stream()
                .collect(Collectors.groupingBy(Camera::partner, Collectors.counting()));
        Map<String, Doors.Door> doors = services.find(Doors.class).map(Doors::all).orElse(List.of()).stream()
                .collect(Collectors.toMap(Doors.Door::partner, d -> d, (one, other) -> one));
        return new Listing<>(services.get(Partners.class).all())
                .column("name", Partner::name)
                .column("title", Partner::title)
                .column("cameras", p -> cameras.getOrDefault(p.name(), 0L))
                .column("door", p -> door(doors, p, Doors.Door::kind))
                .column("problem", p -> door(doors, p, Doors.Door::problem));
    }

    /** Empty for a partner that has no door. */
    private static String door(Map<String, Doors.Door> doors, Partner partner, Function<Doors.Door, String> what) {
        return Optional.ofNullable(doors.get(partner.name())).map(what).orElse("");
    }
}
