package id.pantau.camel.routes;

import id.pantau.service.NotSharedException;
import id.pantau.spi.storage.SegmentStore.Segment;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for segments that were recorded since it looked last. One thread at a time. */
final class SegmentsConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentsConsumer.class);

    private final SegmentsEndpoint endpoint;
    private Instant next;
    private Instant last = Instant.MIN;
    private String obstacle = "";

    SegmentsConsumer(SegmentsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.next = endpoint.from();
    }

    @Override
    protected int poll() throws Exception {
        if (!next.isBefore(endpoint.to())) {
            return 0;
        }
        try {
            int read = readFrom(endpoint.platform().recordings().find(endpoint.camera(), next, endpoint.to()));
            obstacle = "";
            return read;
        } catch (NotSharedException e) {
            sayOnce(e.reason().en());
            return 0;
        }
    }

    /** What was recorded meanwhile may be read later, if the owner shares it then. */
    private void sayOnce(String reason) {
        if (!reason.equals(obstacle)) {
            LOG.warn("{}: recordings of camera {} are not read: {}", getRouteId(), endpoint.camera(), reason);
        }
        obstacle = reason;
    }

    private int readFrom(List<Segment> segments) throws Exception {
        int read = 0;
        for (Segment segment : segments) {
            if (!isRunAllowed()) {
                break;
            }
            if (!segment.start().isAfter(last)) {
                continue;
            }
            if (!process(segment)) {
                break;
            }
            last = segment.start();
            next = segment.end();
            read++;
        }
        return read;
    }

    /** Whether the route dealt with it. */
    private boolean process(Segment segment) throws NotSharedException {
        Exchange exchange = createExchange(false);
        try (InputStream bytes = endpoint.platform().recordings().read(segment)) {
            exchange.getMessage().setBody(bytes);
            exchange.getMessage().setHeader(Headers.CAMERA, segment.camera());
            exchange.getMessage().setHeader(Headers.START, segment.start().toString());
            exchange.getMessage().setHeader(Headers.END, segment.end().toString());
            exchange.getMessage().setHeader(Headers.CONTENT_TYPE, "video/mp4");
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return true;
        } catch (NotSharedException e) {
            throw e;
        } catch (Exception e) {
            getExceptionHandler().handleException("A segment was not dealt with", exchange, e);
            return false;
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
