package id.pantau.configuration.sample;

import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A component of which there is one for each configuration. */
@Component(
        configurationPid = "id.pantau.sample.partner",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "sample=factory")
@Designate(ocd = PartnerFolder.Settings.class, factory = true)
public final class PartnerFolder implements Supplier<String> {

    @ObjectClassDefinition
    @interface Settings {
        String title() default "nobody";

        boolean enabled() default false;
    }

    private final Settings settings;

    @Activate
    public PartnerFolder(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String get() {
        return settings.title() + " " + settings.enabled();
    }
}
