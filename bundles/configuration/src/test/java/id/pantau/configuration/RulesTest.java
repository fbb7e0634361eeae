package id.pantau.configuration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.configuration.Rules.Verdict;
import id.pantau.service.ConfigurationCheck;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

@DisplayName("The rules of a configuration")
class RulesTest {

    @Test
    void textIsTypedAsTheMetatypeSays() {
        Rules rules = new Rules(
                described(
                        attribute("port", "Integer", 0),
                        attribute("ratio", "Double", 0),
                        attribute("on", "Boolean", 0),
                        attribute("names", "String", Integer.MAX_VALUE),
                        attribute("ports", "Integer", Integer.MIN_VALUE)),
                List.of());
        Verdict verdict = rules.judge(
                Map.of("port", " 8181 ", "ratio", "0.5", "on", "TRUE", "names", "a, b\\, c , d\\\\", "ports", "1,2"));
        assertEquals(List.of(), verdict.faults());
        assertEquals(8181, verdict.fitting().get("port"));
        assertEquals(0.5, verdict.fitting().get("ratio"));
        assertEquals(true, verdict.fitting().get("on"));
        assertArrayEquals(
                new String[] {"a", "b, c", "d\\"}, (String[]) verdict.fitting().get("names"));
        assertEquals(List.of(1, 2), verdict.fitting().get("ports"));
    }

    @Test
    void aSecretThatNobodySetIsNoValue() {
        Rules rules = new Rules(described(attribute("name", "String", 0)), List.of());
        Verdict verdict = rules.judge(Map.of("name", "Kota $[secret:nope]"));
        assertEquals(
                List.of("name: names the secret nope, which is not set: secret:set nope"),
                verdict.faults().stream().map(Object::toString).toList());
    }

    @Test
    void everyBadKeyIsNamedWithItsReason() {
        AD level = ad("level", "String", 0);
        level.setOptions(Map.of("low", "Low"));
        AD wait = ad("wait", "Long", 0);
        wait.setMin("10");
        Rules rules = new Rules(
                described(
                        new Described(level),
                        new Described(wait),
                        attribute("on", "Boolean", 0),
                        attribute("port", "Integer", 0)),
                List.of());
        Verdict verdict = rules.judge(Map.of("level", "high", "wait", "9", "on", "yes", "port", "99999999999"));
        assertEquals(
                List.of(
                        "level: 'high' is not one of low",
                        "on: 'yes' is not true or false",
                        "port: '99999999999' is too large a number",
                        "wait: '9' is below the minimum"),
                verdict.faults().stream().map(Object::toString).toList());
    }

    @Test
    void anEmptyTextIsNoNumberButIsAnEmptyList() {
        Rules rules = new Rules(
                described(attribute("port", "Integer", 0), attribute("networks", "String", Integer.MAX_VALUE)),
                List.of());
        Verdict verdict = rules.judge(Map.of("port", "", "networks", " "));
        assertEquals(1, verdict.faults().size());
        assertEquals("port", verdict.faults().get(0).key());
        assertArrayEquals(new String[0], (String[]) verdict.fitting().get("networks"));
    }

    @Test
    void anArrayWithMoreValuesThanAllowedIsRefused() {
        Rules rules = new Rules(described(attribute("one", "String", 0), attribute("two", "String", 2)), List.of());
        Verdict verdict = rules.judge(Map.of("one", new String[] {"a", "b"}, "two", "a,b,c"));
        assertEquals(
                List.of("one: takes one value, not 2", "two: takes at most 2 values, not 3"),
                verdict.faults().stream().map(Object::toString).toList());
    }

    @Test
    void aSecretIsNeverRepeatedAndAHugeValueIsCut() {
        Rules rules = new Rules(
                described(attribute("pin.password", "Integer", 0), attribute("port", "Integer", 0)), List.of());
        Verdict verdict = rules.judge(Map.of("pin.password", "Gheim77", "port", "x\n".repeat(10_000)));
        assertFalse(verdict.faults().toString().contains("Gheim77"));
        assertTrue(verdict.faults().stream().allMatch(f -> f.reason().length() < 200));
        assertFalse(verdict.faults().toString().contains("\n"));
    }

    @Test
    void anUnknownKeyIsNamedAndPasses() {
        Verdict verdict = new Rules(described(attribute("port", "Integer", 0)), List.of()).judge(Map.of("prot", "1"));
        assertTrue(verdict.good());
        assertEquals(List.of("prot"), verdict.unknown());
        assertEquals("1", verdict.fitting().get("prot"));
    }

    @Test
    void aCheckSeesTypedValuesAndOneThatThrowsRefuses() {
        ConfigurationCheck order = check(
                v -> (int) v.get("low") > (int) v.get("high") ? Optional.of("low: is above high") : Optional.empty());
        Rules rules =
                new Rules(described(attribute("low", "Integer", 0), attribute("high", "Integer", 0)), List.of(order));
        assertTrue(rules.judge(Map.of("low", "1", "HIGH", "2")).good());
        Verdict crossed = rules.judge(Map.of("low", "3", "high", "2"));
        assertEquals("low: is above high", crossed.faults().get(0).toString());
        assertEquals(Map.of(), crossed.remains());
        assertFalse(rules.judge(Map.of("low", "3")).good());
    }

    private static ConfigurationCheck check(java.util.function.Function<Map<String, Object>, Optional<String>> rule) {
        return new ConfigurationCheck() {
            @Override
            public String pid() {
                return "id.pantau.sample";
            }

            @Override
            public Optional<String> problem(Map<String, Object> values) {
                return rule.apply(values);
            }
        };
    }

    private static AD ad(String id, String type, int cardinality) {
        AD ad = new AD();
        ad.setID(id);
        ad.setType(type);
        ad.setCardinality(cardinality);
        return ad;
    }

    private static Described attribute(String id, String type, int cardinality) {
        return new Described(ad(id, type, cardinality));
    }

    private static ObjectClassDefinition described(Described... attributes) {
        return new ObjectClassDefinition() {
            @Override
            public String getName() {
                return "sample";
            }

            @Override
            public String getID() {
                return "sample";
            }

            @Override
            public String getDescription() {
                return "";
            }

            @Override
            public AttributeDefinition[] getAttributeDefinitions(int filter) {
                return Arrays.copyOf(attributes, attributes.length, AttributeDefinition[].class);
            }

            @Override
            public InputStream getIcon(int size) {
                return InputStream.nullInputStream();
            }
        };
    }

    /** Felix's own definition behind the standard interface. */
    private record Described(AD ad) implements AttributeDefinition {
        @Override
        public String getName() {
            return ad.getID();
        }

        @Override
        public String getID() {
            return ad.getID();
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public int getCardinality() {
            return ad.getCardinality();
        }

        @Override
        public int getType() {
            return ad.getType();
        }

        @Override
        public String[] getOptionValues() {
            return ad.getOptionValues();
        }

        @Override
        public String[] getOptionLabels() {
            return ad.getOptionLabels();
        }

        @Override
        public String validate(String value) {
            return ad.validate(value);
        }

        @Override
        public String[] getDefaultValue() {
            return new String[0];
        }
    }
}
