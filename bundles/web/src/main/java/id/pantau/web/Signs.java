package id.pantau.web;

import id.pantau.model.Camera;
import id.pantau.model.Partner;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.model.Use;
import id.pantau.service.Cameras;
import id.pantau.service.Partners;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import id.pantau.service.Recordings;
import id.pantau.service.Sharing;
import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What a camera's sign says, to be printed and put up beside it (UU 27/2022 on personal data): who runs it, what for, who sees it,
 * how long it is kept, and whom to ask.
 */
@Component(service = Signs.class)
public final class Signs {
    /** White modules around the code, as ISO/IEC 18004 asks. */
    private static final int QUIET = 4;

    private static final Text STAFF = new Text("petugas kota", "city staff");
    private static final Text STAFF_AND_PUBLIC =
            new Text("petugas kota dan warga, lewat halaman publik", "city staff and citizens, on the public page");
    private static final Text PUBLIC = new Text("warga, lewat halaman publik", "citizens, on the public page");
    private static final Text NOBODY = new Text("hanya pemiliknya saat ini", "at present its owner alone");
    private static final Text NOT_KEPT = new Text("tidak direkam oleh kota", "not recorded by the city");

    private final Settings settings;
    private final PublicView view;
    private final Cameras cameras;
    private final Partners partners;
    private final Sharing sharing;
    private final Staff staff;
    private final PartnerAccess access;

    /** Without it nothing is recorded. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Recordings recordings;

    @Activate
    public Signs(
            @Reference Settings settings,
            @Reference PublicView view,
            @Reference Cameras cameras,
            @Reference Partners partners,
            @Reference Sharing sharing,
            @Reference Staff staff,
            @Reference PartnerAccess access) {
        this.settings = settings;
        this.view = view;
        this.cameras = cameras;
        this.partners = partners;
        this.sharing = sharing;
        this.staff = staff;
        this.access = access;
    }

    /** The values of the sign's page; empty for a camera that the client may not know of. */
    Optional<Map<String, String>> of(HttpServletRequest request, String id) {
        return cameras.find(id)
                .filter(camera -> view.listed(id).isPresent() || isStaff(request) || isOwner(request, camera))
                .map(this::values);
    }

    /** Whom citizens ask about the camera; empty when nobody was named. */
    String contact(Camera camera) {
        return partners.contact(camera.partner()).orElseGet(() -> settings.now().contact());
    }

    private boolean isStaff(HttpServletRequest request) {
        try {
            staff.require(request, Role.VIEWER);
            return true;
        } catch (Problem e) {
            return false; // then as anybody else
        }
    }

    private boolean isOwner(HttpServletRequest request, Camera camera) {
        if (!PartnerAccess.isClaimed(request)) {
            return false; // and no wrong key
        }
        try {
            Key key = access.require(request, Set.of(Scope.CAMERAS, Scope.READ));
            return key.partner().name().equals(camera.partner());
        } catch (Problem e) {
            return false; // then as anybody else
        }
    }

    private Map<String, String> values(Camera camera) {
        Settings.Values now = settings.now();
        Text seen = seen(camera.id());
        Text kept = kept(camera.id());
        Map<String, String> values = new HashMap<>(Map.of(
                "id",
                camera.id(),
                "name",
                camera.name(),
                "owner",
                partners.find(camera.partner()).map(Partner::title).orElse(camera.partner()),
                "seen",
                seen.id(),
                "seen-en",
                seen.en(),
                "kept",
                kept.id(),
                "kept-en",
                kept.en(),
                "whom",
                contact(camera)));
        if (!now.publicUrl().isEmpty()) {
            String address = now.publicUrl() + (view.listed(camera.id()).isPresent() ? "/kamera/" + camera.id() : "/");
            QrCode code = QrCode.encodeText(address, QrCode.Ecc.QUARTILE);
            values.put("address", address);
            values.put("size", Integer.toString(code.size + 2 * QUIET));
            values.put("code", path(code));
        }
        return values;
    }

    private Text seen(String camera) {
        boolean byStaff = shares(camera, Use.LIVE);
        boolean byAll = shares(camera, Use.PUBLIC) && view.shown(camera).isPresent();
        if (byAll) {
            return byStaff ? STAFF_AND_PUBLIC : PUBLIC;
        }
        return byStaff ? STAFF : NOBODY;
    }

    private Text kept(String camera) {
        Recordings service = recordings;
        Optional<Duration> kept = service == null ? Optional.empty() : service.kept(camera);
        return kept.filter(time -> shares(camera, Use.RECORDED))
                .map(time -> new Text(
                        "rekaman disimpan paling lama " + time.toDays() + " hari",
                        "recordings are kept for at most " + time.toDays() + " days"))
                .orElse(NOT_KEPT);
    }

    /** Whether agreements grant it at all: a sign hangs there at every hour. */
    private boolean shares(String camera, Use use) {
        return sharing.ended(camera, use, Instant.now()).isEmpty();
    }

    /** The dark modules as the data of an SVG path. */
    static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
