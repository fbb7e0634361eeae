package ${package};

import id.pantau.model.Credentials;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.RtspCamera;
import java.io.IOException;

/** One of ${name}'s cameras, on loopback: says over HTTP who it is, behind Digest, and sends a moving test card by RTSP. */
final class Fake${className} extends DigestCamera {
    private final RtspCamera pictures;

    Fake${className}(Credentials login) throws IOException {
        super(login, "${name}");
        pictures = new RtspCamera(login);
    }

    @Override
    protected Response answer(Request request) {
        return request.uri().getPath().equals("/device")
                ? text(200, "text/plain", "${name};One;0001;" + pictures.endpoint().port(554))
                : text(404, "text/plain", "");
    }

    @Override
    public void close() {
        super.close();
        pictures.close();
    }

    /** Runs one until it is ended; prints its address. Arguments: its user and its password. */
    public static void main(String[] arguments) throws Exception {
        try (Fake${className} camera = new Fake${className}(new Credentials(arguments[0], arguments[1]))) {
            System.out.println(camera.endpoint());
            Thread.currentThread().join();
        }
    }
}
