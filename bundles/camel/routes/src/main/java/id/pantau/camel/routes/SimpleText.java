package id.pantau.camel.routes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.language.simple.SimpleLanguage;

/**
 * Camel's simple language with those functions alone that read a message: nothing that calls methods, looks up beans, classes or
 * resources, or reads the environment. Asked when a file is checked, and again for each text that is evaluated later.
 */
final class SimpleText extends SimpleLanguage {
    private static final String NAME = "[A-Za-z0-9_-]{1,100}";
    private static final Pattern FUNCTION = Pattern.compile("body|bodyAs\\(String\\)|bodyOneLine"
            + "|(in\\.)?headers?\\." + NAME
            + "|exchangeProperty\\." + NAME
            + "|exception\\.message|exchangeId|routeId|messageTimestamp|uuid|null"
            + "|random\\(\\d{1,9}(,\\d{1,9})?\\)"
            + "|date:now(:[A-Za-z0-9 .,:/_'-]{1,60})?"
            + "|file:(name|onlyname|size)(\\.noext)?");

    /** {@code $simple{…}} and {@code $init{…}} begin with a letter; nothing else of ours does. */
    private static final Pattern START = Pattern.compile("\\$(\\{|[A-Za-z])");

    private static final String MOVE = "${file:parent}/.camel/${file:onlyname}";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\t\n\r]]");
    private static final Pattern RESOURCE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}]*resource:", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException naming the function that is not allowed */
    static void check(String text) {
        if (CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException("control characters are not allowed in route files");
        }
        if (RESOURCE.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("resource: is not allowed in route files");
        }
        Matcher start = START.matcher(text);
        while (start.find()) {
            String rest = text.substring(start.end());
            int end = rest.indexOf('}');
            String function = end < 0 ? rest : rest.substring(0, end);
            if (!start.group().equals("${")
                    || end < 0
                    || !FUNCTION.matcher(function).matches()) {
                throw new IllegalArgumentException(
                        start.group() + function
                                + "} is not allowed in route files; there are ${body}, ${header.NAME}, ${exchangeProperty.NAME},"
                                + " ${exception.message}, ${date:now:FORMAT}, ${uuid}, ${random(N,M)}, ${routeId}, ${exchangeId}");
            }
        }
    }

    @Override
    public Predicate createPredicate(String text) {
        check(text);
        return super.createPredicate(text);
    }

    @Override
    public Predicate createPredicate(String text, Object[] properties) {
        check(text);
        return super.createPredicate(text, properties);
    }

    /** That of {@code file:} too, which moves what it has read; it asks the file, and no message. */
    @Override
    public Expression createExpression(String text) {
        if (!text.equals(MOVE)) {
            check(text);
        }
        return super.createExpression(text);
    }

    @Override
    public Expression createExpression(String text, Object[] properties) {
        check(text);
        return super.createExpression(text, properties);
    }
}
