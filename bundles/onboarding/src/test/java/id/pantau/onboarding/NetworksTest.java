package id.pantau.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Endpoint;
import id.pantau.onboarding.Networks.AddressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final List<String> PORTS = List.of("8181", "8101", "80");

    /** Everything of both families, so that only what is never a camera is refused. */
    private final Networks everything = new Networks(List.of("0.0.0.0/0", "::/0"), PORTS);

    @ParameterizedTest
    @CsvSource({
        "rtsp://10.20.0.7:554/ch1, rtsp://10.20.0.7:554/ch1",
        "10.20.0.7, 10.20.0.7",
        "http://10.20.255.255/, http://10.20.255.255/",
        "'rtsp://[fd00::7]:554/a?b=c', 'rtsp://[fd00:0:0:0:0:0:0:7]:554/a?b=c'",
        "'rtsp://[::ffff:10.20.0.7]/', rtsp://10.20.0.7/"
    })
    void an_address_inside_is_pinned(String text, String pinned) throws Exception {
        Networks networks = new Networks(List.of("10.20.0.0/16", "fd00::/8"), PORTS);
        assertEquals(pinned, networks.pin(Endpoint.parse(text)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.21.0.1",
                "10.19.255.255",
                "127.0.0.1",
                "rtsp://[fc00::1]/",
                "rtsp://[::1]/",
                "rtsp://[::ffff:127.0.0.1]/",
                "rtsp://[::ffff:10.21.0.1]/",
                "rtsp://[2002:0a14:0001::]/"
            })
    void an_address_outside_is_refused(String text) {
        Networks networks = new Networks(List.of("10.20.0.0/16", "fd00::/8"), PORTS);
        assertThrows(AddressRefusedException.class, () -> networks.pin(Endpoint.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "rtsp://[::]/",
                "rtsp://[fe80::1]/",
                "rtsp://[ff02::1]/",
                "rtsp://[::127.0.0.1]/"
            })
    void what_is_never_a_camera_is_refused_even_if_the_network_is_allowed(String text) {
        assertThrows(AddressRefusedException.class, () -> everything.pin(Endpoint.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "127.0.0.01", "x.127"})
    void numbers_that_some_take_for_an_address_are_refused(String host) {
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse("rtsp://" + host + "/");
        } catch (IllegalArgumentException alreadyRefusedAsAnAddress) {
            return;
        }
        assertThrows(AddressRefusedException.class, () -> everything.pin(endpoint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8181/",
                "127.0.0.1:8101",
                "http://127.0.0.1/",
                "127.0.0.1",
                "rtsp://[::1]:8181/"
            })
    void the_platforms_own_ports_are_refused_on_this_machine(String text) {
        assertThrows(AddressRefusedException.class, () -> everything.pin(Endpoint.parse(text)));
    }

    @Test
    void another_machine_may_use_those_ports() throws Exception {
        assertEquals(
                "10.1.1.1:8181", everything.pin(Endpoint.parse("10.1.1.1:8181")).toString());
    }

    @Test
    void a_name_is_resolved_once_and_every_address_of_it_must_be_inside() throws Exception {
        Map<String, List<String>> names = Map.of(
                "camera.example", List.of("10.20.0.7", "10.20.0.8"),
                "rebind.example", List.of("10.20.0.7", "127.0.0.1"));
        int[] asked = {0};
        Networks networks = new Networks(List.of("10.20.0.0/16"), PORTS, host -> {
            asked[0]++;
            InetAddress[] found =
                    new InetAddress[names.getOrDefault(host, List.of()).size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(names.get(host).get(i));
            }
            if (found.length == 0) {
                throw new UnknownHostException(host);
            }
            return found;
        });
        assertEquals(
                "rtsp://10.20.0.7/x",
                networks.pin(Endpoint.parse("rtsp://camera.example/x")).toString());
        assertEquals(1, asked[0]);
        assertThrows(AddressRefusedException.class, () -> networks.pin(Endpoint.parse("rtsp://rebind.example/x")));
        assertThrows(UnknownHostException.class, () -> networks.pin(Endpoint.parse("rtsp://gone.example/x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "fd00::/129",
                "camera.example/8",
                "10.0.0.0/",
                "x",
                "10.0.0.0/8/8"
            })
    void what_is_no_network_is_refused_naming_the_key(String network) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Networks(List.of(network), PORTS));
        assertTrue(e.getMessage().startsWith("networks: '" + network + "'"), e.getMessage());
    }

    @Test
    void the_configuration_check_reads_lists_as_files_give_them() {
        NetworksCheck check = new NetworksCheck();
        assertEquals(
                Optional.empty(),
                check.problem(Map.of("networks", "127.0.0.0/8, 10.0.0.0/8", "refusedPorts", List.of("8181,8101"))));
        assertEquals(Optional.empty(), check.problem(Map.of()));
        assertTrue(check.problem(Map.of("networks", List.of("10.0.0.0/8", "10.0.0.0/40")))
                .orElseThrow()
                .contains("10.0.0.0/40"));
        assertTrue(check.problem(Map.of("refusedPorts", "0")).orElseThrow().startsWith("refusedPorts: "));
    }
}
