package id.pantau.camel.routes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.FileOperations;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileProducer;

/** {@code file:SUBFOLDER} below the folder of one route file, and nowhere else: no way up, no absolute path, no symbolic link. */
final class FolderComponent extends FileComponent {
    static final Set<String> OPTIONS =
            Set.of("fileName", "fileExist", "charset", "delete", "delay", "initialDelay", "maxMessagesPerPoll");
    private static final String SUBFOLDER = "[A-Za-z0-9_-]{1,100}(/[A-Za-z0-9_-]{1,100}){0,5}/?|\\.?";

    /** The name, and how often Camel has tried. */
    private static final Set<String> KEPT = Set.of(
            Exchange.FILE_NAME, Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER, Exchange.REDELIVERY_MAX_COUNTER);

    private final Path root;

    FolderComponent(Path root) {
        this.root = root;
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (!remaining.matches(SUBFOLDER)) {
            throw new IllegalArgumentException("'" + remaining + "' is no folder below " + root
                    + ": there are A-Z, a-z, 0-9, _ and - with / between them");
        }
        Path folder = root.resolve(remaining).normalize();
        Files.createDirectories(root);
        refuseLinks(folder);
        FolderEndpoint endpoint = new FolderEndpoint(uri, this, folder);
        endpoint.setFile(folder.toFile());
        endpoint.getConfiguration().setDirectory(folder.toString());
        endpoint.setFilter(file -> isPlain(file.getFile().toPath()));
        return endpoint;
    }

    /** Whether neither it nor a folder on the way is a symbolic link, from the root on. */
    private boolean isPlain(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!absolute.startsWith(root.toAbsolutePath())) {
            return false;
        }
        for (Path each = absolute; each != null && !each.equals(root.toAbsolutePath()); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                return false;
            }
        }
        return true;
    }

    private void refuseLinks(Path path) throws IOException {
        if (!isPlain(path)) {
            throw new IOException(path + " is outside " + root + ", or a symbolic link");
        }
    }

    private final class FolderEndpoint extends FileEndpoint {
        private final Path folder;

        FolderEndpoint(String uri, FolderComponent component, Path folder) {
            super(uri, component);
            this.folder = folder;
        }

        @Override
        public GenericFileProducer<File> createProducer() {
            return new GenericFileProducer<>(this, new FileOperations(this)) {
                /** Nor is any other order of Camel's obeyed: some name a file to move, anywhere. */
                @Override
                protected void doProcess(Exchange exchange) throws Exception {
                    Message message = exchange.getIn();
                    Map<String, Object> kept = new HashMap<>(message.getHeaders());
                    kept.keySet().retainAll(KEPT);
                    Headers.strip(message);
                    kept.forEach(message::setHeader);
                    super.doProcess(exchange);
                }

                @Override
                protected void processExchange(Exchange exchange, String target) throws Exception {
                    Path path = Path.of(target).toAbsolutePath().normalize();
                    if (!path.startsWith(folder.toAbsolutePath())) {
                        throw new IOException(path + " is outside " + folder);
                    }
                    refuseLinks(path);
                    super.processExchange(exchange, target);
                }
            };
        }
    }
}
