package id.pantau.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields {@code Signature-Input} and {@code Signature} of a request (RFC 9421 section 4), with one signature, of components without
 * parameters.
 *
 * @param components names of what is signed, in order
 * @param parameters as signed, such as {@code ("@method" "@path");created=1618884473}
 * @param values of the parameters, without quotes
 * @param signature as it came, Base64
 */
record SignatureFields(List<String> components, String parameters, Map<String, String> values, String signature) {
    private static final int LONGEST = 1000;
    private static final Pattern INPUT = Pattern.compile("([a-z*][a-z0-9_.*-]{0,30})=(\\(((?:\"[a-z@-]{1,40}\" ?)*)\\)"
            + "((?:;[a-z]{1,20}=(?:\\d{1,15}|\"[A-Za-z0-9+/=_.:-]{0,200}\"))*))");
    private static final Pattern PARAMETER = Pattern.compile(";([a-z]+)=\"?([^;\"]*)\"?");
    private static final Pattern SIGNATURE =
            Pattern.compile("([a-z*][a-z0-9_.*-]{0,30})=:([A-Za-z0-9+/]{1,100}={0,2}):");

    /** Empty when they are not written so, or are of two signatures. */
    static Optional<SignatureFields> read(String input, String signature) {
        if (input.length() > LONGEST || signature.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher said = INPUT.matcher(input.strip());
        Matcher sealed = SIGNATURE.matcher(signature.strip());
        if (!said.matches() || !sealed.matches() || !said.group(1).equals(sealed.group(1))) {
            return Optional.empty();
        }
        List<String> components = Arrays.stream(said.group(3).split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(1, name.length() - 1))
                .toList();
        Map<String, String> values = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(said.group(4));
        while (parameter.find()) {
            values.put(parameter.group(1), parameter.group(2));
        }
        return Optional.of(new SignatureFields(components, said.group(2), Map.copyOf(values), sealed.group(2)));
    }

    /**
     * What is signed, section 2.5.
     *
     * @param value of a component
     */
    String base(UnaryOperator<String> value) {
        return components.stream()
                .map(name -> "\"" + name + "\": " + value.apply(name) + "\n")
                .collect(Collectors.joining("", "", "\"@signature-params\": " + parameters));
    }
}
