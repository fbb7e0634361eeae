package id.pantau.itests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** What partners have beside a broker of MQTT: one of AMQP 1.0, a Kafka, SFTP and FTPS servers and an API. */
final class DoorServers implements AutoCloseable {
    static final String PASSWORD = "p4nt&u ?";
    private static final String HOST = "localhost";

    final int brokerPort = Container.freePort();
    final int kafkaPort = Container.freePort();
    final int ftpsPort = Container.freePort();

    /** Of the FTPS server, PEM; it certifies itself. */
    final Path certificate;

    /** Folders that partners write to. */
    final Path sftp;

    final Path ftps;

    private final Path home;
    private final KeyPair ours = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    private final EmbeddedActiveMQ broker;
    private final SshServer ssh;
    private final FtpServer ftp;
    private final HttpServer api;
    private final KafkaRaftServer kafka;
    private String hostKey = "";

    /** @param answer of the API */
    DoorServers(Path home, Supplier<String> answer) throws Exception {
        this.home = home;
        sftp = Files.createDirectories(home.resolve("sftp/kirim"));
        ftps = Files.createDirectories(home.resolve("ftps/kirim"));
        certificate = home.resolve("ftps.pem");
        broker = startBroker();
        ssh = startSsh();
        ftp = startFtp();
        api = startApi(answer);
        kafka = startKafka();
    }

    /** What enters the SFTP server, for its owner alone. */
    void writeKey(Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(ours, "pantau", null, out);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private EmbeddedActiveMQ startBroker() throws Exception {
        return new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + brokerPort + "?protocols=AMQP"))
                .start();
    }

    private SshServer startSsh() throws Exception {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        hostKey = PublicKeyEntry.toString(pair.getPublic());
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(session -> List.of(pair));
        server.setPublickeyAuthenticator((user, shown, session) -> KeyUtils.compareKeys(shown, ours.getPublic()));
        server.setPasswordAuthenticator((user, password, session) -> false);
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(sftp.getParent()));
        server.start();
        return server;
    }

    int sshPort() {
        return ssh.getPort();
    }

    String hostKey() {
        return hostKey;
    }

    private FtpServer startFtp() throws Exception {
        Path keys = home.resolve("ftps.p12");
        keytool("-genkeypair -alias ftp -keyalg EC -dname CN=" + HOST + " -ext SAN=dns:" + HOST, keys);
        keytool("-exportcert -alias ftp -rfc -file " + certificate, keys);
        BaseUser user = new BaseUser();
        user.setName("bank");
        user.setPassword(PASSWORD);
        user.setHomeDirectory(ftps.getParent().toString());
        user.setAuthorities(List.of(new WritePermission()));
        FtpServerFactory factory = new FtpServerFactory();
        factory.getUserManager().save(user);
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(keys.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword("rahasia");
        tls.setSslProtocol("TLSv1.2", "TLSv1.3");
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(ftpsPort);
        listener.setSslConfiguration(tls.createSslConfiguration());
        factory.addListener("default", listener.createListener());
        FtpServer server = factory.createServer();
        server.start();
        return server;
    }

    private static void keytool(String arguments, Path keys) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        (tool + " " + arguments + " -storepass rahasia -keystore " + keys).split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static HttpServer startApi(Supplier<String> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/kamera", exchange -> {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    String apiUrl() {
        return "http://127.0.0.1:" + api.getAddress().getPort() + "/kamera";
    }

    /** One node, with its controller. */
    private KafkaRaftServer startKafka() throws Exception {
        int controller = Container.freePort();
        Map<String, String> options = Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:" + kafkaPort + ",CONTROLLER://127.0.0.1:" + controller,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", home.resolve("kafka").toString(),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0");
        Path file = Files.writeString(
                home.resolve("kafka.properties"),
                options.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("\n")));
        StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(PrintStream.nullOutputStream()));
        Properties properties = new Properties();
        properties.putAll(options);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return server;
    }

    void topics(String... names) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort))) {
            admin.createTopics(Stream.of(names)
                            .map(n -> new NewTopic(n, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Override
    public void close() throws Exception {
        broker.stop();
        ssh.stop(true);
        ftp.stop();
        api.stop(0);
        kafka.shutdown();
        kafka.awaitShutdown();
    }
}
