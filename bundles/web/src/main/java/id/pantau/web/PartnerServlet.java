package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.OnboardingRow;
import id.pantau.model.Partner;
import id.pantau.model.Receipt;
import id.pantau.model.Text;
import id.pantau.service.Onboarding;
import id.pantau.service.Partners;
import id.pantau.service.SubmissionRefusedException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The partner API: submitting cameras, and asking what became of them. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/partners/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.partners"
        })
public final class PartnerServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "/api/v1/partners/";
    private static final Pattern BEARER =
            Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,512})", Pattern.CASE_INSENSITIVE);
    private static final int MAXIMUM_NAME = 200;
    private static final String NAME = "submission=";

    private final transient Transport transport;
    private final transient Bodies bodies;
    private final transient Partners partners;
    private final transient Onboarding onboarding;
    private final transient Signatures signatures;

    @Activate
    public PartnerServlet(
            @Reference Transport transport,
            @Reference Bodies bodies,
            @Reference Partners partners,
            @Reference Onboarding onboarding,
            @Reference Signatures signatures) {
        this.transport = transport;
        this.bodies = bodies;
        this.partners = partners;
        this.onboarding = onboarding;
        this.signatures = signatures;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        transport.requireConfidential(request);
        Partner partner = authenticate(request);
        String own = partner.name() + "/cameras";
        String path = below(request, PREFIX);
        if (path.equals(own)) {
            allow(request, "POST");
            submit(request, response, partner);
        } else if (path.startsWith(own + "/receipts/")) {
            allow(request, "GET", "HEAD");
            Receipt receipt = onboarding
                    .receipt(partner.name(), path.substring((own + "/receipts/").length()))
                    .orElseThrow(Problem::notFound);
            Json.send(request, response, 200, describe(receipt));
        } else {
            throw Problem.notFound();
        }
    }

    private Partner authenticate(HttpServletRequest request) throws Problem {
        String header = request.getHeader("Authorization");
        Matcher bearer = BEARER.matcher(header == null ? "" : header.strip());
        Optional<Partner> partner = bearer.matches()
                ? partners.authenticate(bearer.group(1))
                        .filter(key -> key.scope() == Partners.Scope.CAMERAS)
                        .map(Partners.Key::partner)
                : Optional.empty();
        return partner.orElseThrow(() -> Problem.of(
                        401,
                        "wrong-key",
                        new Text("Kunci tidak dikenal", "Unknown key"),
                        new Text(
                                "Sertakan kunci mitra yang berlaku: Authorization: Bearer KUNCI.",
                                "Send a valid partner key: Authorization: Bearer KEY."))
                .with("WWW-Authenticate", "Bearer"));
    }

    private void submit(HttpServletRequest request, HttpServletResponse response, Partner partner)
            throws IOException, Problem {
        String type = request.getContentType();
        String name = name(request);
        byte[] body = bodies.read(request, Onboarding.MAXIMUM_BYTES);
        signatures.require(request, partner.name(), body);
        Receipt receipt;
        try {
            receipt = onboarding.submit(partner.name(), type == null ? "" : type, name, body);
        } catch (SubmissionRefusedException e) {
            throw refused(e);
        }
        response.setHeader("Location", PREFIX + partner.name() + "/cameras/receipts/" + receipt.id());
        Json.send(request, response, 202, describe(receipt));
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
        String code = e.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
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
                .put("total", receipt.rows().size());
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
