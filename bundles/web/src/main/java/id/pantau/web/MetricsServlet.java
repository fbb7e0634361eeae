package id.pantau.web;

import id.pantau.model.Camera;
import id.pantau.model.CameraState;
import id.pantau.model.Reason;
import id.pantau.model.Role;
import id.pantau.model.Status;
import id.pantau.model.StreamStats;
import id.pantau.service.Admission;
import id.pantau.service.Admission.Figures;
import id.pantau.service.Admission.Limit;
import id.pantau.service.Cameras;
import id.pantau.service.Live;
import id.pantau.service.Publications;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Numbers for Prometheus (text format 0.0.4), for this machine, whoever has the configured key, and staff. Sums only: a
 * camera's id would tell that the camera exists.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/metrics",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.metrics"
        })
public final class MetricsServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;

    private final transient Cameras cameras;
    private final transient Live live;
    private final transient Publications publications;
    private final transient Admission admission;
    private final transient Settings settings;
    private final transient Transport transport;
    private final transient Staff staff;

    @Activate
    public MetricsServlet(
            @Reference Cameras cameras,
            @Reference Live live,
            @Reference Publications publications,
            @Reference Admission admission,
            @Reference Settings settings,
            @Reference Transport transport,
            @Reference Staff staff) {
        this.cameras = cameras;
        this.live = live;
        this.publications = publications;
        this.admission = admission;
        this.settings = settings;
        this.transport = transport;
        this.staff = staff;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        allow(request, "GET", "HEAD");
        if (!transport.comesFromThisMachine(request) && !hasKey(request)) {
            staff.require(request, Role.VIEWER);
        }
        response.setHeader("Cache-Control", "no-store");
        Json.send(
                request,
                response,
                200,
                "text/plain;version=0.0.4;charset=utf-8",
                measure().getBytes(StandardCharsets.UTF_8));
    }

    private String measure() {
        Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
        Map<Reason, Integer> byReason = new EnumMap<>(Reason.class);
        double fps = 0;
        long bitrate = 0;
        long viewers = 0;
        long bytes = 0;
        long connections = 0;
        long shown = 0;
        for (Camera camera : cameras.all()) {
            Optional<CameraState> state = live.state(camera.id());
            byStatus.merge(state.map(CameraState::status).orElse(Status.OFFLINE), 1, Integer::sum);
            state.flatMap(CameraState::reason).ifPresent(r -> byReason.merge(r, 1, Integer::sum));
            shown += publications.of(camera.id()).isPublic() ? 1 : 0;
            StreamStats stats = live.stats(camera.id());
            fps += stats.fps();
            bitrate += stats.bitrate();
            viewers += stats.viewers();
            bytes += stats.bufferBytes();
            connections += stats.connections();
        }
        StringBuilder text = new StringBuilder();
        head(text, "pantau_cameras", "gauge", "Registered cameras by technical status.");
        for (Status status : new Status[] {Status.LIVE, Status.DEGRADED, Status.OFFLINE}) {
            text.append("pantau_cameras{status=\"").append(status.code()).append("\"} ");
            text.append(byStatus.getOrDefault(status, 0)).append('\n');
        }
        head(text, "pantau_cameras_reason", "gauge", "Registered cameras that are not live, by reason.");
        byReason.forEach((reason, count) -> text.append("pantau_cameras_reason{reason=\"")
                .append(reason.code())
                .append("\"} ")
                .append(count)
                .append('\n'));
        metric(text, "pantau_cameras_public", "gauge", "Cameras that the public may watch.", shown);
        metric(text, "pantau_viewers", "gauge", "People who watch now, as far as requests tell.", viewers);
        metric(text, "pantau_frames_per_second", "gauge", "Complete pictures per second of all cameras.", fps);
        metric(text, "pantau_ingest_bits_per_second", "gauge", "Video that arrives from all cameras.", bitrate);
        metric(text, "pantau_live_buffer_bytes", "gauge", "Video held off-heap for viewers.", bytes);
        metric(text, "pantau_camera_connections_total", "counter", "Connections made to cameras.", connections);
        admission(text, admission.figures());
        return text.toString();
    }

    private boolean hasKey(HttpServletRequest request) throws Problem {
        String key = settings.now().metricsKey();
        String sent = request.getHeader("Authorization");
        if (key.isEmpty() || sent == null) {
            return false;
        }
        transport.requireConfidential(request);
        return MessageDigest.isEqual(
                ("Bearer " + key).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static void admission(StringBuilder text, Figures now) {
        metric(text, "pantau_uplink_bits_per_second", "gauge", "Configured uplink; 0 when unlimited.", now.uplink());
        metric(
                text,
                "pantau_public_share_bits_per_second",
                "gauge",
                "What of the uplink the public may fill now; 0 when unlimited.",
                now.publicShare());
        metric(
                text,
                "pantau_reserved_bits_per_second",
                "gauge",
                "What the admitted viewers are expected to need.",
                now.reserved());
        metric(text, "pantau_leases", "gauge", "Admitted public viewers, once for each camera.", now.leases());
        metric(
                text,
                "pantau_picture_leases",
                "gauge",
                "Public viewers who are shown single pictures, once for each camera.",
                now.pictureLeases());
        head(text, "pantau_egress_bits_per_second", "gauge", "Media sent over the last ten seconds.");
        sample(text, "pantau_egress_bits_per_second", "audience", "public", now.publicEgress());
        sample(text, "pantau_egress_bits_per_second", "audience", "operator", now.staffEgress());
        head(text, "pantau_egress_bytes_total", "counter", "Media sent.");
        sample(text, "pantau_egress_bytes_total", "audience", "public", now.publicBytes());
        sample(text, "pantau_egress_bytes_total", "audience", "operator", now.staffBytes());
        head(text, "pantau_refusals_total", "counter", "Viewers told busy, by what was exhausted.");
        for (Limit limit : Limit.values()) {
            String code = limit.name().toLowerCase(Locale.ROOT);
            sample(text, "pantau_refusals_total", "limit", code, now.refusals().getOrDefault(limit, 0L));
        }
        metric(text, "pantau_cpu_load", "gauge", "Share of all processors in use here over ten seconds.", now.cpu());
    }

    private static void sample(StringBuilder text, String name, String label, String value, long number) {
        text.append(name).append('{').append(label).append("=\"").append(value).append("\"} ");
        text.append(number).append('\n');
    }

    private static void metric(StringBuilder text, String name, String type, String help, double value) {
        head(text, name, type, help);
        text.append(name).append(' ');
        text.append(value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
        text.append('\n');
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
