package dev.assay.engine;

import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path says about how much a secret in it matters: those in tests, documents and code of
 * others are meant for the outside more often. Each kind lowers severity by one level and is named;
 * confidence is untouched, since a secret is one wherever it stands.
 *
 * @param lowerings sentences, one for each level that severity falls there
 * @param genericLowerings further ones for rules that know no format
 */
record PathContext(List<String> lowerings, List<String> genericLowerings) {

  private static final String LOWERED = "severity lowered: the path (";
  private static final String OF_TESTS = ") is of tests";

  /** A place without a path says nothing. */
  private static final PathContext NONE = new PathContext(List.of(), List.of());

  /**
   * What {@code place} says: its folders outside and inside of containers, and its name.
   *
   * @param roots what is scanned, where paths begin with it though it says nothing: that a checkout
   *     lies below {@code /home/ci/test} makes nothing in it a test
   */
  static PathContext of(Provenance place, List<String> roots) {
    String path = (place instanceof Provenance.View view ? view.of() : place).path();
    for (String root : roots) {
      if (path.startsWith(root)) {
        boolean below = path.startsWith("/", root.length());
        path = path.substring(below ? root.length() + 1 : root.lastIndexOf('/') + 1);
        break;
      }
    }
    return path.isEmpty() ? NONE : of(segments(path));
  }

  /** Whether evidence says that a place is of tests. */
  static boolean tests(List<String> evidence) {
    for (String sentence : evidence) {
      if (sentence.startsWith(LOWERED) && sentence.endsWith(OF_TESTS)) {
        return true;
      }
    }
    return false;
  }

  /** Without the names of containers: what is called {@code demo.jar} may be what ships. */
  private static String[] segments(String path) {
    String[] all = path.split("/", -1);
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (i == all.length - 1 || !all[i].endsWith("!")) {
        all[count++] = all[i];
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static PathContext of(String[] segments) {
    List<String> lowerings = new ArrayList<>();
    add(PathKinds.tests(segments), "tests", lowerings);
    add(PathKinds.documents(segments), "documents or examples", lowerings);
    // One reason not to have written it by hand is enough.
    if (!add(PathKinds.vendored(segments), "vendored code", lowerings)
        && !add(PathKinds.minified(segments), "minified code", lowerings)) {
      add(PathKinds.generated(segments), "generated code", lowerings);
    }
    // A key of a known format is no text of a user interface, whatever file it stands in.
    List<String> generic = new ArrayList<>();
    add(PathKinds.translations(segments), "translations", generic);
    return new PathContext(lowerings, generic);
  }

  private static boolean add(@Nullable String what, String kind, List<String> lowerings) {
    if (what == null) {
      return false;
    }
    lowerings.add(LOWERED + what + ") is of " + kind);
    return true;
  }

  /**
   * The sentences for one finding.
   *
   * @param specific whether its rule knows a format
   */
  List<String> lowerings(boolean specific) {
    if (specific || genericLowerings.isEmpty()) {
      return lowerings;
    }
    List<String> all = new ArrayList<>(lowerings);
    all.addAll(genericLowerings);
    return all;
  }
}
