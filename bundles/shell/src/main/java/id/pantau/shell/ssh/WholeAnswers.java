package id.pantau.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.sshd.common.file.FileSystemAware;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.session.ServerSession;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the output of a command over SSH, and its exit status, arrive whole. Karaf closes the session as soon as a command has
 * ended. If that overtakes the close of the channel (RFC 4254, section 5.3), the server resets the connection, and what the client
 * has not read by then is lost. Here a command has ended once the client has closed the channel, too.
 */
@Component(service = {})
public final class WholeAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(WholeAnswers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(SshServer server) {
        server.setCommandFactory(new PatientCommands(server.getCommandFactory()));
    }

    void unbind(SshServer server) {
        if (server.getCommandFactory() instanceof PatientCommands ours) {
            server.setCommandFactory(ours.karafs());
        }
    }

    private record PatientCommands(CommandFactory karafs) implements CommandFactory {
        @Override
        public Command createCommand(ChannelSession channel, String line) throws IOException {
            Command command = karafs.createCommand(channel, line);
            // a copy of files ends its session by itself, and has more to be told than a command
            return command instanceof FileSystemAware ? command : new PatientCommand(command);
        }
    }

    /** Karaf runs it on a thread of its own, which may wait. */
    private static final class PatientCommand implements Command {
        private final Command karafs;
        private ExitCallback ended = (status, message, immediately) -> {};

        PatientCommand(Command karafs) {
            this.karafs = karafs;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            ended = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            karafs.setExitCallback((status, message, immediately) -> {
                ended.onExit(status, message, immediately);
                awaitClose(channel);
            });
            karafs.start(channel, environment);
        }

        private static void awaitClose(ChannelSession channel) {
            try {
                if (!channel.close(false).await(PATIENCE)) {
                    LOG.debug("A client of the console did not close its channel within {} s", PATIENCE.toSeconds());
                }
            } catch (IOException e) {
                ServerSession session = channel.getServerSession();
                LOG.debug("The end of a command of {} was not waited for", session, e);
            }
        }

        @Override
        public void destroy(ChannelSession channel) throws Exception {
            karafs.destroy(channel);
        }

        @Override
        public void setInputStream(InputStream in) {
            karafs.setInputStream(in);
        }

        @Override
        public void setOutputStream(OutputStream out) {
            karafs.setOutputStream(out);
        }

        @Override
        public void setErrorStream(OutputStream err) {
            karafs.setErrorStream(err);
        }
    }
}
