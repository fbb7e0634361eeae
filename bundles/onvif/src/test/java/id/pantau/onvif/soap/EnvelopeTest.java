package id.pantau.onvif.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.onvif.soap.Envelope.Fault;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    @DisplayName("a fault keeps its code, every subcode and the reason on one line")
    void fault() throws Exception {
        Fault fault = Envelope.fault(
                        read(
                                "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body><e:Fault>"
                                        + "<e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:InvalidArgVal</e:Value>"
                                        + "<e:Subcode><e:Value>ter:NoProfile</e:Value></e:Subcode></e:Subcode></e:Code>"
                                        + "<e:Reason><e:Text xml:lang='en'>no\n such\u0085 one</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>"))
                .orElseThrow();
        assertEquals(new Fault("Sender", List.of("InvalidArgVal", "NoProfile"), "no such one"), fault);
    }

    @Test
    @DisplayName("a fault of SOAP 1.1 is a fault too")
    void oldFault() throws Exception {
        Fault fault = Envelope.fault(
                        read("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault>"
                                + "<faultcode>wsse:FailedAuthentication</faultcode><faultstring>who are you</faultstring>"
                                + "</e:Fault></e:Body></e:Envelope>"))
                .orElseThrow();
        assertEquals(new Fault("FailedAuthentication", List.of(), "who are you"), fault);
        assertTrue(Envelope.asksForLogin(fault));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html/>",
                "<Envelope><Body><x/></Body></Envelope>",
                "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'/>",
                "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body> </e:Body></e:Envelope>"
            })
    @DisplayName("what is no envelope with something in it is refused")
    void refuses(String message) {
        assertThrows(XmlException.class, () -> read(message));
    }

    @Test
    @DisplayName("an envelope is one line, whose body declares what some servers look for")
    void writes() {
        XmlElement body = XmlElement.of("urn:op", "Do").with("A", "1");
        String text = new String(Envelope.write(List.of(), body), StandardCharsets.UTF_8);
        assertTrue(
                text.contains(
                        "<s:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><Do xmlns=\"urn:op\"><A>1</A></Do></s:Body>"),
                text);
        assertTrue(text.lines().count() == 1, text);
    }

    private static XmlElement read(String message) throws XmlException {
        return Envelope.read(message.getBytes(StandardCharsets.UTF_8));
    }
}
