package id.pantau.onvif.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers the n-th connection with the n-th text, byte for byte, and keeps what it was asked. */
final class ScriptedDevice implements AutoCloseable {
    /** An answer that never comes. */
    static final String SILENCE = "";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> answers;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    ScriptedDevice(String... answers) throws IOException {
        this.answers = List.of(answers);
        daemon(this::accept);
    }

    static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Said\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<String> requests() {
        return requests;
    }

    /** The heads that carried a login. */
    List<String> logins() {
        return requests.stream().filter(head -> head.contains("Authorization:")).toList();
    }

    int openConnections() {
        return clients.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private void accept() {
        try {
            for (int i = 0; ; i++) {
                Socket client = listener.accept();
                String answer = answers.get(Math.min(i, answers.size() - 1));
                clients.add(client);
                daemon(() -> serve(client, answer));
            }
        } catch (IOException e) {
            // closed at the test's end
            return;
        }
    }

    private void serve(Socket client, String answer) {
        try (client) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = client.getInputStream().read();
                if (c < 0) {
                    return;
                }
                head.append((char) c);
            }
            requests.add(head.toString());
            OutputStream out = client.getOutputStream();
            if (answer.isEmpty() || answer.endsWith("[stays]")) {
                out.write(answer.replace("[stays]", "").getBytes(StandardCharsets.ISO_8859_1));
                while (client.getInputStream().read() >= 0) {
                    requests.add("more");
                }
            } else {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // the client went away, which it may at any time
            return;
        } finally {
            clients.remove(client);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-device");
        thread.setDaemon(true);
        thread.start();
    }
}
