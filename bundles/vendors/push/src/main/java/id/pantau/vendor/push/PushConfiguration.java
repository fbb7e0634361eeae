package id.pantau.vendor.push;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where sources may come to, and how many. */
@ObjectClassDefinition(id = "id.pantau.vendor.push", name = "Pantau pushed sources")
@interface PushConfiguration {

    @AttributeDefinition(
            name = "Address",
            description = "The address of this machine that sources come to, as a literal; 0.0.0.0 for every one")
    String address() default "127.0.0.1";

    @AttributeDefinition(
            name = "RTSP port",
            description = "For ANNOUNCE and RECORD; 0 for none",
            min = "0",
            max = "65535")
    int rtspPort() default 8600;

    @AttributeDefinition(name = "RTMP port", description = "For publish; 0 for none", min = "0", max = "65535")
    int rtmpPort() default 1935;

    @AttributeDefinition(
            name = "Key store",
            description =
                    "A PKCS #12 file with this server's private key and certificates, for RTSP and RTMP under TLS;"
                            + " empty for none of that",
            required = false)
    String keyStore() default "";

    @AttributeDefinition(
            name = "Password of the key store",
            description = "As a reference such as $[secret:push-tls]",
            type = AttributeType.PASSWORD,
            required = false)
    String keyStorePassword() default "";

    @AttributeDefinition(
            name = "RTSPS port",
            description = "For ANNOUNCE and RECORD under TLS, where there is a key store; 0 for none",
            min = "0",
            max = "65535")
    int rtspsPort() default 8322;

    @AttributeDefinition(
            name = "RTMPS port",
            description = "For publish under TLS, where there is a key store; 0 for none",
            min = "0",
            max = "65535")
    int rtmpsPort() default 1936;

    @AttributeDefinition(
            name = "Reader port",
            description = "On loopback, where the platform pulls what was sent; part of the cameras' addresses",
            min = "1024",
            max = "65535")
    int readerPort() default 8601;

    @AttributeDefinition(name = "Most connections", description = "Of each protocol", min = "1", max = "4096")
    int mostConnections() default 512;

    @AttributeDefinition(
            name = "Most connections from one address",
            description = "Of each protocol; a partner's cameras, or a TLS proxy, may share one",
            min = "1",
            max = "4096")
    int mostConnectionsPerAddress() default 64;
}
