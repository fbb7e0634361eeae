package id.pantau.rtsp.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a client sends to the server. A target for Jazzer; see {@link id.pantau.rtsp.fuzz.CorpusTest}. */
public final class RequestFuzz {
    private RequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Requests requests = new Requests();
        ByteBuffer rest = ByteBuffer.wrap(input);
        try {
            while (rest.hasRemaining()) {
                int length = Math.min(rest.remaining(), requests.input().remaining());
                requests.input().put(rest.slice(rest.position(), length));
                rest.position(rest.position() + length);
                for (Request request = requests.next(); request != null; request = requests.next()) {
                    if (request.method().isBlank()
                            && request.path().isEmpty()
                            && request.header("x").isEmpty()) {
                        continue;
                    }
                }
                if (length == 0) {
                    throw new IllegalStateException("a buffer that is full and neither read nor refused");
                }
            }
        } catch (IOException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("a refusal says why", e);
            }
        }
    }
}
