package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import id.pantau.onboarding.SubmissionFormats;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/**
 * A folder of a file server. A file is taken once it no longer grows, and removed once it is kept; the receipt goes to {@code receipts/},
 * or why it was refused to {@code failed/}.
 */
abstract class FolderDoor implements Door {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 30_000;
    private static final int MOST_FILES = 100;
    private static final String OPEN_STREAM = "CamelRemoteFileInputStream";

    private final DoorSettings settings;
    private final Secrets secrets;
    private final String folder;
    private final String looks;
    private final Map<String, Object> server;

    /**
     * @param scheme of a Camel component for files
     * @param safety what makes sure that it is the partner's server
     */
    FolderDoor(String scheme, DoorSettings settings, Secrets secrets, Trouble trouble, Map<String, Object> safety) {
        this.settings = settings;
        this.secrets = secrets;
        this.folder = scheme + ":" + settings.server() + "/" + settings.from();
        this.looks = secrets.reference("looks", new Looks(trouble));
        this.server = new LinkedHashMap<>(safety);
        server.put("username", secrets.reference("user", settings.user()));
        server.put("password", secrets.reference("password", settings.password()));
        server.put("connectTimeout", CONNECT_MILLIS);
        server.put("soTimeout", ANSWER_MILLIS);
        server.put("stepwise", false);
        server.put("maximumReconnectAttempts", 0);
    }

    @Override
    public final String source() {
        Map<String, Object> options = new LinkedHashMap<>(server);
        options.put("delay", settings.every().toMillis());
        options.put("antInclude", "*.csv,*.xlsx,*.json");
        options.put("readLock", "changed");
        options.put("streamDownload", true);
        options.put("delete", true);
        options.put("autoCreate", false);
        options.put("maxMessagesPerPoll", MOST_FILES);
        options.put("throwExceptionOnConnectFailed", true);
        options.put("pollStrategy", looks);
        return secrets.source(folder, options);
    }

    /** Without it Camel does not ask for the answer that ends a download, and takes it for the answer to what it says next. */
    @Override
    public final String[] headers() {
        return new String[] {OPEN_STREAM};
    }

    @Override
    public final Optional<Incoming> take(Message message, LargeBodies.Place place) throws IOException {
        String file = message.getExchange()
                .getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class)
                .getFileNameOnly();
        String suffix = SubmissionFormats.suffix(file).orElseThrow(() -> new IOException("a file of no known format"));
        String name = file.substring(0, file.length() - suffix.length());
        InputStream content = message.getBody(InputStream.class);
        if (content == null) {
            throw new IOException("the file was gone before it could be read");
        }
        try (content) {
            return Optional.of(
                    new Incoming(SubmissionFormats.ofSuffix(suffix), name, place.read(content, MOST_BYTES, LONGEST)));
        }
    }

    @Override
    public final Optional<String> sink() {
        Map<String, Object> options = new LinkedHashMap<>(server);
        options.put("tempPrefix", ".");
        return Optional.of(secrets.sink(folder, options));
    }

    @Override
    public final void write(Outgoing outgoing, Message message) {
        String safe = outgoing.name().replaceAll("^\\.|[^A-Za-z0-9._-]", "_");
        message.setHeader(Exchange.FILE_NAME, (outgoing.refused() ? "failed/" : "receipts/") + safe + ".json");
        message.setBody(outgoing.json());
    }

    @Override
    public final Map<String, Object> beans() {
        return secrets.beans();
    }

    /** What became of a look into the folder. */
    private record Looks(Trouble trouble) implements PollingConsumerPollStrategy {
        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return true;
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            trouble.note("");
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
            return false; // told by whoever handles the exception
        }
    }
}
