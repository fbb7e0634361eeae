package id.pantau.camel.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.dsl.yaml.common.YamlSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Whether a route file says nothing but what route files may: routes of the allowed steps, expressions and endpoints. Every finding
 * names its line. Endpoints are made, so that a wrong option is found; nothing connects anywhere.
 */
final class RouteCheck {
    private static final int DEEPEST = 40;
    private static final Set<String> LANGUAGES = Set.of("simple", "constant", "header", "exchangeProperty", "tokenize");
    private static final Set<String> OF_EXPRESSIONS = Set.of("id", "expression", "trim", "token");
    private static final Set<String> OF_ALL = Set.of("id", "description");
    static final Set<String> TYPES = Set.of("String", "java.lang.String", "byte[]");
    static final Set<String> EXCEPTIONS = Set.of(
            "java.lang.Exception",
            "java.io.IOException",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.util.NoSuchElementException",
            "id.pantau.service.NotSharedException",
            "id.pantau.service.SubmissionRefusedException");

    /** Camel's own headers that a route may set, of {@code file}, {@code paho-mqtt5} and {@code kafka-topic}. */
    private static final Set<String> ORDERS =
            Set.of(Exchange.FILE_NAME, "CamelPahoMqtt5OverrideTopic", "CamelKafkaKey");

    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    /** What a step may have: keys with plain values, one expression, an endpoint, and steps or the like within. */
    private record Step(boolean expression, Set<String> keys, Map<String, String> within) {}

    private static final Map<String, Step> STEPS = new LinkedHashMap<>();

    private static void step(String name, boolean expression, Set<String> keys, Map<String, String> within) {
        STEPS.put(name, new Step(expression, keys, within));
    }

    static {
        Map<String, String> steps = Map.of("steps", "steps");
        Set<String> none = Set.of();
        step("to", false, Set.of("uri", "parameters"), Map.of());
        step("log", false, Set.of("message", "loggingLevel", "marker"), Map.of());
        step("setBody", true, none, Map.of());
        step("setHeader", true, Set.of("name"), Map.of());
        step("setHeaders", false, none, Map.of("headers", "setHeader"));
        step("setProperty", true, Set.of("name"), Map.of());
        step("removeHeader", false, Set.of("name"), Map.of());
        step("removeHeaders", false, Set.of("pattern", "excludePattern"), Map.of());
        step("removeProperty", false, Set.of("name"), Map.of());
        step("transform", true, none, Map.of());
        step("convertBodyTo", false, Set.of("type", "charset"), Map.of());
        step("filter", true, none, steps);
        step("choice", false, none, Map.of("when", "when", "otherwise", "otherwise"));
        step("split", true, Set.of("delimiter", "streaming", "stopOnException"), steps);
        step("multicast", false, Set.of("stopOnException"), steps);
        step("delay", true, none, Map.of());
        step("throttle", true, Set.of("timePeriodMillis"), Map.of());
        step("doTry", false, none, Map.of("steps", "steps", "doCatch", "doCatch", "doFinally", "doFinally"));
        step("stop", false, none, Map.of());
    }

    /** What stands within steps. */
    private static final Map<String, Step> PARTS = Map.of(
            "when", new Step(true, Set.of(), Map.of("steps", "steps")),
            "otherwise", new Step(false, Set.of(), Map.of("steps", "steps")),
            "doCatch", new Step(false, Set.of("exception"), Map.of("steps", "steps")),
            "doFinally", new Step(false, Set.of(), Map.of("steps", "steps")),
            "from", new Step(false, Set.of("uri", "parameters"), Map.of("steps", "steps")),
            "route", new Step(false, Set.of("id", "description"), Map.of("from", "from")));

    private final FileContext context;

    private RouteCheck(FileContext context) {
        this.context = context;
    }

    /** @param file for the messages of the YAML reader */
    static void check(String file, String text, FileContext context) throws RouteFileException {
        Node root = root(file, text);
        RouteCheck check = new RouteCheck(context);
        if (!(root instanceof SequenceNode routes) || routes.getValue().isEmpty()) {
            throw at(root, "a route file is a list of routes: '- route:' or '- from:'", null);
        }
        for (Node item : routes.getValue()) {
            NodeTuple only = check.only(item, 1);
            String name = check.key(only);
            if (!name.equals("route") && !name.equals("from")) {
                throw at(
                        only.getKeyNode(),
                        "'" + name + "' is not allowed in route files; there are route and from",
                        null);
            }
            check.part(name, part(name), only.getValueNode(), 1);
        }
    }

