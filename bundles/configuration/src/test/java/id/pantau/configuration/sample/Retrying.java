package id.pantau.configuration.sample;

import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A component as the platform's bundles have them: it tells its configuration to whoever asks. */
@Component(configurationPid = "id.pantau.sample", property = "sample=singleton")
@Designate(ocd = Retrying.Settings.class)
public final class Retrying implements Supplier<String> {

    @ObjectClassDefinition
    @interface Settings {
        @AttributeDefinition(description = "1 to 100", min = "1", max = "100")
        int retries() default 5;

        String[] networks() default {};

        String password() default "";
    }

    private final Settings settings;

    @Activate
    public Retrying(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String get() {
        return settings.retries() + " " + String.join("|", settings.networks()) + " "
                + settings.password().length();
    }
}
