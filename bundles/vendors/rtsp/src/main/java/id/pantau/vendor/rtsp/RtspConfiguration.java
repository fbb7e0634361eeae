package id.pantau.vendor.rtsp;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How RTSP cameras are asked. */
@ObjectClassDefinition(id = "id.pantau.vendor.rtsp", name = "Pantau RTSP cameras")
@interface RtspConfiguration {

    @AttributeDefinition(
            name = "Timeout",
            description = "How long one answer may take, in seconds",
            min = "1",
            max = "20")
    int timeoutSeconds() default 3;

    @AttributeDefinition(
            name = "Sub streams",
            description = "Where a camera's smaller stream is, as rules regex=>replacement over the path and query of"
                    + " its address; the first that matches is used")
    String[] subStreams() default {
        "/main$=>/sub",
        "/main/=>/sub/",
        "([?&])subtype=0=>$1subtype=1",
        "(?i)(/Streaming/Channels/\\d+)01\\b=>$102",
        "(?i)/media/video1\\b=>/media/video2",
        "(?i)(/unicast/c\\d+)/s0/=>$1/s1/",
        "([?&])stream=0=>$1stream=1",
        "^(/\\d+)/1$=>$1/2"
    };

    @AttributeDefinition(
            name = "Certificate pins",
            description =
                    "HOST[:PORT]=SHA-256 fingerprint of the certificate that an rtsps camera must show; the same as in"
                            + " id.pantau.live, which pulls what is asked here")
    String[] certificatePins() default {};
}
