package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Partner;
import id.pantau.model.Receipt;
import id.pantau.model.RowState;
import id.pantau.model.SubmissionSummary;
import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.service.SubmissionRefusedException;
import id.pantau.service.Submissions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A partner's submissions: sending one, and what became of each. */
@Component(service = PartnerSubmissions.class)
public final class PartnerSubmissions {
    /** The most receipts told at once. */
    static final int MOST = 200;

    private static final int MAXIMUM_NAME = 200;

    /** Bodies above this are held in memory one at a time. */
    private static final int SMALL = 4 << 20;

    private static final String NAME = "submission=";

    private final Bodies bodies;
    private final Onboarding onboarding;
    private final Submissions submissions;
    private final Signatures signatures;
    private final Semaphore large = new Semaphore(1);

    @Activate
    public PartnerSubmissions(
            @Reference Bodies bodies,
            @Reference Onboarding onboarding,
            @Reference Submissions submissions,
            @Reference Signatures signatures) {
        this.signatures = signatures;
        this.bodies = bodies;
        this.onboarding = onboarding;
        this.submissions = submissions;
    }

    void submit(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException, Problem {
        String type = request.getContentType();
        String name = name(request);
        Receipt receipt = take(request, partner, type == null ? "" : type, name);
        response.setHeader("Location", address(partner, receipt.id()));
        Json.send(request, response, 202, describe(receipt));
    }

    private Receipt take(HttpServletRequest request, Partner partner, String type, String name) throws Problem {
        long length = request.getContentLengthLong();
        if (length > SMALL && length <= onboarding.mostBytes() && large.availablePermits() == 0) {
            throw full();
        }
        try (Place place = new Place()) {
            byte[] body = bodies.read(request, onboarding.mostBytes(), SMALL, place);
            signatures.require(request, partner.name(), body);
            return onboarding.submit(partner.name(), type, name, body);
        } catch (SubmissionRefusedException e) {
            throw refused(e);
        }
    }

    /** In memory, for a body that turns out to be large, until it is on disk. */
    private final class Place implements Bodies.Room, AutoCloseable {
        private boolean held;

        @Override
        public void enter() throws Problem {
            if (!large.tryAcquire()) {
                throw full();
            }
            held = true;
        }

        @Override
        public void close() {
            if (held) {
                large.release();
            }
        }
    }

    private static Problem full() {
        return Problem.of(
                        503,
                        "too-many-requests",
                        new Text("Kiriman besar lain sedang diterima", "Another large submission is being taken"),
                        new Text("Coba lagi sebentar lagi.", "Try again in a moment."))
                .with("Retry-After", "10")
                .with("Connection", "close");
    }

    void receipt(HttpServletRequest request, HttpServletResponse response, Partner partner, String id)
            throws IOException, Problem {
        Receipt receipt = onboarding.receipt(partner.name(), id).orElseThrow(Problem::notFound);
        Json.send(request, response, 200, describe(receipt));
    }

    /** The newest submissions, newest first. */
    void list(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("receipts");
        for (SubmissionSummary summary : submissions.summaries(partner.name(), MOST)) {
            ObjectNode node = list.addObject()
                    .put("id", summary.id())
                    .put("submission", summary.submission())
                    .put("received", summary.received().toString())
                    .put("done", summary.done())
                    .put("total", summary.total())
                    .put("receipt", address(partner, summary.id()));
            ObjectNode states = node.putObject("states");
            Arrays.stream(RowState.values())
                    .filter(summary.rows()::containsKey)
                    .forEach(state -> states.put(state.code(), summary.rows().get(state)));
        }
        Json.send(request, response, 200, body);
    }

    private static String address(Partner partner, String receipt) {
        return PartnerServlet.PREFIX + partner.name() + "/cameras/receipts/" + receipt;
    }

    /** The submission's name for a format that has no place for it, from {@code ?submission=}; the body stays unread. */
    private static String name(HttpServletRequest request) throws Problem {
        String query = request.getQueryString();
        String name = query == null ? "" : name(query);
        if (name.length() > MAXIMUM_NAME) {
            throw malformed(new Text("Nama kiriman terlalu panjang.", "The submission's name is too long."));
        }
        return name;
    }

    /** By ourselves: the server would look for parameters in a form's body too, and wait for that. */
    private static String name(String query) throws Problem {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith(NAME)) {
                try {
                    return URLDecoder.decode(parameter.substring(NAME.length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw malformed(new Text("Nama kiriman tidak terbaca.", "The submission's name is malformed."));
                }
            }
        }
        return "";
    }

    private static Problem malformed(Text detail) {
        return Problem.of(400, "malformed", new Text("Permintaan tidak terbaca", "Malformed request"), detail);
    }

    private static Problem refused(SubmissionRefusedException e) {
        Text title = switch (e.kind()) {
            case MALFORMED -> new Text("Kiriman tidak terbaca", "Malformed submission");
            case CONFLICT -> new Text("Nama kiriman sudah dipakai", "Submission name already used");
            case TOO_LARGE -> new Text("Kiriman terlalu besar", "Submission too large");
            case UNSUPPORTED_TYPE -> new Text("Jenis isi tidak didukung", "Unsupported content type");
            case INVALID -> new Text("Isi kiriman tidak sah", "Invalid submission");
        };
        String code = e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String detail = e.violations().isEmpty()
                ? title.id() + "."
                : e.violations().get(0).message().id();
        String english = e.getMessage();
        return Problem.of(e.kind().status(), code, title, new Text(detail, english == null ? title.en() : english))
                .withErrors(e.violations());
    }

    private static ObjectNode describe(Receipt receipt) {
        ObjectNode node = Json.object()
                .put("id", receipt.id())
                .put("partner", receipt.partner())
                .put("submission", receipt.submission())
                .put("received", receipt.received().toString())
                .put("done", receipt.done())
                .put("total", receipt.total());
        ObjectNode states = node.putObject("states");
        receipt.counts().forEach((state, count) -> states.put(state.code(), count));
        if (!receipt.isWhole()) {
            node.set("note", Json.text(receipt.note()));
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
            outcome.set("reason", row.reason().map(Json::text).orElse(null));
        }
        return node;
    }
}
