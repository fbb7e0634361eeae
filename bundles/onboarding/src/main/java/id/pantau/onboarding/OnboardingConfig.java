package id.pantau.onboarding;

import id.pantau.service.Onboarding;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/id.pantau.onboarding.cfg}. Lists are separated by commas. */
@ObjectClassDefinition(
        id = "id.pantau.onboarding",
        name = "Pantau onboarding",
        description = "Where partners' cameras may be, and how they are taken in")
@interface OnboardingConfig {

    @AttributeDefinition(
            name = "Networks",
            description = "Where partners' cameras may be, such as 10.20.0.0/16, fd00::/8; none means nowhere")
    String[] networks() default {};

    @AttributeDefinition(
            name = "Refused ports",
            description = "Ports of this machine that no camera may have: Pantau's own")
    String[] refusedPorts() default {"8181", "8101"};

    @AttributeDefinition(
            name = "Probing threads",
            description = "How many devices are asked at the same time; takes effect at the next start",
            min = "1",
            max = "64")
    int probeThreads() default 8;

    @AttributeDefinition(
            name = "Inbox",
            description = "Folder with one folder per partner for CSV files; empty means inbox/ in Pantau's home;"
                    + " takes effect at the next start")
    String inbox() default "";

    @AttributeDefinition(
            name = "Polling",
            description = "Seconds between two looks into the inbox",
            min = "1",
            max = "3600")
    int pollSeconds() default 2;

    @AttributeDefinition(
            name = "Quiet time",
            description = "Seconds that a file must not have changed to be taken, unless its .done marker is there",
            min = "1",
            max = "3600")
    int quietSeconds() default 3;

    @AttributeDefinition(
            name = "Size of a submission",
            description =
                    "Most megabytes (MiB) that a submission may have; messages of brokers stay smaller by themselves",
            min = "1",
            max = "48")
    int mostMegabytes() default Onboarding.MAXIMUM_BYTES >> 20;

    @AttributeDefinition(
            name = "Rows of a submission",
            description = "Most cameras that a submission may have",
            min = "1",
            max = "100000")
    int mostRows() default Onboarding.MAXIMUM_ROWS;
}
