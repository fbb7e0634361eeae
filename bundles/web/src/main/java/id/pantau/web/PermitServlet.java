package id.pantau.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.model.PermitDuty;
import id.pantau.model.Text;
import id.pantau.model.Violation;
import id.pantau.service.Partners;
import id.pantau.service.Partners.Scope;
import id.pantau.service.Permits;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The permit office's events: a business owes cameras by a day; and what became of it. Shows nothing of any camera. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/permits",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.permits"
        })
public final class PermitServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAXIMUM_BYTES = 8192;
    private static final int MOST_CAMERAS = 1_000;
    private static final Set<Scope> OFFICE = Set.of(Scope.PERMITS);
    private static final Set<String> STATES = Set.of("open", "fulfilled", "overdue");

    private final transient PartnerAccess access;
    private final transient Bodies bodies;
    private final transient Partners partners;
    private final transient Permits permits;

    @Activate
    public PermitServlet(
            @Reference PartnerAccess access,
            @Reference Bodies bodies,
            @Reference Partners partners,
            @Reference Permits permits) {
        this.access = access;
        this.bodies = bodies;
        this.partners = partners;
        this.permits = permits;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        Partner office = access.require(request, OFFICE).partner();
        allow(request, "GET", "HEAD", "POST");
        if (request.getMethod().equals("POST")) {
            issue(request, response, office);
        } else {
            list(request, response);
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        String state = request.getParameter("state");
        if (state != null && !STATES.contains(state)) {
            throw Period.refused(
                    new Text("state adalah open, fulfilled, atau overdue.", "state is open, fulfilled or overdue."));
        }
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("permits");
        permits.all().stream()
                .map(PartnerPapers::describe)
                .filter(permit -> state == null || permit.path("state").asText().equals(state))
                .forEach(list::add);
        Json.send(request, response, 200, body);
    }

    private void issue(HttpServletRequest request, HttpServletResponse response, Partner office)
            throws IOException, Problem {
        ObjectNode body = Json.read(request, bodies, MAXIMUM_BYTES);
        String number = body.path("number").asText();
        Optional<PermitDuty> before = find(number).map(PermitDuty.Standing::duty);
        PermitDuty duty = read(body, number, before);
        String business = duty.partner();
        String title = body.path("title").asText(business).strip();
        require(
                partners.find(business).isPresent() || !title.isEmpty() && title.length() <= 200,
                "title",
                "Nama usaha 1 sampai 200 huruf.",
                "A title has 1 to 200 characters.");
        try {
            permits.issue(duty, title, Actor.partner(office.name()));
        } catch (IllegalStateException e) {
            throw Problem.conflict(new Text(
                    "Izin dengan nomor ini sudah tercatat dengan isi lain.",
                    "A permit of this number is recorded with other content."));
        }
        ObjectNode answer = PartnerPapers.describe(find(number).orElseThrow(Problem::notFound));
        if (duty.due().isBefore(duty.issued().plusMonths(PermitDuty.USUAL_MONTHS))) {
            answer.set(
                    "warning",
                    Json.text(new Text(
                            "Tenggat lebih singkat dari enam bulan yang lazim.",
                            "Due sooner than the usual six months.")));
        }
        Json.send(request, response, before.isEmpty() ? 201 : 200, answer);
    }

    private Optional<PermitDuty.Standing> find(String number) {
        return permits.all().stream()
                .filter(standing -> standing.duty().permit().equals(number))
                .findFirst();
    }

    /** An event that comes again on a later day means the days of the first, where it names none itself. */
    private static PermitDuty read(ObjectNode body, String number, Optional<PermitDuty> before) throws Problem {
        String business = body.path("business").asText();
        JsonNode owed = body.path("cameras");
        int cameras = owed.isIntegralNumber() && owed.canConvertToInt() ? owed.asInt() : 0;
        LocalDate today = LocalDate.now();
        LocalDate issued =
                day(body, "issued").orElse(before.map(PermitDuty::issued).orElse(today));
        LocalDate due =
                day(body, "due").orElse(before.map(PermitDuty::due).orElse(issued.plusMonths(PermitDuty.USUAL_MONTHS)));
        LocalDate latest = issued.plusMonths(PermitDuty.MOST_MONTHS);
        require(
                number.matches("\\P{Cntrl}{1,64}") && !number.isBlank(),
                "number",
                "Nomor izin 1 sampai 64 huruf.",
                "A permit's number has 1 to 64 characters.");
        require(
                business.matches("[a-z0-9-]{1,64}"),
                "business",
                "business adalah nama singkat usaha: 1 sampai 64 dari a-z, 0-9, dan -.",
                "business is the business's short name: 1 to 64 of a-z, 0-9 and -.");
        require(
                cameras >= 1 && cameras <= MOST_CAMERAS,
                "cameras",
                "cameras adalah bilangan bulat 1 sampai " + MOST_CAMERAS + ".",
                "cameras is a whole number from 1 to " + MOST_CAMERAS + ".");
        require(
                !issued.isAfter(today.plusDays(1)),
                "issued",
                "Tanggal terbit ada di masa depan.",
                "The day of issue lies in the future.");
        require(
                !due.isBefore(issued) && !due.isAfter(latest),
                "due",
                "Tenggat adalah " + issued + " sampai " + latest + ".",
                "The day due is from " + issued + " to " + latest + ".");
        require(
                before.isPresent() || !due.isBefore(today),
                "due",
                "Tenggat sudah lewat.",
                "The day due has passed already.");
        return new PermitDuty(number, business, cameras, issued, due);
    }

    private static void require(boolean right, String field, String id, String en) throws Problem {
        if (!right) {
            throw invalid(field, new Text(id, en));
        }
    }

    private static Optional<LocalDate> day(ObjectNode body, String field) throws Problem {
        if (!body.hasNonNull(field)) {
            return Optional.empty();
        }
        String text = body.path(field).asText();
        Text words = new Text(field + " bukan tanggal seperti 2027-05-31.", field + " is no day such as 2027-05-31.");
        require(text.matches("\\d{4}-\\d{2}-\\d{2}"), field, words.id(), words.en());
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw invalid(field, words);
        }
    }

    private static Problem invalid(String field, Text text) {
        return Problem.of(422, "invalid", new Text("Isian tidak sah", "Invalid input"), text)
                .withErrors(List.of(new Violation(0, field, text)));
    }
}
