package id.pantau.registry;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What {@code etc/id.pantau.registry.cfg} can say. */
@ObjectClassDefinition(name = "Pantau registry", description = "How long the registry keeps what it need not keep")
public @interface RegistryConfiguration {

    @AttributeDefinition(
            name = "Days of history",
            description = "How many days the cameras' history, and with it reports of uptime, reach back",
            min = "1",
            max = "3650")
    int historyDays() default 400;
}
