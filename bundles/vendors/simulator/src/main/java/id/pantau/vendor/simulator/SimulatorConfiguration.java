package id.pantau.vendor.simulator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which cameras are simulated, and where. */
@ObjectClassDefinition(id = "id.pantau.vendor.simulator", name = "Pantau simulated cameras")
@interface SimulatorConfiguration {

    @AttributeDefinition(name = "Address", description = "The address of this machine that the cameras listen on")
    String address() default "127.0.0.1";

    @AttributeDefinition(
            name = "Port",
            description = "Camera 01 listens on the port after this one, camera 02 on the next, and so on",
            min = "1024",
            max = "65000")
    int port() default 8554;

    @AttributeDefinition(name = "Cameras", description = "How many", min = "0", max = "36")
    int cameras() default 36;

    @AttributeDefinition(name = "User", description = "The user of every camera's login; empty for no login")
    String user() default "sim";

    @AttributeDefinition(
            name = "Password",
            description = "The password of every camera's login; the pictures are drawn, so it guards nothing")
    String password() default "sim-camera";
}
