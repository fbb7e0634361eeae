package id.pantau.camel.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.service.Fact;
import id.pantau.service.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CamelFactsTest {
    private final DefaultCamelContext context = PantauContext.start(new DefaultClassResolver());
    private final CamelFacts facts = new CamelFacts(context);

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void every_reader_of_a_topic_gets_every_fact() throws Exception {
        List<Object> one = new CopyOnWriteArrayList<>();
        List<Object> two = new CopyOnWriteArrayList<>();
        read("one", one);
        read("two", two);
        List<Fact> sent = List.of(fact("a"), fact("b"), fact("c"));
        sent.forEach(facts::publish);
        await().until(() -> one.size() == 3 && two.size() == 3);
        assertTrue(one.containsAll(sent) && two.containsAll(sent));
        assertEquals(0, facts.dropped(Fact.STATUS_CHANGED));
    }

    @Test
    void every_listener_is_told_also_after_one_that_fails() throws Exception {
        List<Object> read = new CopyOnWriteArrayList<>();
        List<Object> told = new CopyOnWriteArrayList<>();
        read("reader", read);
        facts.listeners = List.of(
                fact -> {
                    throw new IllegalStateException("broken");
                },
                told::add);
        facts.publish(fact("a"));
        assertEquals(List.of(fact("a")), told);
        await().until(() -> read.equals(List.of(fact("a"))));
    }

    @Test
    void a_fact_that_nobody_reads_is_dropped_and_counted() throws Exception {
        facts.publish(fact("a"));
        assertEquals(1, facts.dropped(Fact.STATUS_CHANGED));

        List<Object> seen = new CopyOnWriteArrayList<>();
        read("late", seen);
        facts.publish(fact("b"));
        await().until(() -> seen.equals(List.of(fact("b"))));

        context.getRouteController().stopRoute("late");
        context.removeRoute("late");
        facts.publish(fact("c"));
        assertEquals(2, facts.dropped(Fact.STATUS_CHANGED));
    }

    @Test
    void a_full_topic_drops_counts_and_keeps_no_publisher_waiting() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(Facts.topic(Fact.STATUS_CHANGED)).routeId("slow").process(e -> open.await());
            }
        });
        int sent = PantauContext.TOPIC_SIZE * 2;
        for (int i = 0; i < sent; i++) {
            facts.publish(fact("x"));
        }
        long dropped = facts.dropped(Fact.STATUS_CHANGED);
        assertTrue(dropped > 0 && dropped < sent, "dropped " + dropped);
        open.countDown();
    }

    private void read(String route, List<Object> into) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(Facts.topic(Fact.STATUS_CHANGED))
                        .routeId(route)
                        .process(e -> into.add(e.getIn().getBody()));
            }
        });
    }

    private static Fact fact(String camera) {
        return new Fact(Fact.STATUS_CHANGED, camera, Instant.EPOCH, Map.of());
    }
}
