package id.pantau.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8::1",
                "2001:db8::2",
                "2001:0DB8:0:0:abcd::9",
                "[2001:db8:0:0::7]",
                "2001:db8::1%eth0",
                "2001:db8:0:0:ffff:ffff:ffff:ffff"
            })
    void aNetworkOfIpv6IsOneHowEverItIsWritten(String client) {
        assertEquals(ClientNetwork.narrow("2001:db8:0:0:0:0:0:1"), ClientNetwork.narrow(client));
        assertEquals(ClientNetwork.wide("2001:db8:0:0:0:0:0:1"), ClientNetwork.wide(client));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1,2001:db8:0:1::1",
        "2001:db8::1,2001:db9::1",
        "192.0.2.1,192.0.2.2",
        "::ffff:192.0.2.1,::ffff:192.0.2.2"
    })
    void otherHouseholdsAreOthers(String one, String other) {
        assertNotEquals(ClientNetwork.narrow(one), ClientNetwork.narrow(other));
    }

    @Test
    void ipv4InIpv6IsThatAddress() {
        assertEquals("192.0.2.1", ClientNetwork.narrow("::ffff:192.0.2.1"));
        assertEquals("192.0.2", ClientNetwork.wide("::ffff:192.0.2.1"));
        assertEquals("192.0.2", ClientNetwork.wide("192.0.2.200"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "a:b", "proxy.example:80", ":::", "1:2:3", "12345::", "", "2001:db8::1 "})
    void whatIsNoAddressStandsForItself(String client) {
        assertEquals(client, ClientNetwork.narrow(client));
    }
}
