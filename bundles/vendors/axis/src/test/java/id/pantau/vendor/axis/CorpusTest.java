package id.pantau.vendor.axis;

import id.pantau.tck.vendor.Corpus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bytes that were once found interesting, or fatal,")
class CorpusTest {
    @Test
    @DisplayName("are read or refused, as are all that they begin with")
    void areReadOrRefused() throws Exception {
        Corpus.replay(AxisFuzz.class, AxisFuzz::fuzzerTestOneInput);
    }
}
