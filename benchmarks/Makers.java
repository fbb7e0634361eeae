import id.pantau.model.Credentials;
import id.pantau.onvif.MediaProfile;
import id.pantau.onvif.MediaService;
import id.pantau.onvif.OnvifDevice;
import id.pantau.onvif.OnvifOptions;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.rtsp.server.RtspServer;
import id.pantau.rtsp.server.ServerLogin;
import id.pantau.rtsp.server.ServerLoop;
import id.pantau.rtsp.server.VideoClip;
import id.pantau.tck.vendor.DigestCamera;
import id.pantau.tck.vendor.FakeWeb;
import id.pantau.tck.vendor.OnvifCamera;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import id.pantau.vendor.dahua.DahuaCamera;
import id.pantau.vendor.hikvision.HikvisionCamera;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Devices of makers, on loopback, for {@code makers} and {@code soak-makers}. Takes orders on standard input, a line each, until
 * that ends, and answers each with a line:
 *
 * <pre>
 * device KIND                  plugs one in (rtsp, onvif, hikvision, dahua), with the login admin / first: its number and address
 * off N | on N                 pulls the plug of that device, or puts it back
 * password N PASSWORD          gives it another password
 * connections N                how many were made to its streams so far
 * network COUNT PORT           as many ONVIF devices, at 127.1.0.1 and what comes after it
 * </pre>
 *
 * A device that is plugged in has an address of its own, from 127.2.0.1 on: at a shared one somebody's outgoing connection could
 * take its port while it is off.
 *
 * With {@code cold ADDRESS USER PASSWORD} it asks one ONVIF device for a stream's address instead, and prints the milliseconds from
 * the first call on and the largest heap meanwhile, in KiB.
 */
public final class Makers {
    private static final String USER = "admin";
    private static final String FIRST_PASSWORD = "first";
    private static final int IN_A_BLOCK = 256;
    private static final int WEB_PORT = 18_870;
    private static final int RTSP_PORT = 18_554;
    private static final VideoClip CARD = VideoClip.smallTestCard();

    private final ServerLoop loop = ServerLoop.start("streams");
    private final List<Device> devices = new ArrayList<>();

    private Makers() throws IOException {}

    public static void main(String[] args) throws Exception {
        if (args.length == 4 && args[0].equals("cold")) {
            cold(URI.create(args[1]), new DeviceLogin(args[2], args[3]));
            return;
        }
        Makers makers = new Makers();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(makers.obey(line.split(" ")));
            System.out.flush();
        }
    }

    private static void cold(URI address, DeviceLogin login) throws Exception {
        long begun = System.nanoTime();
        OnvifDevice device = OnvifDevice.connect(address, login, OnvifOptions.defaults());
        device.management().information();
        MediaService media = device.media().get(0);
        List<MediaProfile> profiles = media.profiles();
        URI stream = media.streamUri(profiles.get(0).token());
        long millis = (System.nanoTime() - begun) / 1_000_000;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        if (profiles.isEmpty() || !"rtsp".equals(stream.getScheme())) {
            throw new IllegalStateException("no stream: " + stream);
        }
        System.out.println(millis + " " + peak / 1024);
    }

    private String obey(String[] order) throws IOException {
        switch (order[0]) {
            case "device":
                devices.add(new Device(order[1], address(2, devices.size() + 1)));
                return devices.size() - 1 + " " + devices.get(devices.size() - 1).address();
            case "off":
                device(order[1]).unplug();
                return "off";
            case "on":
                device(order[1]).plugIn();
                return "on";
            case "password":
                device(order[1]).password(order[2]);
                return "changed";
            case "connections":
                return "" + device(order[1]).streams.connectionsAccepted();
            case "network":
                network(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
                return "network";
            default:
                throw new IllegalArgumentException("no such order: " + order[0]);
        }
    }

    private Device device(String number) {
        return devices.get(Integer.parseInt(number));
    }

    /** They differ in nothing but their addresses. */
    private static void network(int count, int port) throws IOException {
        FakeWeb.Handler one = new OnvifCamera(Manner.of(new Credentials(USER, FIRST_PASSWORD)).withStreamsAt(1)).handler();
        for (int i = 1; i <= count; i++) {
            new FakeWeb(new InetSocketAddress(address(1, i), port), one);
        }
    }

    private static InetAddress address(int network, int number) throws IOException {
        return InetAddress.getByAddress(
                new byte[] {127, (byte) network, (byte) (number / IN_A_BLOCK), (byte) (number % IN_A_BLOCK)});
    }

    /** A device with one camera; its streams are in the same place whatever happens to it. */
    private final class Device {
        private final String kind;
        private final InetAddress host;
        private final RtspServer streams;
        private String password = FIRST_PASSWORD;
        private AutoCloseable dialect = () -> {};
        private FakeWeb web;

        Device(String kind, InetAddress host) throws IOException {
            this.kind = kind;
            this.host = host;
            streams = RtspServer.start(loop, new InetSocketAddress(host, RTSP_PORT), kind);
            mount();
            serve();
        }

        String address() {
            return kind.equals("rtsp") ? streams.uri("/main").toString() : "http://" + host.getHostAddress() + ":" + WEB_PORT;
        }

        private void mount() {
            ServerLogin asked = ServerLogin.digest(USER, password);
            List<String> paths = switch (kind) {
                case "hikvision" -> List.of("/Streaming/Channels/101", "/Streaming/Channels/102");
                case "dahua" -> List.of("/cam/realmonitor?channel=1&subtype=0", "/cam/realmonitor?channel=1&subtype=1");
                case "onvif" -> List.of("/main", "/sub");
                case "rtsp" -> List.of("/main");
                default -> throw new IllegalArgumentException("no such kind of device: " + kind);
            };
            paths.forEach(path -> streams.mount(path, CARD).login(asked));
        }

        private void serve() throws IOException {
            Credentials login = new Credentials(USER, password);
            FakeWeb.Handler handler;
            if (kind.equals("onvif")) {
                OnvifCamera onvif = new OnvifCamera(Manner.of(login).withStreamsAt(RTSP_PORT));
                dialect = onvif;
                handler = onvif.handler();
            } else if (kind.equals("rtsp")) {
                return;
            } else {
                DigestCamera maker = kind.equals("dahua")
                        ? new DahuaCamera(login, false, RTSP_PORT)
                        : new HikvisionCamera(login, false, RTSP_PORT);
                dialect = maker;
                handler = maker.handler();
            }
            web = new FakeWeb(new InetSocketAddress(host, WEB_PORT), handler);
        }

        void unplug() throws IOException {
            streams.unplug();
            stopServing();
        }

        void plugIn() throws IOException {
            streams.plugIn();
            stopServing();
            serve();
        }

        void password(String other) throws IOException {
            password = other;
            mount();
            stopServing();
            serve();
        }

        private void stopServing() throws IOException {
            if (web != null) {
                web.close();
            }
            try {
                dialect.close();
            } catch (Exception e) {
                throw new IOException("a device that cannot be closed", e);
            }
        }
    }
}
