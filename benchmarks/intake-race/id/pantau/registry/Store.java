package id.pantau.registry;

import id.pantau.model.Actor;
import id.pantau.model.Partner;
import id.pantau.service.Submissions;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** A registry in H2 on the disk, as the container has it, with one partner. */
public final class Store {
    private Store() {}

    public static Submissions open(Path state) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + state.resolve("registry").resolve("pantau") + ";WRITE_DELAY=0");
        source.setUser("pantau");
        source.setPassword("");
        Database database = Database.open(source, state);
        new SqlPartners(database).add(new Partner("bank-anu", "Bank Anu"), Actor.system("race"));
        return new SqlSubmissions(
                database, new CameraListeners(List::of), new SubmissionListeners(List::of));
    }
}
