package id.pantau.web;

import id.pantau.model.Partner;
import id.pantau.service.Partners.Key;
import id.pantau.service.Partners.Scope;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The partner API: submitting cameras, and everything that is the partner's own. Of anything else it says that it is not there. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/api/v1/partners/*",
            "osgi.http.whiteboard.servlet.name=id.pantau.web.partners"
        })
public final class PartnerServlet extends ResourceServlet {
    private static final long serialVersionUID = 1L;
    static final String PREFIX = "/api/v1/partners/";
    private static final Set<Scope> SEES = Set.of(Scope.CAMERAS, Scope.READ);
    private static final Set<Scope> CHANGES = Set.of(Scope.CAMERAS);

    private final transient PartnerAccess access;
    private final transient PartnerLogin login;
    private final transient PartnerSubmissions submissions;
    private final transient PartnerCameras cameras;
    private final transient PartnerPapers papers;

    @Activate
    public PartnerServlet(
            @Reference PartnerAccess access,
            @Reference PartnerLogin login,
            @Reference PartnerSubmissions submissions,
            @Reference PartnerCameras cameras,
            @Reference PartnerPapers papers) {
        this.access = access;
        this.login = login;
        this.submissions = submissions;
        this.cameras = cameras;
        this.papers = papers;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        String[] path = below(request, PREFIX).split("/", -1);
        if (path.length == 2 && path[1].equals("session")) {
            login.answer(request, response, path[0]);
            return;
        }
        boolean sees = Set.of("GET", "HEAD").contains(request.getMethod());
        Key key = access.require(request, sees ? SEES : CHANGES);
        Partner partner = key.partner();
        if (!path[0].equals(partner.name())) {
            throw Problem.notFound();
        }
        if (path.length == 2) {
            collection(request, response, partner, path[1]);
        } else if (path.length == 3 && path[1].equals("agreements") && path[2].equals("revoke")) {
            allow(request, "POST");
            papers.revoke(request, response, partner);
        } else if (path.length == 4 && path[1].equals("cameras") && path[2].equals("receipts")) {
            allow(request, "GET", "HEAD");
            submissions.receipt(request, response, partner, path[3]);
        } else if (path.length == 4 && path[1].equals("cameras")) {
            camera(request, response, partner, path[2], path[3]);
        } else {
            throw Problem.notFound();
        }
    }

    private void collection(HttpServletRequest request, HttpServletResponse response, Partner partner, String name)
            throws IOException, Problem {
        if (name.equals("cameras") && request.getMethod().equals("POST")) {
            submissions.submit(request, response, partner);
            return;
        }
        switch (name) {
            case "cameras" -> {
                allow(request, "GET", "HEAD", "POST");
                cameras.list(request, response, partner);
            }
            case "agreements" -> {
                allow(request, "GET", "HEAD");
                papers.agreements(request, response, partner);
            }
            case "permits" -> {
                allow(request, "GET", "HEAD");
                papers.permits(request, response, partner);
            }
            case "receipts" -> {
                allow(request, "GET", "HEAD");
                submissions.list(request, response, partner);
            }
            case "looks" -> {
                allow(request, "GET", "HEAD");
                papers.looks(request, response, partner);
            }
            default -> throw Problem.notFound();
        }
    }

    private void camera(
            HttpServletRequest request, HttpServletResponse response, Partner partner, String camera, String what)
            throws IOException, Problem {
        switch (what) {
            case Pictures.NAME -> {
                allow(request, "GET", "HEAD");
                cameras.picture(request, response, partner, camera);
            }
            case "withhold" -> {
                allow(request, "POST");
                cameras.withhold(request, response, partner, camera);
            }
            case "release" -> {
                allow(request, "POST");
                cameras.release(request, response, partner, camera);
            }
            default -> throw Problem.notFound();
        }
    }
}
