package id.pantau.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.vision.worker.Frame;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker")
class WorkerTest {
    @Test
    @DisplayName("ends when the container is gone, however that went")
    void endsWithTheContainer() throws Exception {
        WorkerFiles files = TestWorkers.files();
        Path folder = WorkerFiles.socketFolder();
        Path socket = folder.resolve("1");
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            Process process = new ProcessBuilder(files.command(socket, TestWorkers.EAGER)).start();
            try (SocketChannel line = door.accept()) {
                assertEquals(Frame.Kind.READY, Frame.read(line, 1000).kind());
                Path score = Path.of("/proc", Long.toString(process.pid()), "oom_score_adj");
                assertEquals("1000\n", Files.readString(score), "where memory is short it goes before the container");
            }
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended, "it ends");
            assertEquals(0, process.exitValue());
        } finally {
            WorkerFiles.delete(folder);
        }
    }

    @Test
    @DisplayName("is met in a folder that nobody else can look into")
    void socketsAreTheOwners() throws Exception {
        Path folder = WorkerFiles.socketFolder();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertTrue(folder.toString().length() < 100, "a socket's path is short");
        WorkerFiles.delete(folder);
    }
}
