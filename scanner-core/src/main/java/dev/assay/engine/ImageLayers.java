package dev.assay.engine;

import dev.assay.model.Finding;
import dev.assay.model.ImageLayer;
import dev.assay.model.Provenance;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells of findings in layers of container images which instruction made the layer, and whether a
 * later layer hides what is still in the image. Layers are noted in any order, by any thread; asked
 * once all are known.
 */
final class ImageLayers {

  /** Images that have the same layer of which it is told. */
  private static final int MOST_TOLD = 3;

  private static final int LONGEST_STEP = 120;

  private final Map<String, ImageLayer> byPlace = new HashMap<>();

  /** Layers by number, of each image by where it stands and what it is called there. */
  private final Map<String, TreeMap<Integer, ImageLayer>> images = new HashMap<>();

  /** One more. */
  synchronized void add(ImageLayer layer) {
    byPlace.put(layer.place().path(), layer);
    for (ImageLayer.Use use : layer.uses()) {
      images.computeIfAbsent(image(layer, use), key -> new TreeMap<>()).put(use.number(), layer);
    }
  }

  private static String image(ImageLayer layer, ImageLayer.Use use) {
    Provenance place = layer.place();
    String archive = place instanceof Provenance.Entry entry ? entry.container().path() : "";
    return archive + '\0' + use.image();
  }

  /**
   * {@code findings} with what is known of the layers that they are in; nothing may be added
   * afterwards.
   *
   * @param masking takes secrets out of an instruction
   */
  synchronized List<Finding> told(List<Finding> findings, UnaryOperator<String> masking) {
    return byPlace.isEmpty() ? findings : new Told(findings, masking);
  }

  private final class Told extends AbstractList<Finding> implements RandomAccess {
    private final List<Finding> findings;
    private final UnaryOperator<String> masking;
    private final Map<String, String> masked = new HashMap<>();

    Told(List<Finding> findings, UnaryOperator<String> masking) {
      this.findings = findings;
      this.masking = masking;
    }

    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Finding get(int index) {
      return told(findings.get(index), this::step);
    }

    /** The instruction as it may be shown. */
    private synchronized String step(String madeBy) {
      return masked.computeIfAbsent(
          madeBy,
          step -> {
            String shown = masking.apply(step).replaceAll("\\s+", " ").strip();
            return shown.length() <= LONGEST_STEP
                ? shown
                : shown.substring(0, LONGEST_STEP).strip() + "…";
          });
    }
  }

  private Finding told(Finding finding, UnaryOperator<String> step) {
    Provenance place = finding.location().provenance();
    while (place instanceof Provenance.Entry entry) {
      ImageLayer layer = byPlace.get(entry.container().path());
      if (layer != null) {
        return finding.withEvidence(evidence(layer, ImageLayer.path(entry.name()), step));
      }
      place = entry.container();
    }
    return finding;
  }

  private List<String> evidence(ImageLayer layer, String path, UnaryOperator<String> step) {
    List<String> lines = new ArrayList<>();
    List<ImageLayer.Use> uses = new ArrayList<>(layer.uses());
    uses.sort(Comparator.comparing(ImageLayer.Use::image).thenComparing(ImageLayer.Use::number));
    // Of an image that has it twice the upper one counts: that is what is seen.
    Map<String, ImageLayer.Use> upper = new TreeMap<>();
    uses.forEach(use -> upper.put(use.image(), use));
    ImageLayer.Use first = layer.uses().get(0);
    lines.add(
        "in "
            + numbered(first)
            + (first.madeBy().isEmpty() ? "" : ", made by `" + step.apply(first.madeBy()) + "`")
            + (layer.digest().isEmpty() ? "" : " (" + layer.digest() + ")"));
    int told = 0;
    for (ImageLayer.Use use : upper.values()) {
      String fate = fate(layer, use, path);
      if (fate != null && told++ < MOST_TOLD) {
        lines.add(fate + (use.image().isEmpty() ? "" : " " + use.image()));
      }
    }
    if (upper.size() > 1) {
      lines.add("the layer is part of " + upper.size() + " images");
    }
    return lines;
  }

  private static String numbered(ImageLayer.Use use) {
    return "layer "
        + use.number()
        + " of "
        + use.of()
        + (use.image().isEmpty() ? "" : " of " + use.image());
  }

  /** What the next layer that does anything to it does; null if none does. */
  private @Nullable String fate(ImageLayer layer, ImageLayer.Use use, String path) {
    TreeMap<Integer, ImageLayer> all = images.get(image(layer, use));
    if (all == null) {
      return null;
    }
    for (Map.Entry<Integer, ImageLayer> later : all.tailMap(use.number(), false).entrySet()) {
      if (hides(later.getValue(), path)) {
        return "deleted in layer " + later.getKey() + ", but still in the image";
      }
      if (later.getValue().files().contains(path)) {
        return "replaced in layer " + later.getKey() + ", but still in the image";
      }
    }
    return null;
  }

  /** Whether {@code later} takes out {@code path} or a folder that it is in. */
  private static boolean hides(ImageLayer later, String path) {
    if (later.deleted().contains(path) || later.emptied().contains("")) {
      return true;
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String folder = path.substring(0, end);
      if (later.deleted().contains(folder)
          || later.emptied().contains(folder)
          || later.files().contains(folder)) {
        return true;
      }
    }
    return false;
  }
}
