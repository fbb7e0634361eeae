package id.pantau.onvif;

import id.pantau.tck.vendor.FakeWeb;
import id.pantau.tck.vendor.FakeWeb.Request;
import id.pantau.tck.vendor.FakeWeb.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the answers that npm's onvif recorded, to requests that are written as its mock server wants them. */
final class NpmDevice implements AutoCloseable {
    private static final Pattern BODY =
            Pattern.compile("<s:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">(.*)</s:Body>");
    private static final Pattern COMMAND = Pattern.compile("<(\\S*) ");
    private static final Pattern NAMESPACE = Pattern.compile("xmlns=\"http://www.onvif.org/\\S*/(\\S*)/wsdl\"");

    private final FakeWeb web = new FakeWeb(NpmDevice::answer);

    NpmDevice() throws IOException {}

    URI address() {
        return URI.create("http://127.0.0.1:" + web.port() + "/onvif/device_service");
    }

    @Override
    public void close() {
        web.close();
    }

    private static Response answer(Request request) {
        Matcher body = BODY.matcher(request.text());
        if (!body.find()) {
            return Response.of(200, "text/plain", new byte[0]);
        }
        Matcher command = COMMAND.matcher(body.group(1));
        Matcher namespace = NAMESPACE.matcher(body.group(1));
        String name = command.find() ? command.group(1) : "";
        String scoped = (namespace.find() ? namespace.group(1) : "") + "." + name;
        return Response.of(200, "application/soap+xml;charset=UTF-8", body(exists(scoped) ? scoped : name));
    }

    private static boolean exists(String name) {
        return NpmDevice.class.getResource("/npm-onvif/" + name + ".xml") != null;
    }

    /** A recorded answer, without the parts that the mock server makes up by chance. */
    static byte[] body(String name) {
        try (InputStream in = NpmDevice.class.getResourceAsStream("/npm-onvif/" + name + ".xml")) {
            if (in == null) {
                return "<html/>".getBytes(StandardCharsets.UTF_8);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("\\{\\{\\?.*?}}", "")
                    .replace("{{=it.hostname}}:{{=it.port}}{{=it.pullPointUrl}}", "192.168.68.111/onvif/subscription")
                    .replaceAll("\\{\\{=.*?}}", "2026-01-02T03:04:05Z")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
