package id.pantau.rtsp.client;

import id.pantau.rtsp.protocol.RtspProtocolException;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of one pull: what goes wrong in one of them ends that pull, and no other. For the pull's event loop. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Consumer<IOException> failed;
    private final BiConsumer<RtspFailure.Kind, String> end;

    /** Something that a pull does on its connection. */
    interface Step {
        boolean run() throws IOException, RtspProtocolException;
    }

    /**
     * @param failed told when the connection broke
     * @param end told of everything else
     */
    Guard(Consumer<IOException> failed, BiConsumer<RtspFailure.Kind, String> end) {
        this.failed = failed;
        this.end = end;
    }

    /** @return what the step answers; true when it went wrong */
    boolean run(Step step) {
        try {
            return step.run();
        } catch (RtspProtocolException e) {
            end.accept(RtspFailure.Kind.PROTOCOL, "the server sent " + e.getMessage());
        } catch (IOException e) {
            failed.accept(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("a pull ends by an error of its own", e);
            end.accept(
                    RtspFailure.Kind.ENDED, "an internal error: " + e.getClass().getName());
        }
        return true;
    }
}
