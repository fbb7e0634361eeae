package id.pantau.shell.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.ssh.ShellCommand;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Karaf's own server side of a command, and a client. */
class WholeAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Without what is tested, about one answer in thirty is cut off. */
    private static final int TRIES = 100;

    private static final int BYTES = 300_000;

    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final SshClient client = SshClient.setUpDefaultClient();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        streams.start();
        SessionFactoryImpl sessions = new SessionFactoryImpl(streams);
        sessions.getRegistry().register(new Much());
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("key")));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setCommandFactory((channel, line) -> new ShellCommand(sessions, line));
        server.start();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop(true);
        streams.stop();
    }

    @Test
    void everyAnswerComesWholeAndWithItsStatus() throws Exception {
        new WholeAnswers().bind(server);
        for (int i = 0; i < TRIES; i++) {
            assertEquals(BYTES + " bytes, status 0", answer("test:much"), "answer " + i);
        }
    }

    @Test
    void whatFailsHasAStatusToo() throws Exception {
        new WholeAnswers().bind(server);
        assertEquals("status 1", answer("test:none").replaceAll(".*, ", ""));
    }

    @Test
    void karafsCommandsAreBackWhenItLeaves() {
        var karafs = server.getCommandFactory();
        WholeAnswers answers = new WholeAnswers();
        answers.bind(server);
        answers.unbind(server);
        assertEquals(karafs, server.getCommandFactory());
    }

    private String answer(String line) throws Exception {
        try (ClientSession session = client.connect("pantau", "127.0.0.1", server.getPort())
                .verify(PATIENCE)
                .getSession()) {
            session.addPasswordIdentity("any");
            session.auth().verify(PATIENCE);
            try (ChannelExec channel = session.createExecChannel(line)) {
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                channel.setOut(output);
                channel.setErr(output);
                channel.open().verify(PATIENCE);
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                return output.size() + " bytes, status " + channel.getExitStatus();
            }
        }
    }

    /** A command whose answer takes several reads. */
    private static final class Much implements Command {
        @Override
        public String getScope() {
            return "test";
        }

        @Override
        public String getName() {
            return "much";
        }

        @Override
        public String getDescription() {
            return "Prints much";
        }

        @Override
        public Object execute(Session session, List<Object> arguments) {
            session.getConsole().print("x".repeat(BYTES));
            return 0;
        }

        @Override
        public Completer getCompleter(boolean scoped) {
            return (session, line, candidates) -> 0;
        }

        @Override
        public Parser getParser() {
            return null;
        }
    }
}
