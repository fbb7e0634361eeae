package id.pantau.rtsp.fuzz;

import id.pantau.rtsp.protocol.Authenticator;
import id.pantau.rtsp.protocol.ControlUri;
import id.pantau.rtsp.protocol.RtspMessage;
import id.pantau.rtsp.protocol.RtspProtocolException;
import id.pantau.rtsp.protocol.SetupAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Headers that a server sends: challenges, transports, sessions, and the names that it gives to its streams. */
public final class LoginFuzz {
    private LoginFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        String[] lines = text.split("[\r\n\0]+");
        Authenticator authenticator = new Authenticator("user", "password");
        authenticator.challenged(List.of(lines));
        authenticator.header("DESCRIBE", "rtsp://host/").ifPresent(value -> {
            Input.require(value.startsWith("Basic ") || value.startsWith("Digest "), "a login is Basic or Digest");
            Input.require(value.indexOf('\n') < 0 && value.indexOf('\r') < 0, "a header is one line");
            Input.require(!value.contains("password") || text.contains("password"), "a password is not sent in clear");
        });
        names(lines);
        setup(lines);
    }

    private static void names(String[] lines) {
        try {
            for (String line : lines) {
                RtspMessage answer = new RtspMessage("RTSP/1.0 200 OK", 200, Map.of("content-base", List.of(line)), "");
                String base = ControlUri.base(answer, "rtsp://host/live");
                String name = ControlUri.resolve(base, lines[lines.length - 1]);
                Input.require(name.matches("[!-~]{1,4096}"), "a request line has no blanks: " + name);
            }
        } catch (RtspProtocolException e) {
            Input.require(e.getMessage() != null, "a refusal says why");
        }
    }

    private static void setup(String[] lines) {
        for (int asked = -1; asked <= 0; asked++) {
            try {
                Map<String, List<String>> headers =
                        Map.of("session", List.of(lines.length == 0 ? "" : lines[0]), "transport", List.of(lines));
                SetupAnswer answer = SetupAnswer.parse(new RtspMessage("RTSP/1.0 200 OK", 200, headers, ""), asked);
                Input.require(answer.timeoutSeconds() > 0, "a session lasts");
                Input.require(answer.channel() >= -1 && answer.channel() <= 255, "a channel is a byte");
                Input.require(answer.serverPort() >= 0 && answer.serverPort() <= 65_535, "a port is a port");
            } catch (RtspProtocolException e) {
                Input.require(e.getMessage() != null, "a refusal says why");
            }
        }
    }
}
