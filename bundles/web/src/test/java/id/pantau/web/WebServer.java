package id.pantau.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The bundle's servlets on the container's Jetty, on a free loopback port. */
final class WebServer implements AutoCloseable {
    static final String METRICS_KEY = "kunci pemantau layanan";

    static final String PUBLIC_URL = "https://pantau.example.id/";

    final City city;

    @Nullable
    WaitingRoom room;

    private @Nullable Pace pace;

    final Assets assets = new Assets();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Bodies bodies;
    final HttpClient client = HttpClient.newHttpClient();

    WebServer(City city) throws Exception {
        this(city, configuration(false, ""), 0);
    }

    WebServer(City city, WebConfiguration configuration, int port) throws Exception {
        this(city, configuration, port, true);
    }

    /** As while the container starts: the services behind everything but the pages are missing. */
    static WebServer withPagesOnly(City city) throws Exception {
        return new WebServer(city, configuration(false, ""), 0, false);
    }

    private WebServer(City city, WebConfiguration configuration, int port, boolean complete) throws Exception {
        this.city = city;
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        Settings settings = new Settings(configuration);
        Transport transport = new Transport(settings);
        bodies = new Bodies(transport);
        Pictures pictures = new Pictures(city.live);
        pictures.snapshots = city.snapshots;
        PublicView view =
                new PublicView(city.points, city.cameras, city.live, city.publications, city.admission, pictures);
        Pages pages = new Pages(settings, assets);
        Sessions sessions = new Sessions(city.users);
        Staff staff = new Staff(transport, sessions);
        PartnerSessions logins = new PartnerSessions();
        PartnerAccess access = new PartnerAccess(transport, settings, city.partners, logins);
        Signs signs = new Signs(settings, view, city.cameras, city.partners, city.sharing, staff, access);
        signs.recordings = city.recordings;
        add(
                context,
                new PageServlet(pages, view, transport, signs),
                "/",
                "/kamera/*",
                "/embed/*",
                "/operator",
                "/mitra");
        if (complete) {
            addOthers(context, settings, transport, pictures, view, sessions, staff);
            addPartners(context, transport, pictures, access, logins);
        }
        server.setHandler(context);
        server.start();
    }

    private void addOthers(
            ServletContextHandler context,
            Settings settings,
            Transport transport,
            Pictures pictures,
            PublicView view,
            Sessions sessions,
            Staff staff) {
        room = new WaitingRoom(city.live, settings);
        Viewers viewers = new Viewers(transport);
        OwnersWord owners = new OwnersWord(city.sharing, city.looks);
        HealthServlet health = new HealthServlet();
        health.points = city.points;
        health.live = city.live;
        health.onboarding = city.onboarding;
        health.publications = city.publications;
        Pace paced = new Pace(city.admission);
        pace = paced;
        add(
                context,
                new PublicMediaServlet(city.live, viewers, pictures, city.publications, city.admission, paced, room),
                "/live/*");
        add(
                context,
                new OperatorMediaServlet(city.live, viewers, pictures, staff, owners, city.admission, room),
                "/operator/live/*");
        add(context, new PublicPointsServlet(view), "/api/v1/public/points");
        add(
                context,
                new SessionServlet(transport, bodies, staff, sessions, city.users, city.audit),
                "/api/v1/operator/session");
        CameraViews views =
                new CameraViews(staff, bodies, city.views, city.publications, pictures, new SeenPictures(), owners);
        add(
                context,
                new OperatorCamerasServlet(
                        staff,
                        bodies,
                        city.points,
                        city.cameras,
                        city.live,
                        pictures,
                        city.publications,
                        views,
                        new CameraHistory(city.history),
                        owners),
                "/api/v1/operator/cameras/*");
        add(
                context,
                new OperatorReportsServlet(staff, city.history, city.cameras, city.points, city.partners),
                "/api/v1/operator/reports/*");
        add(
                context,
                new OperatorOnboardingServlet(staff, bodies, city.onboarding, city.approvals),
                "/api/v1/operator/onboarding/*");
        add(context, health, "/health");
        add(
                context,
                new MetricsServlet(
                        city.cameras, city.live, city.publications, city.admission, settings, transport, staff),
                "/metrics");
        add(context, new OpenApiServlet(), "/openapi.json");
        add(context, new AssetServlet(assets), "/assets/*");
        add(context, new LoggedIn(), "/test-login/*");
    }

