package id.pantau.vision.worker;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The worker process: decodes what it is given, one piece after the other, and ends when the container does, even while
 * native code hangs.
 */
public final class Worker {
    /** Most bytes of media that a worker is given at once. */
    public static final int MOST_MEDIA = 8 << 20;

    /** Most bytes of an answer. */
    public static final int MOST_ANSWER = Sight.MOST_BYTES;

    private static final int MOST_TASK = MOST_MEDIA + 16;

    private static final int MOST_TEXT = 200;

    private final SocketChannel container;
    private final BlockingQueue<Frame> given = new ArrayBlockingQueue<>(1);

    private Worker(SocketChannel container) {
        this.container = container;
    }

    /** @param args the path of the container's socket */
    public static void main(String[] args) throws Exception {
        goFirst();
        try (SocketChannel container = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(args[0])))) {
            new Worker(container).work();
        }
        Runtime.getRuntime().halt(0);
    }

    /** Where memory is short, the system shall end a worker rather than the container; see proc(5). */
    private static void goFirst() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException e) {
            System.err.println("this worker may not be the first to go: " + e.getMessage());
        }
    }

    private void work() throws IOException, InterruptedException {
        Decoder decoder;
        try {
            decoder = new Decoder();
        } catch (LinkageError e) {
            Frame.of(Frame.Kind.UNABLE, brief(e)).write(container);
            return;
        }
        Thread reader = new Thread(this::read, "reader");
        reader.setDaemon(true);
        reader.start();
        new Frame(Frame.Kind.READY, new byte[0]).write(container);
        while (true) {
            answer(decoder, given.take()).write(container);
        }
    }

    private static Frame answer(Decoder decoder, Frame question) {
        try {
            Sight sight = decoder.look(Task.of(question));
            return sight.jpeg().length > Sight.MOST_JPEG
                    ? Frame.of(Frame.Kind.FAILURE, "a picture of " + sight.jpeg().length + " bytes")
                    : sight.frame();
        } catch (IOException | RuntimeException e) {
            return Frame.of(Frame.Kind.FAILURE, brief(e));
        }
    }

    /** Nothing stops the process from ending here: what hangs in native code is no reason to live on. */
    private void read() {
        int status = 1;
        try {
            while (true) {
                given.put(Frame.read(container, MOST_TASK));
            }
        } catch (EOFException e) {
            status = 0;
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    private static String brief(Throwable e) {
        String text = String.valueOf(e.getMessage());
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    }
}
