package id.pantau.onboarding.door;

import id.pantau.onboarding.LargeBodies;
import id.pantau.service.Onboarding;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;

/** One way by which submissions come and receipts return: what its Camel endpoints are, and how their messages are read and written. */
interface Door {

    /** Most bytes of a body that are read: one more than a submission may have, so that one which is too large is known as such. */
    int MOST_BYTES = Onboarding.MAXIMUM_BYTES + 1;

    /** The longest that a body may take to be fetched. */
    Duration LONGEST = Duration.ofMinutes(2);

    /** A Camel endpoint to consume from, of checked values alone and without secrets. */
    String source();

    /** The headers that the source itself needs back, which no partner can set. All others are dropped. */
    default String[] headers() {
        return new String[0];
    }

    /**
     * The submission in a message.
     *
     * @param place for what is fetched; what a broker has given is in memory before
     * @return empty when there is none to take now
     */
    Optional<Incoming> take(Message message, LargeBodies.Place place) throws Exception;

    /** What was taken last is kept, or refused for good: it need not be taken again. */
    default void settled() {}

    /**
     * Whether what could not be kept is tried again here, with growing pauses, before it is given back: to a server that would give
     * it again by itself. Of any other the route is closed and opened.
     */
    default boolean waits() {
        return false;
    }

    /** A Camel endpoint that receipts go to, as {@link #source}; empty when {@link #write} does it all. */
    Optional<String> sink();

    /** Makes a message for the sink, or sends it. */
    void write(Outgoing outgoing, Message message) throws Exception;

    static Door of(String partner, DoorSettings settings, Trouble trouble) {
        Secrets secrets = new Secrets(partner, trouble);
        return switch (settings.kind()) {
            case MQTT -> new MqttDoor(partner, settings, secrets);
            case JMS -> new JmsDoor(partner, settings, secrets);
            case KAFKA -> new KafkaDoor(partner, settings, secrets);
            case SFTP -> new SftpDoor(settings, secrets, trouble);
            case FTPS -> new FtpsDoor(settings, secrets, trouble);
            case POLL -> new PolledApi(partner, settings, secrets);
        };
    }

    /** What the endpoints look up in Camel's registry by name: a URI can be logged, and would not take every character. */
    Map<String, Object> beans();

    /** A topic's or queue's name: the configured one, or the usual one of a partner's for {@code what}. */
    static String place(String configured, String separator, String partner, String what) {
        return configured.isEmpty() ? String.join(separator, "pantau", "partners", partner, what) : configured;
    }

    /** Told what keeps submissions from coming, and an empty text once nothing does; must not block. */
    @FunctionalInterface
    interface Trouble {
        void note(String what);
    }

    /**
     * What came. Prints without its content, which holds logins.
     *
     * @param name of the submission, where the format does not carry one; may be empty
     */
    record Incoming(String contentType, String name, byte[] body) {
        @Override
        public String toString() {
            return "Incoming[" + name + ", " + body.length + " bytes]";
        }
    }

    /**
     * A receipt, or a refusal in its place.
     *
     * @param name of the submission; may be empty
     */
    record Outgoing(String name, boolean refused, String json) {}
}
