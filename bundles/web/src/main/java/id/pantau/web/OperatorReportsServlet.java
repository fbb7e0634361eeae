package id.pantau.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import id.pantau.model.Camera;
import id.pantau.model.Partner;
import id.pantau.model.Point;
import id.pantau.model.Role;
import id.pantau.model.Text;
import id.pantau.model.Uptime;
import id.pantau.service.Cameras;
import id.pantau.service.History;
import id.pantau.service.Partners;
import id.pantau.service.Points;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reports for the staff: how long cameras were live. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/operator/reports/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.operator.reports"
        })
public final class OperatorReportsServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    private static final String PATH = "/api/v1/operator/reports";

    private final transient Staff staff;
    private final transient History history;
    private final transient Cameras cameras;
    private final transient Points points;
    private final transient Partners partners;

    @Activate
    public OperatorReportsServlet(
            @Reference Staff staff,
            @Reference History history,
            @Reference Cameras cameras,
            @Reference Points points,
            @Reference Partners partners) {
        this.staff = staff;
        this.history = history;
        this.cameras = cameras;
        this.points = points;
        this.partners = partners;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        staff.require(request, Role.VIEWER);
        if (!below(request, PATH).equals("/uptime")) {
            throw Problem.notFound();
        }
        allow(request, "GET", "HEAD");
        Uptime.By by = by(request);
        boolean csv = csv(request);
        Period period = Period.of(request);
        List<UptimeRow> rows = rows(period, by);
        if (csv) {
            response.setHeader("Cache-Control", "no-store");
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"uptime-" + by.name().toLowerCase(Locale.ROOT) + ".csv\"");
            byte[] body = UptimeRow.csv(rows).getBytes(StandardCharsets.UTF_8);
            Json.send(request, response, 200, "text/csv; charset=utf-8; header=present", body);
        } else {
            Json.send(request, response, 200, json(period, by, rows));
        }
    }

    private List<UptimeRow> rows(Period period, Uptime.By by) throws Problem {
        Map<String, String> names = names(by);
        try {
            return history.uptime(period.from(), period.to(), by).stream()
                    .map(uptime -> new UptimeRow(uptime, names.getOrDefault(uptime.subject(), "")))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw Period.refused(new Text(
                    "Rentang waktu kosong, belum terjadi, atau lebih dari sepuluh tahun.",
                    "The period is empty, not there yet, or longer than ten years."));
        }
    }

    private Map<String, String> names(Uptime.By by) {
        return switch (by) {
            case CAMERA -> cameras.all().stream().collect(Collectors.toMap(Camera::id, Camera::name));
            case POINT -> points.all().stream().collect(Collectors.toMap(Point::id, Point::name));
            case PARTNER -> partners.all().stream().collect(Collectors.toMap(Partner::name, Partner::title));
            case SPONSOR -> Map.of();
        };
    }

    private static ObjectNode json(Period period, Uptime.By by, List<UptimeRow> rows) {
        ObjectNode body = Json.object()
                .put("from", period.from().toString())
                .put("to", period.to().toString())
                .put("by", by.name().toLowerCase(Locale.ROOT));
        ArrayNode list = body.putArray("rows");
        rows.forEach(row -> list.add(row.json()));
        return body;
    }

    private static Uptime.By by(HttpServletRequest request) throws Problem {
        String code = request.getParameter("by");
        if (code == null) {
            return Uptime.By.CAMERA;
        }
        return Arrays.stream(Uptime.By.values())
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(() -> Period.refused(new Text(
                        "by adalah camera, point, partner, atau sponsor.",
                        "by is camera, point, partner or sponsor.")));
    }

    /** What {@code ?format=} says, else whether CSV is all that the client takes. */
    private static boolean csv(HttpServletRequest request) throws Problem {
        String format = request.getParameter("format");
        if (format == null) {
            String accept = request.getHeader("Accept");
            return accept != null && accept.contains("text/csv") && !accept.contains("json");
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw Period.refused(new Text("format adalah json atau csv.", "format is json or csv."));
        }
        return format.equals("csv");
    }
}
