package id.pantau.onboarding;

import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/** Apache FtpServer with explicit TLS, and one user {@code bank}. */
final class FileServer implements AutoCloseable {
    private final int port;
    private final FtpServer server;

    /** @param files of the data connections' certificate */
    FileServer(Path home, String password, Path control, Path files) throws Exception {
        this(home, password, control, files, null);
    }

    /** @param clients authorities of certificates that clients have to show; null when they need none */
    FileServer(Path home, String password, Path control, Path files, @Nullable Path clients) throws Exception {
        port = DoorHouse.freePort();
        FtpServerFactory factory = new FtpServerFactory();
        BaseUser user = new BaseUser();
        user.setName("bank");
        user.setPassword(password);
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setSslConfiguration(tls(files, clients));
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(port);
        listener.setSslConfiguration(tls(control, clients));
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        factory.addListener("default", listener.createListener());
        server = factory.createServer();
        server.start();
    }

    private static SslConfiguration tls(Path store, @Nullable Path clients) {
        SslConfigurationFactory factory = new SslConfigurationFactory();
        factory.setKeystoreFile(store.toFile());
        factory.setKeystoreType("PKCS12");
        factory.setKeystorePassword(Certificates.PASSWORD);
        factory.setSslProtocol("TLSv1.2", "TLSv1.3");
        if (clients != null) {
            factory.setClientAuthentication("NEED");
            factory.setTruststoreFile(clients.toFile());
            factory.setTruststoreType("PKCS12");
            factory.setTruststorePassword(Certificates.PASSWORD);
        }
        return factory.createSslConfiguration();
    }

    int port() {
        return port;
    }

    /** How many have logged in so far. */
    int logins() {
        return ((DefaultFtpServer) server).getServerContext().getFtpStatistics().getTotalLoginNumber();
    }

    @Override
    public void close() {
        server.stop();
    }
}