    private static Node root(String file, String text) throws RouteFileException {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> RouteFileException.at(1, "the file is empty", null));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw RouteFileException.at(line, "this is no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw RouteFileException.at(0, "this is no YAML: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw RouteFileException.at(0, "it is nested too deeply", e);
        }
    }

    private static Step part(String name) {
        Step step = STEPS.getOrDefault(name, PARTS.get(name));
        if (step == null) {
            throw new IllegalStateException(name);
        }
        return step;
    }

    private void steps(Node node, int depth) throws RouteFileException {
        if (!(node instanceof SequenceNode list)) {
            throw at(node, "steps are a list", null);
        }
        for (Node item : list.getValue()) {
            NodeTuple only = only(item, depth);
            String name = key(only);
            Step step = STEPS.get(name);
            if (step == null) {
                throw at(
                        only.getKeyNode(),
                        "step '" + name + "' is not allowed in route files; there are "
                                + String.join(", ", new TreeSet<>(STEPS.keySet())),
                        null);
            }
            part(name, step, only.getValueNode(), depth + 1);
        }
    }

    private void part(String name, Step step, Node value, int depth) throws RouteFileException {
        plain(value, depth);
        if (value instanceof ScalarNode scalar) {
            bare(name, scalar);
            return;
        }
        if (value instanceof SequenceNode several) {
            for (Node each : several.getValue()) {
                part(name, step, each, depth + 1);
            }
            return;
        }
        MappingNode mapping = (MappingNode) value;
        for (NodeTuple tuple : mapping.getValue()) {
            entry(name, step, tuple, depth);
        }
        if (step.keys().contains("uri")) {
            endpoint(name, mapping);
        }
    }

    /** A step of one word, such as {@code to: "log:x"} or {@code stop: {}}. */
    private void bare(String name, ScalarNode scalar) throws RouteFileException {
        text(scalar);
        switch (name) {
            case "to", "from" -> endpoint(name, scalar, scalar.getValue(), Map.of());
            case "convertBodyTo" -> oneOf(scalar, TYPES, "type");
            default -> {
                // the text was looked at
            }
        }
    }

    private void entry(String name, Step step, NodeTuple tuple, int depth) throws RouteFileException {
        String key = key(tuple);
        Node value = tuple.getValueNode();
        plain(value, depth);
        String within = step.within().get(key);
        if (within != null && within.equals("steps")) {
            steps(value, depth + 1);
        } else if (within != null) {
            part(within, part(within), value, depth + 1);
        } else if (step.expression() && (LANGUAGES.contains(key) || key.equals("expression"))) {
            expression(key, value, depth + 1);
        } else if (key.equals("parameters") && step.keys().contains(key)) {
            texts(value);
        } else if (step.keys().contains(key) || OF_ALL.contains(key)) {
            texts(value);
            word(name, key, value);
        } else {
            throw at(tuple.getKeyNode(), "'" + key + "' is not allowed in '" + name + "' of route files", null);
        }
    }

    private void word(String step, String key, Node value) throws RouteFileException {
        if (key.equals("name") && (step.equals("setHeader") || step.equals("setProperty"))) {
            name(step, value);
        }
        if (key.equals("type")) {
            oneOf(value, TYPES, key);
        } else if (key.equals("exception") && value instanceof SequenceNode several) {
            for (Node each : several.getValue()) {
                oneOf(each, EXCEPTIONS, key);
            }
        } else if (key.equals("exception")) {
            oneOf(value, EXCEPTIONS, key);
        }
    }

    /** Not one that a message makes, and no order to Camel but those that are listed. */
    private void name(String step, Node value) throws RouteFileException {
        String name = context.resolvePropertyPlaceholders(text(value));
        if (!name.matches(NAME)) {
            throw at(value, "the name of '" + step + "' has A-Z, a-z, 0-9, _, . and - alone", null);
        }
        if (Headers.camels(name) && !(step.equals("setHeader") && ORDERS.contains(name))) {
            throw at(
                    value,
                    "'" + name + "' is Camel's own; of those, route files set the headers "
                            + String.join(", ", new TreeSet<>(ORDERS)),
                    null);
        }
    }

    private void expression(String language, Node value, int depth) throws RouteFileException {
        plain(value, depth);
        if (language.equals("expression")) {
            NodeTuple only = only(value, depth);
            String name = key(only);
            if (!LANGUAGES.contains(name)) {
                throw at(
                        only.getKeyNode(),
                        "language '" + name + "' is not allowed in route files; there are "
                                + String.join(", ", new TreeSet<>(LANGUAGES)),
                        null);
            }
            expression(name, only.getValueNode(), depth + 1);
        } else if (value instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!OF_EXPRESSIONS.contains(key(tuple))) {
                    throw at(
                            tuple.getKeyNode(),
                            "'" + key(tuple) + "' is not allowed in an expression of route files",
                            null);
                }
                texts(tuple.getValueNode());
            }
        } else {
            texts(value);
        }
    }

    private void endpoint(String name, MappingNode mapping) throws RouteFileException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        ScalarNode uri = null;
        for (NodeTuple tuple : mapping.getValue()) {
            if (key(tuple).equals("uri") && tuple.getValueNode() instanceof ScalarNode scalar) {
                uri = scalar;
            } else if (key(tuple).equals("parameters") && tuple.getValueNode() instanceof MappingNode options) {
                for (NodeTuple option : options.getValue()) {
                    parameters.put(key(option), text(option.getValueNode()));
                }
            }
        }
        if (uri == null) {
            throw at(mapping, "'" + name + "' has no uri", null);
        }
        endpoint(name, uri, uri.getValue(), parameters);
    }

    private void endpoint(String name, Node node, String uri, Map<String, Object> parameters)
            throws RouteFileException {
        try {
            EndpointRules.scheme(uri);
            String complete = YamlSupport.createEndpointUri(context, node, uri, parameters);
            context.getEndpoint(complete);
        } catch (RuntimeException e) {
            throw at(node, RouteFileException.words(e), e);
        }
    }

    private void texts(Node node) throws RouteFileException {
        plain(node, 1);
        if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                text(each);
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                key(tuple);
                text(tuple.getValueNode());
            }
        } else {
            text(node);
        }
    }

    private String text(Node node) throws RouteFileException {
        plain(node, 1);
        if (!(node instanceof ScalarNode scalar)) {
            throw at(node, "there is a text or a number here, and nothing else", null);
        }
        try {
            SimpleText.check(context.resolvePropertyPlaceholders(scalar.getValue()));
        } catch (RuntimeException e) {
            throw at(node, RouteFileException.words(e), e);
        }
        return scalar.getValue();
    }

    private static void oneOf(Node node, Set<String> allowed, String what) throws RouteFileException {
        if (!(node instanceof ScalarNode scalar) || !allowed.contains(scalar.getValue())) {
            throw at(node, what + " is one of " + String.join(", ", new TreeSet<>(allowed)), null);
        }
    }

    private NodeTuple only(Node node, int depth) throws RouteFileException {
        plain(node, depth);
        if (!(node instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
            throw at(node, "there is one name with a colon here, such as '- to: …'", null);
        }
        return mapping.getValue().get(0);
    }

    private String key(NodeTuple tuple) throws RouteFileException {
        return text(tuple.getKeyNode());
    }

    /** Without anchors a node stands once where it is, and without tags it is what it looks like. */
    private static void plain(Node node, int depth) throws RouteFileException {
        if (node.getAnchor().isPresent()) {
            throw at(node, "anchors (&) and aliases (*) are not allowed in route files", null);
        }
        if (!List.of("str", "int", "float", "bool", "null", "seq", "map").stream()
                .anyMatch(t -> node.getTag().getValue().equals("tag:yaml.org,2002:" + t))) {
            throw at(node, "tags (!) are not allowed in route files", null);
        }
        if (depth > DEEPEST) {
            throw at(node, "it is nested too deeply", null);
        }
    }

    private static RouteFileException at(Node node, String problem, @Nullable Throwable cause) {
        return RouteFileException.at(
                node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0), problem, cause);
    }
}
