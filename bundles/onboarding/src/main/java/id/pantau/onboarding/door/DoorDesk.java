package id.pantau.onboarding.door;

import id.pantau.service.Doors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Says how the doors are. */
@Component
public final class DoorDesk implements Doors {
    private final List<PartnerDoor> doors = new CopyOnWriteArrayList<>();

    @Reference(name = "doors", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(PartnerDoor door) {
        doors.add(door);
    }

    void remove(PartnerDoor door) {
        doors.remove(door);
    }

    @Override
    public List<Door> all() {
        return doors.stream().map(PartnerDoor::state).flatMap(Optional::stream).toList();
    }
}
