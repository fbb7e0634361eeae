package id.pantau.web;

import id.pantau.model.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How a request came here: from whom, and whether anybody could have listened. */
@Component(service = Transport.class)
public final class Transport {
    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded", "Via");

    private final Settings settings;

    @Activate
    public Transport(@Reference Settings settings) {
        this.settings = settings;
    }

    /** Refuses a request that carries keys or logins over a network in clear. */
    void requireConfidential(HttpServletRequest request) throws Problem {
        if (!isSecure(request) && !staysOnThisMachine(request)) {
            throw Problem.of(
                    403,
                    "insecure-transport",
                    new Text("Sambungan tidak aman", "Insecure connection"),
                    new Text(
                            "Kunci mitra dan kata sandi hanya diterima lewat TLS. Pasang TLS, atau proksi TLS yang"
                                    + " dinyatakan dengan tlsProxy=true dan mengirim X-Forwarded-Proto.",
                            "Partner keys and logins are accepted over TLS only. Set up TLS, or a TLS proxy that is"
                                    + " declared by tlsProxy=true and sends X-Forwarded-Proto."));
        }
    }

    boolean isSecure(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(forwardedProtocol(request));
    }

    /** Whether nobody on another machine asks: a proxy on this one does so for others, and mostly says so. */
    boolean comesFromThisMachine(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && FORWARDED.stream().allMatch(header -> request.getHeader(header) == null);
    }

    /** The address of the client, as far as it is known: of the declared proxy's client, else of the peer. */
    String client(HttpServletRequest request) {
        String forwarded = settings.now().tlsProxy() ? request.getHeader("X-Forwarded-For") : null;
        if (forwarded == null || forwarded.isBlank()) {
            return request.getRemoteAddr();
        }
        // the last entry is the declared proxy's own observation; the client wrote the others
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.length() <= 64 ? last : last.substring(0, 64);
    }

    private boolean staysOnThisMachine(HttpServletRequest request) {
        String protocol = forwardedProtocol(request);
        return isLoopback(request.getLocalAddr()) && (protocol.isEmpty() || protocol.equalsIgnoreCase("https"));
    }

    private String forwardedProtocol(HttpServletRequest request) {
        String protocol = settings.now().tlsProxy() ? request.getHeader("X-Forwarded-Proto") : null;
        return protocol == null ? "" : protocol.strip();
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
