package dev.assay.unpack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All files of an archive or folder that may be a container image. Names are looked up here and
 * nowhere else, so that whatever a document names, nothing outside is opened.
 */
final class ImageFiles {

  private static final int MOST_LINKS = 8;

  private final List<ImageFile> all = new ArrayList<>();
  private final Map<String, ImageFile> byName = new HashMap<>();

  /** One more; of those with one name the last counts, as where they are unpacked. */
  void add(ImageFile file) {
    all.add(file);
    byName.put(ImageNames.plain(file.name()), file);
  }

  /** All, in their order. */
  List<ImageFile> all() {
    return all;
  }

  /** The file called {@code name}, or where that leads; null if there is none. */
  @Nullable ImageFile find(@Nullable String name) {
    if (name == null) {
      return null;
    }
    ImageFile file = byName.get(ImageNames.plain(name));
    for (int hops = 0; file != null && file.isLink() && hops < MOST_LINKS; hops++) {
      file.markNamed();
      file = byName.get(file.target());
    }
    return file == null || file.isLink() ? null : file;
  }

  /** Where a symbolic link {@code name} leads that says {@code target}; empty if outside. */
  static String resolved(String name, byte[] target) {
    String text = new String(target, StandardCharsets.UTF_8);
    Deque<String> parts = new ArrayDeque<>();
    String plain = ImageNames.plain(name);
    if (!text.startsWith("/") && plain.indexOf('/') >= 0) {
      for (String part : plain.substring(0, plain.lastIndexOf('/')).split("/", -1)) {
        parts.addLast(part);
      }
    }
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return "";
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
