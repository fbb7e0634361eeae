package id.pantau.vendor.rtsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Guesses the address of a camera's sub stream from that of its main stream. Immutable. */
final class SubStreamRules {
    private static final String ARROW = "=>";

    private final List<Rule> rules;

    /** @throws IllegalArgumentException naming the rule that cannot be used */
    SubStreamRules(String... rules) {
        this.rules = Arrays.stream(rules).map(Rule::parse).toList();
    }

    /** The sub stream's address by the first rule that matches; empty when none does or it changes nothing. */
    Optional<URI> sub(URI main) {
        String path = main.getRawPath() + (main.getRawQuery() == null ? "" : "?" + main.getRawQuery());
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(path);
            if (matcher.find()) {
                String sub = matcher.replaceFirst(rule.replacement());
                return sub.equals(path) || !sub.startsWith("/") ? Optional.empty() : onSameHost(main, sub);
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> onSameHost(URI main, String path) {
        try {
            return Optional.of(new URI(main.getScheme() + "://" + main.getRawAuthority() + path));
        } catch (URISyntaxException e) {
            // the replacement made something that is no address: then there is none to guess
            return Optional.empty();
        }
    }

    private record Rule(Pattern pattern, String replacement) {

        static Rule parse(String text) {
            int arrow = text.indexOf(ARROW);
            if (arrow < 0) {
                throw new IllegalArgumentException("the rule \"" + text + "\" is not regex=>replacement");
            }
            try {
                Rule rule = new Rule(
                        Pattern.compile(text.substring(0, arrow).trim()),
                        text.substring(arrow + ARROW.length()).trim());
                rule.checkReplacement();
                return rule;
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "the rule \"" + text + "\" has a broken regex: " + e.getDescription(), e);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the rule \"" + text + "\" has a broken replacement: " + e.getMessage(), e);
            }
        }

        /** A reference to a group that does not exist only shows when something matches; this matches always. */
        private void checkReplacement() {
            Pattern.compile("(?:" + pattern.pattern() + ")|").matcher("").replaceFirst(replacement);
        }
    }
}
