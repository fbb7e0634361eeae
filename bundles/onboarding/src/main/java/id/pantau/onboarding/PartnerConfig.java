package id.pantau.onboarding;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/id.pantau.partner-NAME.cfg}: one partner, and how it writes. */
@ObjectClassDefinition(
        name = "Partner",
        description = "An organisation whose cameras join the city's network, and how its submissions are to be read")
@interface PartnerConfig {

    @AttributeDefinition(name = "Title", description = "The partner's name for people, such as: Bank Anu, Batam")
    String title() default "";

    @AttributeDefinition(
            name = "Columns",
            description = "The partner's own names of columns and what they stand for, such as Lintang=latitude;"
                    + " NAME=- for a column to leave out",
            required = false)
    String[] columns() default {};

    @AttributeDefinition(
            name = "Values",
            description =
                    "What holds for all cameras of the partner whose submissions do not say it, such as scene=street",
            required = false)
    String[] values() default {};
}
