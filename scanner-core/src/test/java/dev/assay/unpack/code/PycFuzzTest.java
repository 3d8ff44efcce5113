package dev.assay.unpack.code;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.model.ContentException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a compiled Python file holds, its constants are read or it is said that they can't be.
 */
class PycFuzzTest {

  static Stream<byte[]> seeds() {
    PycFile.Function module =
        new PycFile.Function(
            "<module>",
            PycFile.code(100, 0, 90, 0, 100, 1, 100, 2, 156, 1),
            List.of("first-value", "second-value", List.of("password")),
            List.of("API_KEY"),
            List.of());
    return Stream.of(PycFile.of(311, 3495, module), PycFile.of(207, 62_211, module));
  }

  @MethodSource("seeds")
  @FuzzTest
  void pyc(byte[] data) {
    if (PycText.recognises(data, 0, data.length)) {
      try {
        PycText.of(data, 0, data.length);
      } catch (ContentException e) {
        // Said.
      }
    }
  }
}
