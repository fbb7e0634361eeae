package id.pantau.onvif;

import id.pantau.onvif.discovery.WsDiscovery;
import id.pantau.onvif.http.DeviceLogin;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks npm's running mock server for all that it has, which {@code peer.sh} starts; ends with an exception when it errs. */
public final class NpmPeer {
    private NpmPeer() {}

    /** @param args the address of its device service, and {@code host:port} where it hears WS-Discovery */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        OnvifDevice device =
                OnvifDevice.connect(URI.create(args[0]), new DeviceLogin("admin", "9999"), OnvifOptions.defaults());
        MediaService media = device.media().get(0);
        MediaProfile main = media.profiles().get(0);
        URI stream = media.streamUri(main.token());
        long millis = (System.nanoTime() - start) / 1_000_000;
        check("information", device.management().information().model(), "Mockup Model");
        check("stream", stream.toString(), "rtsp://127.0.0.1/h264main");
        check("encoder", media.encoder(main.encoder().orElseThrow().token()).encoding(), "H264");
        media.setEncoder(main.encoder().orElseThrow());
        check("users", device.management().users().size(), 2);
        check("networks", device.management().networkInterfaces().size(), 1);
        device.management().setClock(Instant.now());
        moves(device, main);
        ImagingService imaging = device.imaging().orElseThrow();
        check("brightness", imaging.settings(main.videoSource()).brightness(), OptionalDouble.of(255));
        imaging.set(main.videoSource(), imaging.settings(main.videoSource()));
        PullPoint pullPoint = device.events().orElseThrow().subscribe(Duration.ofSeconds(60));
        List<Notification> notices = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            notices.addAll(pullPoint.pull(Duration.ofSeconds(1), 10));
        }
        check("topic", notices.get(0).lastStep(), "Motion");
        pullPoint.unsubscribe();
        List<Optional<URI>> found = new ArrayList<>();
        String[] where = args[1].split(":");
        WsDiscovery.unicast(
                List.of(new InetSocketAddress(where[0], Integer.parseInt(where[1]))),
                Duration.ofSeconds(2),
                answer -> found.add(answer.deviceService()));
        check("discovered", found, List.of(Optional.of(URI.create(args[0]))));
        System.out.println("all answers as expected; from the first call to a stream's address " + millis + " ms; "
                + notices.size() + " notices in 20 pulls");
    }

    private static void moves(OnvifDevice device, MediaProfile main) throws Exception {
        PtzService ptz = device.ptz().orElseThrow();
        ptz.move(main, new PtzVector(0.5, 0, 0));
        ptz.moveTo(main, new PtzVector(0, 0, 0));
        ptz.moveBy(main, new PtzVector(0.1, 0.1, 0));
        ptz.stop(main);
        ptz.goTo(main, ptz.presets(main).get(0).token());
        check("moving", ptz.status(main).moving(), false);
    }

    private static void check(String what, Object is, Object expected) {
        if (!is.equals(expected)) {
            throw new IllegalStateException(what + " is " + is + ", not " + expected);
        }
    }
}
