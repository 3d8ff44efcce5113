package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.ImageLayer;
import dev.assay.model.Problem;
import dev.assay.unpack.image.BuildSteps;
import dev.assay.unpack.image.ConfigText;
import dev.assay.unpack.image.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An archive or folder that holds container images: scans their configurations as text, each layer
 * once, and whatever else there is as it is. Which layer takes out what others have is told as
 * {@link ImageLayer} observations.
 */
final class ImageArchive {

  private final ImageFiles files;
  private final Unpacking unpacking;
  private final BudgetMeter meter;
  private final ContentSink sink;
  private final ConfigText configs = new ConfigText();
  private final Map<ImageFile, LayerJob> jobs = new LinkedHashMap<>();

  ImageArchive(ImageFiles files, Unpacking unpacking, BudgetMeter meter, ContentSink sink) {
    this.files = files;
    this.unpacking = unpacking;
    this.meter = meter;
    this.sink = sink;
  }

  /**
   * Scans all, if it is an image.
   *
   * @param shared whether other threads may read it, now and later
   * @param all whether files are scanned as well that are no part of an image
   * @return false if it is none: then nothing was scanned
   */
  boolean go(boolean shared, boolean all) {
    List<ImageManifest> images = new ImageCatalog(files, unpacking).read();
    if (images.isEmpty()) {
      return false;
    }
    List<String> names = ImageLabels.of(images);
    for (int i = 0; i < images.size() && !unpacking.stopped(); i++) {
      image(images.get(i), names.get(i));
    }
    legacy();
    unnamed();
    if (all) {
      ImageListing.scan(files.all(), unpacking);
    }
    // The last one that is handed over is the first to be taken up: then the largest should be.
    List<LayerJob> bySize = new ArrayList<>(jobs.values());
    bySize.sort(Comparator.comparingLong(LayerJob::size));
    for (LayerJob job : bySize) {
      if (shared) {
        unpacking.fork(job.size(), part -> job.run(part, meter, sink));
      } else {
        job.run(unpacking, meter, sink);
      }
    }
    return true;
  }

  /**
   * @param label tells it from the others, empty if there are none
   */
  private void image(ImageManifest image, String label) {
    JsonValue config = config(image, label);
    List<String> diffIds =
        config == null ? List.of() : config.get("rootfs").get("diff_ids").texts();
    int count = image.layers().size();
    if (config != null && !diffIds.isEmpty() && diffIds.size() != count) {
      unpacking.problem(
          Problem.Kind.CORRUPT,
          image.configName(),
          String.format(
              Locale.ROOT,
              "the configuration of the image names %,d layers, and its manifest %,d",
              diffIds.size(),
              count));
      diffIds = List.of();
    }
    List<String> steps =
        config == null ? BuildSteps.unknown(count) : BuildSteps.ofLayers(config, count);
    for (int i = 0; i < count; i++) {
      ImageManifest.Layer layer = image.layers().get(i);
      String name = "layer " + (i + 1) + of(label);
      ImageFile file = layer.file();
      if (file == null) {
        missing(layer, name);
        continue;
      }
      if (layer.encrypted()) {
        file.take();
        unpacking.problem(Problem.Kind.ENCRYPTED, name, "it is encrypted, and was not scanned");
        continue;
      }
      file.take();
      jobs.computeIfAbsent(file, key -> new LayerJob(key, name))
          .use(
              new ImageLayer.Use(label, i + 1, count, steps.get(i)),
              layer,
              diffIds.isEmpty() ? "" : diffIds.get(i));
    }
  }

  private static String of(String label) {
    return label.isEmpty() ? "" : " of " + label;
  }

  private void missing(ImageManifest.Layer layer, String name) {
    unpacking.problem(
        Problem.Kind.OBJECT_MISSING,
        name,
        layer.elsewhere()
            ? "it is kept elsewhere and not part of this, so it was not scanned: " + layer.name()
            : "the image names it, and it is not there: " + layer.name());
  }

  /** Scans it as text; null if it can't be read. */
  private @Nullable JsonValue config(ImageManifest image, String label) {
    ImageFile file = image.config();
    if (file == null) {
      unpacking.problem(
          Problem.Kind.OBJECT_MISSING,
          "[image config" + of(label) + "]",
          "the image names its configuration, and it is not there: " + image.configName());
      return null;
    }
    try {
      byte[] bytes = file.document();
      String size = BlobCheck.size(image.configSize(), bytes.length);
      if (size != null) {
        unpacking.problem(Problem.Kind.CORRUPT, file.name(), size);
      }
      BlobCheck check = new BlobCheck("it");
      check.claim(image.configDigest());
      try (InputStream in = check.over(new ByteArrayInputStream(bytes))) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      String fault = check.fault();
      if (fault != null) {
        unpacking.problem(Problem.Kind.CORRUPT, file.name(), fault);
      }
      file.markNamed();
      JsonValue config = JsonValue.read(bytes);
      if (config.isObject()) {
        text(config, "[image config" + of(label) + "]");
        file.take();
      }
      return config;
    } catch (ContentException e) {
      unpacking.problem(file.name(), e);
    } catch (IOException e) {
      unpacking.problem(
          Problem.Kind.MALFORMED,
          file.name(),
          "it isn't the JSON configuration of an image that it should be, and was scanned as any"
              + " other file");
    }
    return null;
  }

  private void text(JsonValue config, String name) {
    String text = configs.of(config);
    if (!text.isEmpty()) {
      unpacking.pushNote(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What docker wrote for each layer says what the configuration does, if anything. */
  private void legacy() {
    for (ImageFile file : files.all()) {
      if (!file.isLink() && !file.taken() && ImageNames.legacyConfig(file.name())) {
        file.markNamed();
        try {
          JsonValue config = JsonValue.read(file.document());
          if (config.isObject()) {
            text(config, file.name());
            file.take();
          }
        } catch (IOException e) {
          // Then it is scanned as any other file.
        }
      }
    }
  }

  private void unnamed() {
    long count = 0;
    String first = "";
    for (ImageFile file : files.all()) {
      if (!file.taken()
          && !file.named()
          && !file.isLink()
          && file.name().startsWith(ImageNames.BLOBS, file.name().startsWith("./") ? 2 : 0)) {
        first = count++ == 0 ? file.name() : first;
      }
    }
    if (count > 0) {
      unpacking.notice(
          String.format(
              Locale.ROOT,
              "%,d blob%s that no image names, such as %s; scanned all the same",
              count,
              count == 1 ? "" : "s",
              first));
    }
  }
}
