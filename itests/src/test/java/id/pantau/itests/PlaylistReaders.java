package id.pantau.itests;

import id.pantau.model.Camera;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads every camera's playlist and newest segment again and again, and notes what a player would stumble over. */
final class PlaylistReaders implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final List<Camera> cameras;
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile long answers;
    private volatile boolean closed;

    PlaylistReaders(int port, List<Camera> cameras) {
        this.base = URI.create("http://127.0.0.1:" + port);
        this.cameras = List.copyOf(cameras);
        this.thread = new Thread(this::run, "viewers");
        thread.start();
    }

    private void run() {
        while (!closed) {
            for (Camera camera : cameras) {
                if (!closed && !forgotten.contains(camera.id())) {
                    look(camera);
                }
            }
        }
    }

    private void look(Camera camera) {
        try {
            String playlist = read("/live/" + camera.id() + "/video.m3u8");
            if (playlist.contains("#EXT-X-DISCONTINUITY\n")) {
                complaints.add(camera.ref() + ": DISCONTINUITY");
            }
            List<String> names =
                    playlist.lines().filter(l -> !l.startsWith("#")).toList();
            read("/live/" + camera.id() + "/" + names.get(names.size() - 1));
            answers++;
        } catch (IOException e) {
            complaints.add(camera.ref() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String read(String path) throws IOException, InterruptedException {
        var answer =
                client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Looks at this camera no more. */
    void forget(Camera camera) {
        forgotten.add(camera.id());
    }

    long answers() {
        return answers;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
