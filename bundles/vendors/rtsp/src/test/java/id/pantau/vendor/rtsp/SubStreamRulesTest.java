package id.pantau.vendor.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.tck.vendor.Configurations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubStreamRulesTest {
    private static final SubStreamRules DEFAULTS = new SubStreamRules(
            Configurations.of(RtspConfiguration.class, Map.of()).subStreams());

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({
        "/07/main, /07/sub",
        "/h264/ch1/main/av_stream, /h264/ch1/sub/av_stream",
        "/cam/realmonitor?channel=3&subtype=0, /cam/realmonitor?channel=3&subtype=1",
        "/Streaming/Channels/101, /Streaming/Channels/102",
        "/Streaming/Channels/1601?transportmode=unicast, /Streaming/Channels/1602?transportmode=unicast",
        "/media/video1, /media/video2",
        "/unicast/c4/s0/live, /unicast/c4/s1/live",
        "/3/1, /3/2",
    })
    @DisplayName("the usual makers' sub streams are guessed")
    void guesses(String main, String sub) {
        assertEquals(Optional.of(URI.create("rtsp://10.0.0.7:554" + sub)), DEFAULTS.sub(uri(main)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ch1", "/", "/07/sub", "/mainstreet", "/cam/realmonitor?channel=1&subtype=1"})
    @DisplayName("nothing is guessed where no rule matches")
    void guessesNothing(String path) {
        assertEquals(Optional.empty(), DEFAULTS.sub(uri(path)));
    }

    @Test
    @DisplayName("a sub stream stays on the camera's host, whatever the rule says")
    void staysOnHost() {
        SubStreamRules rules = new SubStreamRules("/main=>//elsewhere.example/sub");
        assertEquals(Optional.of("10.0.0.7"), rules.sub(uri("/main")).map(URI::getHost));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/main/sub", "(=>x", "/main=>$1", "/(main)=>$2"})
    @DisplayName("a rule that cannot be used is refused by name")
    void refuses(String rule) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new SubStreamRules(rule));
        assertTrue(e.getMessage().contains(rule), e.getMessage());
        Optional<String> problem = new RtspConfigurationCheck().problem(Map.of("subStreams", List.of("/a=>/b", rule)));
        assertTrue(problem.orElse("").startsWith("subStreams: "), problem::toString);
    }

    private static URI uri(String path) {
        return URI.create("rtsp://10.0.0.7:554" + path);
    }
}
