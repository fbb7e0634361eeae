package id.pantau.publishing.admission;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of admission. */
@ObjectClassDefinition(name = "Admission", description = "How many may watch at once")
public @interface AdmissionConfig {

    @AttributeDefinition(
            name = "Uplink",
            description = "Megabits per second that the line to the viewers carries; 0 when it is not to be guarded",
            min = "0",
            max = "1000000",
            required = false)
    int uplinkMbps() default 0;

    @AttributeDefinition(
            name = "Operators' reserve",
            description = "Percent of the uplink that is kept for staff; 0 when they watch over another line, and are"
                    + " not to be counted",
            min = "0",
            max = "90",
            required = false)
    int operatorReservePercent() default 20;

    @AttributeDefinition(
            name = "Pictures' part",
            description = "Percent of the public's share of the uplink that is kept for those to whom video does not"
                    + " fit, and who are shown a picture every ten seconds; 0 when they are to be shown none",
            min = "0",
            max = "90",
            required = false)
    int picturesPercent() default 10;

    @AttributeDefinition(
            name = "Processors' budget",
            description = "Percent of all processors beyond which nobody else is admitted, as a mean of ten seconds;"
                    + " 100 when they are not to be guarded",
            min = "10",
            max = "100",
            required = false)
    int cpuPercent() default 90;

    @AttributeDefinition(
            name = "Lease",
            description = "Seconds for which a viewer's place is kept after its last request",
            min = "5",
            max = "120",
            required = false)
    int leaseSeconds() default 15;
}
