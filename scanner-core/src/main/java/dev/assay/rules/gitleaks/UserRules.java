package dev.assay.rules.gitleaks;

import dev.assay.rules.RuleSet;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleMerge;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays the rules of a user's files, in whichever format, over others: what every face calls. */
public final class UserRules {
  private UserRules() {}

  /** The name of the file that users of gitleaks have at the root of a work tree. */
  public static final String GITLEAKS_NAME = ".gitleaks.toml";

  /** Whether {@code path} is read as TOML. */
  public static boolean isToml(Path path) {
    return path.toString().endsWith(".toml");
  }

  /**
   * Reads one TOML file without judging.
   *
   * @param base the rules that it is laid over
   * @return the rules in it that load
   */
  public static List<RuleSource> check(
      Path path, RuleSet base, YamlFaults faults, YamlFaults warnings) {
    return TomlLayer.read(path, null, base, faults, warnings).own();
  }

  /**
   * Rules laid over others.
   *
   * @param rules all of them
   * @param notices sentences for standard error: what was replaced, what has no effect
   * @param loosened what the files take away, to be completed by "it …": for the summary, where the
   *     files came with what is scanned
   */
  public record Laid(RuleSet rules, List<String> notices, List<String> loosened) {
    public Laid {
      notices = List.copyOf(notices);
      loosened = List.copyOf(loosened);
    }
  }

  /**
   * Lays the rules in {@code paths} over {@code base}, in their order.
   *
   * @param within the folder that [extend] of a TOML file may not lead out of; null for any
   * @throws dev.assay.model.UsageException with every fault of every file, one a line
   */
  public static Laid over(RuleSet base, List<Path> paths, @Nullable Path within) {
    RuleSet rules = base;
    List<String> notices = new ArrayList<>();
    List<String> loosened = new ArrayList<>();
    List<Path> yaml = new ArrayList<>();
    for (Path path : paths) {
      if (!isToml(path)) {
        yaml.add(path);
      }
    }
    if (!yaml.isEmpty()) {
      List<String> ids = rules.rules().stream().map(rule -> rule.id()).toList();
      List<RuleSource> own = RuleFiles.load(yaml, ids);
      RuleMerge merge = RuleMerge.of(rules, own);
      rules = merge.rules();
      notices.addAll(merge.notices());
    }
    for (Path path : paths) {
      if (isToml(path)) {
        YamlFaults faults = new YamlFaults();
        YamlFaults warnings = new YamlFaults();
        TomlLayer layer = TomlLayer.read(path, within, rules, faults, warnings);
        faults.throwIfAny();
        for (Fault warning : warnings.sorted()) {
          notices.add(warning.toString());
        }
        notices.addAll(layer.notices());
        loosened.addAll(layer.loosened());
        rules = layer.rules();
      }
    }
    return new Laid(rules, notices, loosened);
  }
}
