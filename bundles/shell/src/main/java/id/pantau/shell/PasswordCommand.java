package id.pantau.shell;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Option;

/** A command that needs a password, got by {@link PasswordReader}. */
public abstract class PasswordCommand extends PantauCommand {
    @Option(
            name = "--password-file",
            description = "Reads the password from this file's first line, on the server",
            valueToShowInHelp = "")
    private String file = "";

    @Option(name = "--password-stdin", description = "Reads the password from the first line of the standard input")
    private boolean stdin;

    protected final boolean passwordGiven() {
        return stdin || !file.isEmpty();
    }

    /**
     * The password.
     *
     * @param twice whether a person types it a second time, because it is a new one
     */
    protected final String password(String prompt, boolean twice) throws IOException {
        return new PasswordReader(session(), file, stdin).read(prompt, twice);
    }
}