    private void addPartners(
            ServletContextHandler context,
            Transport transport,
            Pictures pictures,
            PartnerAccess access,
            PartnerSessions logins) {
        PartnerCameras cameras = new PartnerCameras(
                bodies,
                city.cameras,
                city.points,
                city.live,
                pictures,
                city.publications,
                city.agreements,
                city.sharing,
                new RecentUptime(city.history));
        PartnerServlet own = new PartnerServlet(
                access,
                new PartnerLogin(transport, bodies, access, logins, city.audit),
                new PartnerSubmissions(
                        bodies,
                        city.onboarding,
                        CitySubmissions.create(),
                        new Signatures(partner -> Optional.ofNullable(city.signingKeys.get(partner)))),
                cameras,
                new PartnerPapers(bodies, city.agreements, city.permits, city.looks, city.cameras));
        add(context, own, "/api/v1/partners/*");
        add(context, new PermitServlet(access, bodies, city.partners, city.permits), "/api/v1/permits");
    }

    /** Opens the staff's page with the session that the path names: a browser cannot be handed a cookie otherwise. */
    private static final class LoggedIn extends ResourceServlet {
        private static final long serialVersionUID = 1L;

        @Override
        void answer(HttpServletRequest request, HttpServletResponse response) {
            response.setHeader("Set-Cookie", below(request, "/test-login/") + "; Path=/; HttpOnly; SameSite=Lax");
            response.setHeader("Location", "/operator?lang=en");
            response.setStatus(HttpServletResponse.SC_FOUND);
        }
    }

    private static void add(ServletContextHandler context, ResourceServlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(servlet instanceof MediaServlet);
        Arrays.stream(patterns).forEach(pattern -> context.addServlet(holder, pattern));
    }

    static WebConfiguration configuration(boolean tlsProxy, String tiles) {
        return configuration(tlsProxy, tiles, 20_000);
    }

    static WebConfiguration configuration(boolean tlsProxy, String tiles, int mostWaiting) {
        return configuration(tlsProxy, tiles, mostWaiting, 300);
    }

    static WebConfiguration configuration(boolean tlsProxy, String tiles, int mostWaiting, int perMinute) {
        return new WebConfiguration() {
            @Override
            public boolean tlsProxy() {
                return tlsProxy;
            }

            @Override
            public String tiles() {
                return tiles;
            }

            @Override
            public String tilesAttribution() {
                return "© <peta>";
            }

            @Override
            public String cityName() {
                return "Batam";
            }

            @Override
            public String contact() {
                return "privasi@example.id";
            }

            @Override
            public String publicUrl() {
                return PUBLIC_URL;
            }

            @Override
            public String metricsKey() {
                return METRICS_KEY;
            }

            @Override
            public int mostWaiting() {
                return mostWaiting;
            }

            @Override
            public int partnerRequestsPerMinute() {
                return perMinute;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return WebConfiguration.class;
            }
        };
    }

    int waiting() {
        return room == null ? 0 : room.count();
    }

    CompletableFuture<HttpResponse<String>> later(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    int port() {
        return connector.getLocalPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A staff request, with the header of our own page. */
    HttpResponse<String> staff(String method, String path, String cookie, String body)
            throws IOException, InterruptedException {
        return send(request(path)
                .header("X-Pantau", "1")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> logIn(String user, String password) throws IOException, InterruptedException {
        String body = "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}";
        return staff("POST", "/api/v1/operator/session", "none=1", body);
    }

    /** The cookie of a fresh login. */
    String cookie(String user, String password) throws IOException, InterruptedException {
        return logIn(user, password)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    /** The answer to raw bytes, as it comes, without its Date. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replaceAll("Date: [^\r]*\r\n", "");
        }
    }

    String rawGet(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    }

    @Override
    public void close() {
        if (pace != null) {
            pace.close();
        }
        if (room != null) {
            room.close();
        }
        try {
            server.stop();
            bodies.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
