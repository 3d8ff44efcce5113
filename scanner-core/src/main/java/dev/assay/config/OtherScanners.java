package dev.assay.config;

import dev.assay.policy.KnownFindings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What other scanners' users have at the root of a work tree: {@code .gitleaks.toml}, {@code
 * .gitleaksignore} and {@code .secrets.baseline}. They come with what is scanned, so that what they
 * loosen is said in the summary.
 */
final class OtherScanners {
  private static final String RULES = ".gitleaks.toml";

  private OtherScanners() {}

  /** Takes what stands at the root, if there is one. */
  static ScanConfig over(ScanConfig base, Collection<Path> roots) {
    List<String> present = present(roots);
    if (present.isEmpty()) {
      return base;
    }
    if (roots.size() > 1) {
      return noticed(
          base,
          "Not used, since what is scanned has several roots: "
              + String.join(", ", present)
              + "; scan one after the other to use them");
    }
    Path root = roots.iterator().next();
    List<Path> rules = new ArrayList<>(base.rulePaths());
    Path found = root.resolve(RULES);
    boolean own = Files.isRegularFile(found) && !rules.contains(found);
    if (own) {
      rules.add(found);
    }
    KnownFindings known = KnownFiles.read(root);
    List<String> notices = new ArrayList<>(base.notices());
    notices.addAll(known.notices());
    return base.with(rules, notices, own ? found : null, known);
  }

  /** Says what stands there and is not used, since the user named a configuration. */
  static ScanConfig unused(ScanConfig base, Collection<Path> roots) {
    List<String> present = present(roots);
    return present.isEmpty()
        ? base
        : noticed(
            base,
            "Not used, since --config names the configuration: "
                + String.join(", ", present)
                + (present.contains(RULES) ? " (--rules takes it)" : ""));
  }

  private static List<String> present(Collection<Path> roots) {
    List<String> present = new ArrayList<>();
    for (String name : List.of(RULES, KnownFiles.GITLEAKS, KnownFiles.DETECT_SECRETS)) {
      if (roots.stream().anyMatch(root -> Files.isRegularFile(root.resolve(name)))) {
        present.add(name);
      }
    }
    return present;
  }

  private static ScanConfig noticed(ScanConfig base, String notice) {
    List<String> notices = new ArrayList<>(base.notices());
    notices.add(notice);
    return base.with(base.rulePaths(), notices, base.foundRules(), base.known());
  }
}
