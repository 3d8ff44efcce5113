package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.unpack.image.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which images there are: from the index of an OCI layout (OCI image specification 1.1) and
 * from docker's {@code manifest.json} (Docker image specification 1.2, "Combined Image JSON +
 * Filesystem Changeset Format"); newer versions of {@code docker save} write both for one image.
 */
final class ImageCatalog {

  /** Manifests that are read, and layers that they name altogether. */
  static final int MOST_MANIFESTS = 1_000;

  static final int MOST_LAYERS = 100_000;

  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String REFERENCE = "org.opencontainers.image.ref.name";

  private final ImageFiles files;
  private final Unpacking unpacking;
  private final List<ImageManifest> images = new ArrayList<>();
  private final Set<ImageFile> seen = new HashSet<>();
  private int manifests;
  private int layers;
  private int absent;
  private boolean cut;

  ImageCatalog(ImageFiles files, Unpacking unpacking) {
    this.files = files;
    this.unpacking = unpacking;
  }

  /**
   * All images, in the order of their documents; none if there is no image, or it can't be read.
   */
  List<ImageManifest> read() {
    ImageFile layout = files.find(ImageNames.LAYOUT);
    ImageFile index = files.find(ImageNames.INDEX);
    if (layout != null && index != null) {
      layout.markNamed();
      JsonValue root = document(index, "", -1);
      if (root != null) {
        index(root, "");
      }
    }
    ImageFile saved = files.find(ImageNames.MANIFEST);
    if (saved != null) {
      JsonValue root = docker(saved);
      if (root != null) {
        root.items().forEach(this::saved);
      }
    }
    if (absent > 0 && images.isEmpty()) {
      unpacking.problem(
          Problem.Kind.OBJECT_MISSING,
          ImageNames.INDEX,
          String.format(Locale.ROOT, "%,d manifests that it names are not there", absent));
    } else if (absent > 0) {
      unpacking.notice(
          String.format(
              Locale.ROOT,
              "its index names %,d more image%s (of other platforms, perhaps), not in it",
              absent,
              absent == 1 ? "" : "s"));
    }
    if (cut) {
      unpacking.problem(
          Problem.Kind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "it names more than %,d manifests or %,d layers; what only further ones name was"
                  + " scanned without telling which image has it",
              MOST_MANIFESTS,
              MOST_LAYERS));
    }
    return images;
  }

  /** A document of somebody else's may have the same name, alone in an ordinary archive. */
  private @Nullable JsonValue docker(ImageFile saved) {
    if (files.all().stream().noneMatch(file -> ImageNames.blob(file.name()))) {
      try {
        JsonValue root = JsonValue.read(saved.document());
        return root.isArray() ? root : null;
      } catch (IOException e) {
        return null;
      }
    }
    return document(saved, "", -1);
  }

  /** Null if it can't be read, which was told then. */
  private @Nullable JsonValue document(ImageFile file, String digest, long size) {
    try {
      byte[] bytes = file.document();
      String other = BlobCheck.size(size, bytes.length);
      if (other != null) {
        unpacking.problem(Problem.Kind.CORRUPT, file.name(), other);
      }
      file.markNamed();
      BlobCheck check = new BlobCheck("it");
      check.claim(digest);
      try (InputStream in = check.over(new ByteArrayInputStream(bytes))) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      String fault = check.fault();
      if (fault != null) {
        unpacking.problem(Problem.Kind.CORRUPT, file.name(), fault);
      }
      return JsonValue.read(bytes);
    } catch (ContentException e) {
      unpacking.problem(file.name(), e);
    } catch (IOException e) {
      unpacking.problem(
          Problem.Kind.MALFORMED,
          file.name(),
          "it isn't the JSON document of an image that it should be, and was scanned as any other"
              + " file");
    }
    return null;
  }

  /** Also what names itself among its own manifests, at any distance, ends. */
  private void index(JsonValue root, String name) {
    for (JsonValue descriptor : root.get("manifests").items()) {
      if (manifests >= MOST_MANIFESTS || unpacking.stopped()) {
        cut |= manifests >= MOST_MANIFESTS;
        return;
      }
      String digest = descriptor.get("digest").text();
      ImageFile file = files.find(ImageNames.blobOf(digest));
      if (file == null) {
        absent++;
      } else if (seen.add(file)) {
        manifests++;
        JsonValue document = document(file, digest, descriptor.get("size").number());
        if (document != null) {
          String called = called(descriptor, name);
          if (document.get("manifests").isArray()) {
            index(document, called);
          } else {
            image(document, called, platform(descriptor.get("platform")), digest);
          }
        }
      }
    }
  }

  private static String called(JsonValue descriptor, String otherwise) {
    JsonValue annotations = descriptor.get("annotations");
    String name = annotations.get(CONTAINERD_NAME).text();
    name = name.isEmpty() ? annotations.get(REFERENCE).text() : name;
    return name.isEmpty() ? otherwise : shown(name);
  }

  private static String platform(JsonValue platform) {
    StringBuilder text = new StringBuilder(platform.get("os").text());
    for (String part : List.of("architecture", "variant")) {
      String value = platform.get(part).text();
      text.append(value.isEmpty() || text.length() == 0 ? "" : "-").append(value);
    }
    return shown(text.toString());
  }

  private static String shown(String name) {
    String shown = EntryNames.display(name.getBytes(StandardCharsets.UTF_8), false);
    return name.isEmpty() ? "" : shown.substring(0, Math.min(shown.length(), 200));
  }

  /** What has no layers of files (a signature, a statement of a build) is no image. */
  private void image(JsonValue manifest, String name, String platform, String digest) {
    List<ImageManifest.Layer> found = new ArrayList<>();
    for (JsonValue each : manifest.get("layers").items()) {
      String type = each.get("mediaType").text();
      String layer = each.get("digest").text();
      ImageFile file = files.find(ImageNames.blobOf(layer));
      if (!type.isEmpty() && !type.contains("tar") && !type.contains("rootfs")) {
        if (file != null) {
          file.markNamed();
        }
        continue;
      }
      add(
          found,
          new ImageManifest.Layer(
              file,
              shown(layer),
              layer,
              each.get("size").number(),
              type.contains("+encrypted"),
              !each.get("urls").texts().isEmpty()));
    }
    String config = manifest.get("config").get("digest").text();
    ImageFile configFile = files.find(ImageNames.blobOf(config));
    if (found.isEmpty() && configFile != null) {
      configFile.markNamed();
    }
    if (!found.isEmpty()) {
      long size = manifest.get("config").get("size").number();
      add(
          new ImageManifest(
              name, platform, digest, configFile, shown(config), config, size, found));
    }
  }

  private void saved(JsonValue image) {
    String config = image.get("Config").text();
    if (config.isEmpty() && image.get("Layers").items().isEmpty()) {
      return;
    }
    if (manifests++ >= MOST_MANIFESTS) {
      cut = true;
      return;
    }
    List<ImageManifest.Layer> found = new ArrayList<>();
    for (String name : image.get("Layers").texts()) {
      ImageFile file = files.find(name);
      boolean elsewhere = image.get("LayerSources").isObject();
      add(
          found,
          new ImageManifest.Layer(
              file, shown(name), ImageNames.digestOf(name), -1, false, elsewhere));
    }
    List<String> tags = image.get("RepoTags").texts();
    String tag = tags.isEmpty() ? "" : shown(tags.get(0));
    add(
        new ImageManifest(
            tag,
            "",
            config,
            files.find(config),
            shown(config),
            ImageNames.configDigest(config),
            -1,
            found));
  }

  private void add(List<ImageManifest.Layer> found, ImageManifest.Layer layer) {
    if (layers >= MOST_LAYERS) {
      cut = true;
    } else {
      layers++;
      found.add(layer);
    }
  }

  private void add(ImageManifest image) {
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).same(image)) {
        images.set(i, images.get(i).orNamed(image.name()));
        return;
      }
    }
    images.add(image);
  }
}
