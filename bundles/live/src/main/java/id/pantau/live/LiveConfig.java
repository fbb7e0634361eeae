package id.pantau.live;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** {@code etc/id.pantau.live.cfg}. A change makes every camera connect again, behind a DISCONTINUITY. */
@ObjectClassDefinition(
        id = "id.pantau.live",
        name = "Pantau live",
        description = "How cameras are pulled and how much of their pictures is kept")
@interface LiveConfig {

    @AttributeDefinition(
            name = "Segment length",
            description = "Seconds; a segment ends with the first key picture after it",
            min = "1",
            max = "10")
    int targetSeconds() default 2;

    @AttributeDefinition(name = "Segments", description = "How many a playlist lists at least", min = "3", max = "60")
    int segments() default 6;

    @AttributeDefinition(
            name = "Bytes per camera",
            description = "Most off-heap memory that one camera's pictures may take",
            min = "2097152",
            max = "1073741824")
    long bytesPerCamera() default 16L << 20;

    @AttributeDefinition(
            name = "Bytes in total",
            description = "Most off-heap memory of all cameras together; no more than -XX:MaxDirectMemorySize",
            min = "2097152",
            max = "1099511627776")
    long bytesTotal() default 2048L << 20;

    @AttributeDefinition(
            name = "Silence",
            description = "Seconds without a complete picture after which a camera is no longer live",
            min = "2",
            max = "60")
    int silenceSeconds() default 5;

    @AttributeDefinition(
            name = "Driver grace",
            description = "Seconds for which a missing driver is not yet gone; its cameras play on meanwhile",
            min = "0",
            max = "600")
    int driverGraceSeconds() default 30;

    @AttributeDefinition(
            name = "Linger",
            description = "Seconds for which a main stream that nobody watches any more is still pulled",
            min = "5",
            max = "3600")
    int lingerSeconds() default 30;

    @AttributeDefinition(name = "Event loops", description = "Threads that read all cameras", min = "1", max = "16")
    int loops() default 1;

    @AttributeDefinition(
            name = "Connections per second",
            description = "Most new connections to cameras, all together",
            min = "1",
            max = "1000")
    int connectsPerSecond() default 50;

    @AttributeDefinition(
            name = "Pictures per second",
            description = "Most that are taken from a camera that sends single pictures (JPEG) and no video",
            min = "1",
            max = "5")
    int picturesPerSecond() default 1;

    @AttributeDefinition(
            name = "Transport",
            description =
                    "What carries the cameras' packets: tcp, or udp where the network loses little; a camera without"
                            + " datagrams is pulled over tcp",
            options = {@Option(label = "TCP", value = "tcp"), @Option(label = "UDP", value = "udp")})
    String transport() default "tcp";

    @AttributeDefinition(
            name = "Audio cameras",
            description =
                    "Ids of the cameras whose sound (AAC) is heard by everybody who sees them; no sound of any other camera"
                            + " is even asked for. Over tcp only")
    String[] audioCameras() default {};

    @AttributeDefinition(
            name = "Certificate pins",
            description =
                    "HOST[:PORT]=SHA-256 fingerprint of the certificate that an rtsps camera must show; others must"
                            + " show one that this Java trusts")
    String[] certificatePins() default {};
}
