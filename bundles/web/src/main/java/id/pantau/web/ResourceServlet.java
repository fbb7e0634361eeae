package id.pantau.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servlet that answers every failure itself, so that no page of the server's own ever shows. */
abstract class ResourceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ResourceServlet.class);
    private static final ServerLimits LIMITS = new ServerLimits();

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LIMITS.hold(request);
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            answer(request, response);
        } catch (Problem e) {
            e.send(request, response);
        } catch (RuntimeException e) {
            log.error("{} {} failed", request.getMethod(), request.getServletPath(), e);
            if (!response.isCommitted()) {
                response.resetBuffer();
                Problem.internal().send(request, response);
            }
        }
    }

    /** Answers the request, whatever its method is. */
    abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem;

    static void allow(HttpServletRequest request, String... methods) throws Problem {
        if (!Arrays.asList(methods).contains(request.getMethod())) {
            throw Problem.methodNotAllowed(methods);
        }
    }

    /** What follows the servlet's own pattern, as the client wrote it, without the leading slash. */
    static String below(HttpServletRequest request, String prefix) {
        String uri = request.getRequestURI();
        return uri.startsWith(prefix) ? uri.substring(prefix.length()) : "";
    }
}
