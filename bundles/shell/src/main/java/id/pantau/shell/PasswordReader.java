package id.pantau.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.console.Session;

/**
 * Gets a password. It never is an argument, which would stay in the history and in logs: it is asked for without an
 * echo, or comes from a file of the server or from the standard input.
 */
public final class PasswordReader {
    private static final int LONGEST = 1024;

    private final Session session;
    private final String file;
    private final boolean stdin;

    /**
     * @param file to read it from, on the server; empty for none
     * @param stdin whether it comes from the standard input
     */
    public PasswordReader(Session session, String file, boolean stdin) {
        this.session = session;
        this.file = file;
        this.stdin = stdin;
    }

    /**
     * The password.
     *
     * @param twice whether a person types it a second time, because it is a new one
     */
    public String read(String prompt, boolean twice) throws IOException {
        if (stdin && !file.isEmpty()) {
            throw new IllegalArgumentException("--password-file and --password-stdin exclude each other");
        }
        if (stdin) {
            return line(session.getKeyboard(), "the standard input");
        }
        if (!file.isEmpty()) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return line(in, file);
            }
        }
        String password = ask(prompt);
        if (password.isEmpty()) {
            throw new IllegalArgumentException("no password was typed");
        }
        if (twice && !password.equals(ask(prompt + " (again)"))) {
            throw new IllegalArgumentException("the two passwords differ");
        }
        return password;
    }

    private String ask(String prompt) throws IOException {
        try {
            String answer = session.readLine(prompt + ": ", '*');
            return answer == null ? "" : answer;
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "nobody can be asked for the password here: use the interactive console, --password-file or"
                            + " --password-stdin",
                    e);
        } catch (RuntimeException e) {
            // the line editor's way of saying Control-C or Control-D
            throw new IllegalArgumentException("cancelled", e);
        }
    }

    private static String line(InputStream in, String source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() == LONGEST) {
                throw new IllegalArgumentException(
                        "the password in " + source + " is longer than " + LONGEST + " bytes");
            }
            bytes.write(b);
        }
        String line = text(bytes.toByteArray(), source);
        String password = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (password.isEmpty()) {
            throw new IllegalArgumentException("there is no password in " + source);
        }
        return password;
    }

    private static String text(byte[] bytes, String source) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // the cause would say where in the password
            throw new IllegalArgumentException("the password in " + source + " is not UTF-8 text");
        }
    }
}
