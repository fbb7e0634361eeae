package id.pantau.camel.connectors;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.sjms.SjmsEndpoint;
import org.apache.camel.component.sjms.SjmsHelper;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a queue's messages by one connection, one after the other, each in a transaction that is committed once it was processed and
 * rolled back otherwise. The body is a text, bytes, or null for a message of another kind. When the connection is lost, its route
 * stops. Camel's own consumer recovers from the first loss alone, consumes nothing once it was stopped and started, and answers to
 * whatever destination a message names.
 */
final class TransactedConsumer extends DefaultConsumer {
    private final SjmsEndpoint endpoint;
    private @Nullable Connection connection;

    TransactedConsumer(SjmsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Connection opened = endpoint.getConnectionFactory().createConnection();
        try {
            opened.setExceptionListener(lost -> LostServer.stop(this, lost));
            Session session = opened.createSession(Session.SESSION_TRANSACTED);
            session.createConsumer(session.createQueue(endpoint.getDestinationName()))
                    .setMessageListener(message -> take(message, session));
            opened.start();
            connection = opened;
        } catch (JMSException e) {
            SjmsHelper.closeConnection(opened);
            throw e;
        }
    }

    private void take(Message message, Session session) {
        Exchange exchange = createExchange(true);
        try {
            exchange.getMessage().setBody(content(message));
            getProcessor().process(exchange);
            Exception failure = exchange.getException();
            if (failure == null) {
                session.commit();
            } else {
                getExceptionHandler().handleException(failure);
                session.rollback();
            }
        } catch (Exception e) {
            // of the session: the broker gives the message again
            getExceptionHandler().handleException("a message could not be acknowledged", e);
        }
    }

    /** Nothing is deserialized, and no header or property goes on. */
    private static @Nullable Object content(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        return message instanceof BytesMessage bytes ? bytes.getBody(byte[].class) : null;
    }

    @Override
    protected void doStop() throws Exception {
        SjmsHelper.closeConnection(connection);
        connection = null;
        super.doStop();
    }
}
