package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Camera;
import id.pantau.model.CameraRequest;
import id.pantau.model.Consideration;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Role;
import id.pantau.model.RowState;
import id.pantau.model.Text;
import id.pantau.model.User;
import id.pantau.service.Approvals;
import id.pantau.service.Onboarding;
import id.pantau.service.Snapshot;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What partners submitted, and the staff's word on it. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/operator/onboarding/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.operator.onboarding"
        })
public final class OperatorOnboardingServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    static final String PATH = "/api/v1/operator/onboarding";

    private static final String APPROVE = "approve";
    private static final String REJECT = "reject";
    private static final String ASK = "ask";
    private static final Set<String> DECISIONS = Set.of(APPROVE, REJECT, ASK);
    private static final String BULK = "decide";
    private static final String PICTURE = "picture";

    /** The most rows in one answer. */
    private static final int MAXIMUM_ROWS = 1_000;

    private final transient Staff staff;
    private final transient Bodies bodies;
    private final transient Onboarding onboarding;
    private final transient Approvals approvals;

    @Activate
    public OperatorOnboardingServlet(
            @Reference Staff staff,
            @Reference Bodies bodies,
            @Reference Onboarding onboarding,
            @Reference Approvals approvals) {
        this.approvals = approvals;
        this.staff = staff;
        this.bodies = bodies;
        this.onboarding = onboarding;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        User user = staff.require(request, Role.VIEWER);
        String[] path = below(request, PATH).split("/", -1);
        if (path.length == 1) {
            allow(request, "GET", "HEAD");
            list(request, response, user);
        } else if (path.length == 2 && path[1].equals(BULK)) {
            allow(request, "POST");
            User operator = staff.requireForChange(request, Role.OPERATOR);
            BulkDecision bulk = new BulkDecision(bodies, approvals, this::decide);
            Json.send(request, response, 200, bulk.carryOut(request, operator, DECISIONS));
        } else if (path.length == 3 && path[2].equals(PICTURE)) {
            allow(request, "GET", "HEAD", "POST");
            picture(request, response, path[1]);
        } else if (path.length == 3 && DECISIONS.contains(path[2])) {
            allow(request, "POST");
            User operator = staff.requireForChange(request, Role.OPERATOR);
            String why = Why.read(request, bodies, !path[2].equals(APPROVE));
            Json.send(request, response, 200, decide(path[1], path[2], why, operator));
        } else {
            throw Problem.notFound();
        }
    }

    /** The oldest rows first, all or those in {@code ?state=}; {@code total} says how many there are. */
    private void list(HttpServletRequest request, HttpServletResponse response, User user) throws IOException, Problem {
        String code = request.getParameter("state");
        RowState[] states = code == null
                ? new RowState[0]
                : new RowState[] {RowState.of(code).orElseThrow(OperatorOnboardingServlet::unknownState)};
        ObjectNode body = Json.object().put("total", onboarding.count(states));
        ArrayNode list = body.putArray("rows");
        List<OnboardingRow> shown = onboarding.oldest(MAXIMUM_ROWS, states);
        Map<String, Consideration> considerations = considerations(shown);
        for (OnboardingRow row : shown) {
            ObjectNode node = describe(row, user.role().includes(Role.OPERATOR));
            Consideration known = considerations.get(row.id());
            node.set("considerations", known == null ? null : Considerations.json(known));
            list.add(node);
        }
        Json.send(request, response, 200, body);
    }

    /** The picture for whoever is logged in; operators may have another one taken. */
    private void picture(HttpServletRequest request, HttpServletResponse response, String row)
            throws IOException, Problem {
        if (request.getMethod().equals("POST")) {
            staff.requireForChange(request, Role.OPERATOR);
            try {
                approvals.pictureAgain(row);
            } catch (NoSuchElementException e) {
                throw Problem.notFound();
            } catch (IllegalStateException e) {
                throw notWaiting();
            }
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        Snapshot picture = approvals.picture(row).orElseThrow(Problem::notFound);
        byte[] jpeg = new byte[picture.jpeg().remaining()];
        picture.jpeg().get(jpeg);
        response.setHeader("Cache-Control", "no-store");
        response.setDateHeader("Last-Modified", picture.takenAt().toEpochMilli());
        Json.send(request, response, 200, "image/jpeg", jpeg);
    }

    /** Of those that somebody has to decide on. */
    private Map<String, Consideration> considerations(List<OnboardingRow> rows) {
        return approvals
                .of(rows.stream()
                        .filter(row -> row.state() == RowState.WAITING_APPROVAL)
                        .toList())
                .stream()
                .collect(Collectors.toMap(Consideration::row, consideration -> consideration));
    }

    private static ObjectNode describe(OnboardingRow row, boolean withAddress) {
        ObjectNode node = Json.object()
                .put("id", row.id())
                .put("partner", row.partner())
                .put("submission", row.submission())
                .put("row", row.row())
                .put("ref", row.ref())
                .put("state", row.state().code())
                .put("camera", row.camera().orElse(null))
                .put("changed", row.changed().toString());
        node.set("reason", row.reason().map(Json::text).orElse(null));
        Optional<CameraRequest> asked = row.request();
        if (asked.isPresent()) {
            CameraRequest camera = asked.get();
            node.put("name", camera.name())
                    .put("latitude", camera.latitude())
                    .put("longitude", camera.longitude())
                    .put("scene", camera.scene().code())
                    .put("publicConsent", camera.publicConsent());
            if (withAddress) {
                node.put("address", camera.endpoint().toString());
            }
        }
        return node;
    }

    private ObjectNode decide(String row, String decision, String why, User user) throws Problem {
        try {
            Actor who = Actor.user(user.name());
            return switch (decision) {
                case REJECT -> {
                    onboarding.reject(row, who, why);
                    yield Json.object().put("state", RowState.REJECTED.code());
                }
                case ASK -> {
                    onboarding.ask(row, who, why);
                    yield Json.object().put("state", RowState.NEEDS_INFORMATION.code());
                }
                default -> {
                    Camera camera = onboarding.approve(row, who, why);
                    yield Json.object().put("state", RowState.REGISTERED.code()).put("camera", camera.id());
                }
            };
        } catch (NoSuchElementException e) {
            throw Problem.notFound();
        } catch (IllegalStateException e) {
            throw notWaiting();
        }
    }

    private static Problem notWaiting() {
        return Problem.conflict(
                new Text("Baris ini tidak sedang menunggu persetujuan.", "The row is not waiting for approval."));
    }

    private static Problem unknownState() {
        return Problem.of(
                400,
                "malformed",
                new Text("Permintaan tidak terbaca", "Malformed request"),
                new Text("Nilai state tidak dikenal.", "Unknown value of state."));
    }
}
