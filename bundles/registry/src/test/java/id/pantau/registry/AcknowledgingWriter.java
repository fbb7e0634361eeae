package id.pantau.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;

/** A process of its own that keeps submissions until it is killed, and prints each one's name once it is kept. */
final class AcknowledgingWriter {
    private static final int DOORS = 4;

    private AcknowledgingWriter() {}

    /** @param arguments state folder and a name for this run */
    public static void main(String[] arguments) throws Exception {
        Path state = Path.of(arguments[0]);
        String url = "jdbc:h2:async:" + state.resolve("registry").resolve("pantau")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        Registry registry = new Registry(JdbcConnectionPool.create(url, "sa", ""), state).furnished();
        List<Thread> doors = IntStream.range(0, DOORS)
                .mapToObj(door -> new Thread(() -> submit(registry, arguments[1] + "-" + door)))
                .toList();
        doors.forEach(Thread::start);
    }

    private static void submit(Registry registry, String door) {
        for (int i = 0; ; i++) {
            String name = door + "-" + i;
            try {
                registry.submissions.accept(
                        "bank-anu",
                        name,
                        "hash",
                        List.of(Registry.row(1, name), Registry.row(2, name + "b")),
                        Registry.BANK);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            System.out.println("kept " + name);
        }
    }
}
