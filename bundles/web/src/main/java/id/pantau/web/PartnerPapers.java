package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Actor;
import id.pantau.model.Agreement;
import id.pantau.model.Camera;
import id.pantau.model.Look;
import id.pantau.model.Partner;
import id.pantau.model.PermitDuty;
import id.pantau.model.Use;
import id.pantau.service.Agreements;
import id.pantau.service.Cameras;
import id.pantau.service.Looks;
import id.pantau.service.Permits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a partner signed, what permits ask of it, and who of the city's staff looked at its cameras. */
@Component(service = PartnerPapers.class)
public final class PartnerPapers {
    /** For how many days back it is told who looked. */
    static final int DAYS = 30;

    private final Bodies bodies;
    private final Agreements agreements;
    private final Permits permits;
    private final Looks looks;
    private final Cameras cameras;

    @Activate
    public PartnerPapers(
            @Reference Bodies bodies,
            @Reference Agreements agreements,
            @Reference Permits permits,
            @Reference Looks looks,
            @Reference Cameras cameras) {
        this.bodies = bodies;
        this.agreements = agreements;
        this.permits = permits;
        this.looks = looks;
        this.cameras = cameras;
    }

    void agreements(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("agreements");
        agreements.all().stream()
                .filter(agreement -> agreement.partner().equals(partner.name()))
                .forEach(agreement -> list.add(describe(agreement)));
        Json.send(request, response, 200, body);
    }

    /** The number stands in the body: on paper it has slashes, which no address can hold without doubt. */
    void revoke(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException, Problem {
        ObjectNode body = Why.body(request, bodies);
        String number = body.path("number").asText();
        if (own(partner, number).isEmpty()) {
            throw Problem.notFound();
        }
        String why = Why.read(body, true);
        try {
            agreements.revoke(number, Actor.partner(partner.name()), why);
        } catch (NoSuchElementException e) {
            throw Problem.notFound(); // it was removed meanwhile
        }
        Json.send(request, response, 200, describe(own(partner, number).orElseThrow(Problem::notFound)));
    }

    void permits(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("permits");
        permits.all().stream()
                .filter(standing -> standing.duty().partner().equals(partner.name()))
                .forEach(standing -> list.add(describe(standing)));
        Json.send(request, response, 200, body);
    }

    void looks(HttpServletRequest request, HttpServletResponse response, Partner partner) throws IOException {
        LocalDate since = LocalDate.now().minusDays(DAYS);
        Map<String, String> names = cameras.all().stream().collect(Collectors.toMap(Camera::id, Camera::name));
        ObjectNode body = Json.object().put("since", since.toString());
        ArrayNode list = body.putArray("looks");
        for (Look look : looks.of(partner.name(), since)) {
            list.addObject()
                    .put("camera", look.camera())
                    .put("name", names.getOrDefault(look.camera(), ""))
                    .put("who", look.who())
                    .put("day", look.day().toString())
                    .put("first", look.first().toString())
                    .put("last", look.last().toString());
        }
        Json.send(request, response, 200, body);
    }

    private Optional<Agreement> own(Partner partner, String number) {
        return agreements.all().stream()
                .filter(agreement ->
                        agreement.number().equals(number) && agreement.partner().equals(partner.name()))
                .findFirst();
    }

    private static ObjectNode describe(Agreement agreement) {
        ObjectNode node = Json.object()
                .put("number", agreement.number())
                .put("parties", agreement.parties())
                .put("from", agreement.from().toString())
                .put("until", agreement.until().toString())
                .put("state", state(agreement, LocalDate.now()))
                .put("hours", agreement.hours().map(Object::toString).orElse(null))
                .put("incidentOnly", agreement.incidentOnly())
                .put("revoked", agreement.revoked().map(Object::toString).orElse(null));
        ArrayNode shared = node.putArray("shared");
        for (Use use : Use.values()) {
            if (agreement.shared().contains(use)) {
                shared.addObject().put("use", use.code()).set("name", Json.text(use.text()));
            }
        }
        return node;
    }

    private static String state(Agreement agreement, LocalDate day) {
        if (agreement.revoked().isPresent()) {
            return "revoked";
        }
        if (day.isBefore(agreement.from())) {
            return "not-yet";
        }
        return agreement.inForceOn(day) ? "in-force" : "ended";
    }

    /** A permit's duty, and what became of it. */
    static ObjectNode describe(PermitDuty.Standing standing) {
        PermitDuty duty = standing.duty();
        String state =
                standing.isFulfilled() ? "fulfilled" : standing.isOverdueOn(LocalDate.now()) ? "overdue" : "open";
        return Json.object()
                .put("number", duty.permit())
                .put("partner", duty.partner())
                .put("cameras", duty.cameras())
                .put("fulfilled", standing.fulfilled())
                .put("issued", duty.issued().toString())
                .put("due", duty.due().toString())
                .put("state", state);
    }
}
