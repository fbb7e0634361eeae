package id.pantau.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Debian's PostgreSQL in a folder of its own, on a free port of loopback. */
final class PostgresServer implements AutoCloseable {
    private final Path folder;
    private final Path programs;
    private final int port = Container.freePort();
    private final boolean root = "root".equals(System.getProperty("user.name"));

    PostgresServer() throws IOException, InterruptedException {
        Peer.POSTGRESQL.need();
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        // a short path: a Unix domain socket's name ends at 108 bytes
        folder = Files.createTempDirectory("pg");
        Files.writeString(passwordFile(), "kata-sandi-" + Long.toHexString(System.nanoTime()));
        if (root) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        asUser(
                programs.resolve("initdb").toString(),
                "-D",
                data(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile().toString(),
                "-E",
                "UTF8");
        asUser(
                programs.resolve("pg_ctl").toString(),
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1",
                "start");
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Holds the password of the user {@code postgres}. */
    Path passwordFile() {
        return folder.resolve("password");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void asUser(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (root) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(List.of(command));
        run(all);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("pg", "");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output);
        Files.delete(output);
        if (exit != 0) {
            throw new IOException(command + " failed: " + text);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asUser(programs.resolve("pg_ctl").toString(), "-D", data(), "-m", "immediate", "stop");
    }
}
