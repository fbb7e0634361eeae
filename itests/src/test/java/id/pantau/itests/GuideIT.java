package id.pantau.itests;

import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** The page on taking in a partner, word by word. */
public class GuideIT {
    @Test
    public void theGuideEndsWithAPartnersCameraThatPlays() throws Exception {
        try (Container container = new Container("guide")) {
            String output = container
                    .run(List.of(container.file("docs/follow-onboarding").toString()))
                    .succeeded()
                    .output();
            assertTrue(output, output.contains("the partner's camera plays"));
        }
    }
}
