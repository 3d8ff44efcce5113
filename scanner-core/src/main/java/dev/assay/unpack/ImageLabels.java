package dev.assay.unpack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the images of one archive are called beside one another: as briefly as tells them apart. The
 * only one needs no name.
 */
final class ImageLabels {

  private static final int SHORT_ID = 12;

  private ImageLabels() {}

  /** One for each image. */
  static List<String> of(List<ImageManifest> images) {
    if (images.size() == 1) {
      return List.of("");
    }
    List<String> labels = new ArrayList<>(Collections.nCopies(images.size(), ""));
    for (int detail = 0; detail <= 3; detail++) {
      Map<String, Integer> counts = new HashMap<>();
      List<String> candidates = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        String label = label(images.get(i), detail, i);
        candidates.add(label);
        counts.merge(label, 1, Integer::sum);
      }
      for (int i = 0; i < images.size(); i++) {
        String candidate = candidates.get(i);
        if (labels.get(i).isEmpty()
            && !candidate.isEmpty()
            && counts.getOrDefault(candidate, 0) == 1) {
          labels.set(i, candidate);
        }
      }
    }
    return labels;
  }

  private static String label(ImageManifest image, int detail, int index) {
    // A path in a name would read as folders in the places of findings.
    String name = image.name().substring(image.name().lastIndexOf('/') + 1);
    String id = image.id().substring(image.id().indexOf(':') + 1).replace('/', '-');
    String shortId = id.substring(0, Math.min(SHORT_ID, id.length()));
    String platform = image.platform().replace('/', '-');
    return switch (detail) {
      case 0 -> name;
      case 1 -> joined(name, platform);
      case 2 -> joined(joined(name, platform), shortId);
      default -> "image " + (index + 1);
    };
  }

  private static String joined(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a + b : a + " " + b;
  }
}
