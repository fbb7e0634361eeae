package id.pantau.web;

import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.model.User;
import id.pantau.service.Looks;
import id.pantau.service.Sharing;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What cameras' owners let the staff see, and that the owners learn who looked. */
@Component(service = OwnersWord.class)
public final class OwnersWord {
    private final Sharing sharing;
    private final Looks looks;

    @Activate
    public OwnersWord(@Reference Sharing sharing, @Reference Looks looks) {
        this.sharing = sharing;
        this.looks = looks;
    }

    /** Why the owner does not show the camera to the staff now. */
    Optional<Text> obstacle(String camera) {
        return sharing.obstacle(camera, Use.LIVE, Instant.now());
    }

    /** Notes that a user looks, or refuses it with the owner's reason. */
    void look(String camera, User user) throws Problem {
        Optional<Text> obstacle = obstacle(camera);
        if (obstacle.isPresent()) {
            throw Problem.of(
                    403,
                    "not-shared",
                    new Text("Tidak dibagikan pemiliknya", "Not shared by its owner"),
                    obstacle.get());
        }
        looks.note(camera, user.name());
    }
}
