package id.pantau.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.model.Credentials;
import id.pantau.onvif.OnvifException.Kind;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Asks;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnvifDeviceTest {
    private static final DeviceLogin LOGIN = new DeviceLogin("operator", "s3cret-pass");
    private static final Credentials THEIRS = new Credentials(LOGIN.user(), LOGIN.password());
    private static final String FAULT =
            "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault>"
                    + "<e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:%s</e:Value></e:Subcode></e:Code>"
                    + "<e:Reason><e:Text>no</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>";

    private OnvifCamera camera;

    @AfterEach
    void unplug() {
        camera.close();
    }

    private OnvifDevice connect(Manner manner, DeviceLogin login) throws Exception {
        camera = new OnvifCamera(manner);
        return again(login);
    }

    private OnvifDevice again(DeviceLogin login) throws OnvifException, InterruptedException {
        return OnvifDevice.connect(camera.endpoint().uri(), login, OnvifOptions.defaults());
    }

    private static Response fault(int status, String subcode) {
        return Response.of(
                status, "application/soap+xml", String.format(FAULT, subcode).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Asks.class)
    @DisplayName("the login is given as the device asks for it, by its own wrong clock, and never refused")
    void logsIn(Asks how) throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS).asking(how).withClock(Duration.ofDays(3000)), LOGIN);
        assertEquals("Dome 3", device.management().information().model());
        assertEquals(2, device.media().size());
        assertEquals(2, device.media().get(0).profiles().size());
        assertTrue(camera.logins() > 0);
        assertEquals(0, camera.loginsRefused());
    }

    @ParameterizedTest
    @EnumSource(Asks.class)
    @DisplayName("a wrong login is tried once, whatever is asked afterwards")
    void wrongLogin(Asks how) throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS).asking(how), new DeviceLogin("operator", "wrong"));
        for (int i = 0; i < 3; i++) {
            OnvifException e =
                    assertThrows(OnvifException.class, () -> device.management().information());
            assertEquals(Kind.UNAUTHORIZED, e.kind());
        }
        assertThrows(OnvifException.class, () -> device.get(URI.create("http://127.0.0.1:1/picture"), 100));
        assertEquals(1, camera.loginsRefused());
    }

    @Test
    @DisplayName("the clock's error is told, and its zone")
    void clock() throws Exception {
        DeviceClock clock =
                connect(Manner.of(THEIRS).withClock(Duration.ofHours(-5)), null).clock();
        assertEquals(-5, Math.round(clock.ahead().toSeconds() / 3600.0));
        assertEquals("WIB-7", clock.timeZone());
        assertEquals(0, camera.logins());
    }

    @Test
    @DisplayName("when the device's clock is set while it is used, its logins are dated anew")
    void clockSetMeanwhile() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS).asking(Asks.TOKEN), LOGIN);
        device.management().information();
        camera.setClock(Duration.ofHours(1));
        assertEquals("Dome 3", device.management().information().model());
        assertEquals(1, camera.loginsRefused());
    }

    @Test
    @DisplayName("what a good login may not do is FORBIDDEN, and the login stays good")
    void forbidden() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS).asking(Asks.TOKEN), LOGIN);
        device.management().information();
        camera.answer("GetUsers", fault(400, "NotAuthorized"));
        OnvifFault e = assertThrows(OnvifFault.class, () -> device.management().users());
        assertEquals(Kind.FORBIDDEN, e.kind());
        assertEquals(400, e.status());
        assertEquals("Dome 3", device.management().information().model());
    }

    @Test
    @DisplayName("a device that says so by HTTP 401 leaves the login good too")
    void forbiddenByStatus() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS), LOGIN);
        device.management().information();
        camera.answer("GetUsers", Response.of(401, "text/plain", new byte[0]));
        OnvifException e =
                assertThrows(OnvifException.class, () -> device.management().users());
        assertEquals(Kind.FORBIDDEN, e.kind());
        assertEquals("Dome 3", device.management().information().model());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 200})
    @DisplayName("a fault keeps its subcode and the HTTP status it came with")
    void faults(int status) throws Exception {
        OnvifDevice device = connect(Manner.of(Credentials.NONE), null);
        camera.answer("GetDeviceInformation", fault(status, "InvalidArgVal"));
        OnvifFault e = assertThrows(OnvifFault.class, () -> device.management().information());
        assertEquals(List.of("InvalidArgVal"), e.subcodes());
        assertEquals(status, e.status());
        assertTrue(e.getMessage().contains("GetDeviceInformation"), e.getMessage());
        assertTrue(e.getMessage().contains("127.0.0.1:"), e.getMessage());
    }

    @Test
    @DisplayName("an operation that the device lacks is UNSUPPORTED; without services the capabilities are read")
    void lacks() throws Exception {
        OnvifDevice device = connect(Manner.of(Credentials.NONE), null);
        assertEquals(
                Kind.UNSUPPORTED,
                assertThrows(OnvifException.class, () -> device.management().reboot())
                        .kind());
        camera.answer("GetServices", fault(500, "ActionNotSupported"));
        camera.answer("GetCapabilities", Response.of(200, "application/soap+xml", NpmDevice.body("GetCapabilities")));
        assertTrue(again(null).ptz().isPresent());
    }

    @Test
    @DisplayName("addresses that lead elsewhere are asked on the device's own host")
    void addresses() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS), LOGIN);
        for (ServiceAddress service : device.services()) {
            assertEquals("127.0.0.1", service.address().getHost());
            assertEquals(camera.endpoint().uri().getPort(), service.address().getPort());
        }
        URI stream = device.media().get(0).streamUri("ch1-main");
        assertEquals("127.0.0.1", stream.getHost());
        assertEquals("/main", stream.getPath());
    }

    @Test
    @DisplayName("a pull point gives what is noticed, can be renewed and given up, with its reference parameters")
    void pullPoint() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS), LOGIN);
        PullPoint pullPoint = device.events().orElseThrow().subscribe(Duration.ofSeconds(60));
        camera.notice("tns1:Device/Trigger/DigitalInput", "InputToken=in1", "LogicalState=true");
        List<Notification> notices = pullPoint.pull(Duration.ofSeconds(10), 10);
        assertEquals("tns1:Device/Trigger/DigitalInput", notices.get(0).topic());
        assertEquals(Map.of("InputToken", "in1"), notices.get(0).source());
        assertEquals(Notification.Operation.CHANGED, notices.get(0).operation());
        assertEquals(List.of(), pullPoint.pull(Duration.ofMillis(10), 10));
        pullPoint.renew();
        pullPoint.unsubscribe();
        assertTrue(camera.calls().containsAll(List.of("Renew TerminationTime=PT1M", "Unsubscribe")));
        assertEquals(
                notices.size(),
                camera.calls().stream()
                        .filter(call -> call.startsWith("CreatePull"))
                        .count());
    }

    @Test
    @DisplayName("pictures are got with the login, within their bound")
    void gets() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS).asking(Asks.DIGEST_SHA256), LOGIN);
        URI picture = device.media().get(0).snapshotUri("ch1-main");
        assertEquals(18, device.get(picture, 18).length);
        assertEquals(
                Kind.PROTOCOL,
                assertThrows(OnvifException.class, () -> device.get(picture, 17))
                        .kind());
        assertEquals(0, camera.loginsRefused());
    }

    @Test
    @DisplayName("no connection stays open, and nothing prints the password")
    void leavesNothing() throws Exception {
        OnvifDevice device = connect(Manner.of(THEIRS), LOGIN);
        device.management().information();
        org.awaitility.Awaitility.await().until(() -> camera.openConnections() == 0);
        assertFalse((device + " " + LOGIN).contains(LOGIN.password()));
    }

    @Test
    @DisplayName("where nothing listens is UNREACHABLE")
    void unreachable() throws IOException {
        camera = new OnvifCamera(Credentials.NONE);
        URI dead = camera.endpoint().uri();
        camera.close();
        OnvifException e = assertThrows(
                OnvifException.class,
                () -> OnvifDevice.connect(dead, null, new OnvifOptions(Duration.ofSeconds(2), Optional.empty())));
        assertEquals(Kind.UNREACHABLE, e.kind());
    }
}
