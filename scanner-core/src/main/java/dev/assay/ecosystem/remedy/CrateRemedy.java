package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Crates (doc.rust-lang.org/cargo, the manifest's {@code exclude} and {@code include}). */
final class CrateRemedy {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t]*\\[package][ \\t]*(#.*)?$");
  private static final Pattern TABLE = Pattern.compile("(?m)^[ \\t]*\\[");
  private static final Pattern EXCLUDE = Pattern.compile("(?m)^[ \\t]*exclude[ \\t]*=[ \\t]*\\[");
  private static final Pattern INCLUDE = Pattern.compile("(?m)^[ \\t]*include[ \\t]*=");

  private CrateRemedy() {}

  static List<Fix> of(PackedFile file, RepositoryFiles files) {
    String pattern = Patterns.ignoreLine(file);
    TextFile manifest = files.get("Cargo.toml");
    if (manifest != null && section(manifest) >= 0 && INCLUDE.matcher(manifest.text()).find()) {
      return List.of(
          new Fix(
              "`include` in Cargo.toml says what is packed: add \"!"
                  + pattern
                  + "\" at its end, or take out what lets the file in."));
    }
    return List.of(
        new Fix(
            "Add \"" + pattern + "\" to `exclude` below [package] in Cargo.toml.",
            manifest == null ? null : change(manifest, pattern)));
  }

  /** Where the lines of [package] begin; -1 without one. */
  private static int section(TextFile manifest) {
    Matcher found = PACKAGE.matcher(manifest.text());
    return found.find() ? found.end() : -1;
  }

  private static Fix.@Nullable Change change(TextFile manifest, String pattern) {
    int start = section(manifest);
    if (start < 0) {
      return null;
    }
    Matcher next = TABLE.matcher(manifest.text());
    int end = next.find(start) ? next.start() : manifest.text().length();
    Matcher list = EXCLUDE.matcher(manifest.text()).region(start, end);
    if (list.find()) {
      String rest = manifest.text().substring(list.end()).stripLeading();
      String comma = rest.startsWith("]") ? "" : ", ";
      return manifest.replace(list.end(), list.end(), '"' + pattern + '"' + comma);
    }
    String line = manifest.lineEnd() + "exclude = [\"" + pattern + "\"]";
    return manifest.replace(start, start, line);
  }
}
