package dev.assay.rules.gitleaks;

import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Companion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is written; what it doesn't say is null or empty, and may come from the rule of the
 * same id that it extends.
 *
 * @param file where it stands
 * @param line of its {@code [[rules]]}, 1-based
 */
record TomlRule(
    String file,
    int line,
    TomlMap.Text id,
    TomlMap.@Nullable Text description,
    TomlMap.@Nullable Text regex,
    TomlMap.@Nullable Text path,
    @Nullable Integer secretGroup,
    @Nullable Double entropy,
    List<TomlMap.Text> keywords,
    List<String> tags,
    List<Allow> allow,
    List<Companion> required,
    boolean skipReport) {

  /** This rule with what it doesn't say taken from {@code base}; lists are joined. */
  TomlRule over(TomlRule base) {
    return new TomlRule(
        file,
        line,
        id,
        description != null ? description : base.description,
        regex != null ? regex : base.regex,
        path != null ? path : base.path,
        secretGroup != null ? secretGroup : base.secretGroup,
        entropy != null ? entropy : base.entropy,
        joined(base.keywords, keywords),
        joined(base.tags, tags),
        joined(base.allow, allow),
        joined(base.required, required),
        skipReport || base.skipReport);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
