package dev.assay.rules.gitleaks;

import dev.assay.model.RuleInfo;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.yaml.Suggestion;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One TOML file, with those that it extends, laid over rules. The scanner's own rules run in any
 * case: {@code useDefault} means them, and without it the file's rules are added all the same.
 */
final class TomlLayer {
  /** Most bytes of all literals of a file's rules: the automaton grows with them. */
  private static final int MAX_LITERALS = 250_000;

  private static final int SHOWN = 3;

  private final RuleSet base;
  private final YamlFaults faults;
  private final YamlFaults warnings;
  private final Map<String, Rule> rules = new TreeMap<>();
  private final Map<String, RuleInfo> texts = new HashMap<>();
  private final List<RuleSource> own = new ArrayList<>();
  private final Set<String> disabled = new TreeSet<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> loosened = new ArrayList<>();

  private TomlLayer(RuleSet base, YamlFaults faults, YamlFaults warnings) {
    this.base = base;
    this.faults = faults;
    this.warnings = warnings;
    for (Rule rule : base.rules()) {
      rules.put(rule.id(), rule);
    }
  }

  /**
   * Reads {@code path} over {@code base}; its rules are to be used only if there was no fault.
   *
   * @param within what {@code [extend] path} may not lead out of; null for any
   */
  static TomlLayer read(
      Path path, @Nullable Path within, RuleSet base, YamlFaults faults, YamlFaults warnings) {
    TomlLayer layer = new TomlLayer(base, faults, warnings);
    List<TomlConfig> chain = TomlChain.read(path, within, faults, warnings);
    if (!chain.isEmpty()) {
      layer.lay(chain);
    }
    return layer;
  }

  /** The file's own rules that load, in its order. */
  List<RuleSource> own() {
    return own;
  }

  List<String> notices() {
    return notices;
  }

  /** What it takes away, each to be completed by "it …". */
  List<String> loosened() {
    return loosened;
  }

  RuleSet rules() {
    Map<String, RuleInfo> ownTexts = Map.copyOf(texts);
    Set<String> ids = new TreeSet<>(rules.keySet());
    return new RuleSet(
        new ArrayList<>(rules.values()),
        () -> {
          Map<String, RuleInfo> all = new TreeMap<>(base.info());
          all.putAll(ownTexts);
          all.keySet().retainAll(ids);
          return all;
        });
  }

  /**
   * @param chain the file, what it extends, and so on
   */
  private void lay(List<TomlConfig> chain) {
    TomlConfig file = chain.get(0);
    boolean useDefault = chain.stream().anyMatch(TomlConfig::useDefault);
    notices.add(
        file.file()
            + (useDefault
                ? ": [extend] useDefault means Assay's own rules"
                : ": its rules are used beside Assay's own"));
    Map<String, TomlRule> written = new LinkedHashMap<>();
    for (int i = chain.size() - 1; i >= 0; i--) {
      TomlConfig config = chain.get(i);
      disable(config, written);
      Set<String> seen = new TreeSet<>();
      for (TomlRule rule : config.rules()) {
        String id = rule.id().value();
        if (!seen.add(id)) {
          faults.add(at(rule, TomlRules.named(rule) + " stands twice in this file; rename one"));
        }
        TomlRule before = written.get(id);
        written.put(id, before == null ? rule : rule.over(before));
      }
    }
    written.values().forEach(this::add);
    checkLinks(written);
    for (int i = chain.size() - 1; i >= 0; i--) {
      for (TomlConfig.GlobalAllow allow : chain.get(i).allow()) {
        allow(chain.get(i).file(), allow);
      }
    }
    loosenedBy(chain);
    checkSize(file);
  }

  private void disable(TomlConfig config, Map<String, TomlRule> written) {
    for (TomlMap.Text id : config.disabled()) {
      if (written.remove(id.value()) == null && rules.remove(id.value()) == null) {
        String closest = Suggestion.closest(id.value(), rules.keySet());
        warnings.add(
            new Fault(
                config.file(),
                id.line(),
                id.column(),
                "disabledRules names '"
                    + id.value()
                    + "', and there is no such rule"
                    + (closest.isEmpty()
                        ? "; see `assay rules list` for the ids of Assay's own"
                        : "; did you mean '" + closest + "'?")));
      } else {
        disabled.add(id.value());
      }
    }
  }

  private void add(TomlRule toml) {
    String id = toml.id().value();
    Rule extended = rules.get(id);
    if (toml.regex() == null && toml.path() == null) {
      if (extended == null) {
        String closest = Suggestion.closest(id, rules.keySet());
        warnings.add(
            at(
                toml,
                TomlRules.named(toml)
                    + " has neither regex nor path, and extends no rule of that id: it has no"
                    + " effect"
                    + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?")));
        return;
      }
      extend(toml, extended);
      return;
    }
    RuleSource source = TomlRules.compile(toml, faults, warnings);
    if (source == null) {
      return;
    }
    if (extended != null) {
      notices.add("rule " + id + " of " + toml.file() + " replaces the built-in one");
      loosened.add("replaces the rule " + id);
    }
    own.add(source);
    rules.put(id, source.rule());
    texts.put(id, source.info());
  }

  /** A rule of the base with what the file adds to it. */
  private void extend(TomlRule toml, Rule rule) {
    if (!toml.keywords().isEmpty() || !toml.required().isEmpty() || toml.secretGroup() != null) {
      warnings.add(
          at(
              toml,
              TomlRules.named(toml)
                  + " extends one of Assay's own: its allowlists and entropy are used, its"
                  + " keywords, secretGroup and required have no effect"));
    }
    Double entropy = toml.entropy();
    rules.put(
        rule.id(),
        with(rule, toml.allow(), entropy == null ? rule.minEntropy() : Math.nextUp(entropy)));
    if (!toml.allow().isEmpty()) {
      loosened.add("adds exceptions to the rule " + rule.id());
    }
    if (entropy != null && entropy > rule.minEntropy()) {
      loosened.add("asks for more entropy of the rule " + rule.id());
    }
  }

  private static Rule with(Rule rule, List<Allow> more, double minEntropy) {
    List<Allow> allow = new ArrayList<>(rule.allow());
    allow.addAll(more);
    return new Rule(
        rule.id(),
        rule.severity(),
        rule.confidence(),
        rule.specific(),
        rule.shape(),
        rule.near(),
        rule.path(),
        rule.checksum(),
        rule.structure(),
        minEntropy,
        rule.require(),
        allow);
  }

  private void allow(String file, TomlConfig.GlobalAllow global) {
    List<Allow> allow = List.of(global.allow());
    if (global.targets().isEmpty()) {
      rules.replaceAll((id, rule) -> with(rule, allow, rule.minEntropy()));
      return;
    }
    for (TomlMap.Text target : global.targets()) {
      Rule rule = rules.get(target.value());
      if (rule != null) {
        rules.put(rule.id(), with(rule, allow, rule.minEntropy()));
      } else if (!disabled.contains(target.value())) {
        unknownTarget(file, target);
      }
    }
  }

  private void unknownTarget(String file, TomlMap.Text target) {
    String closest = Suggestion.closest(target.value(), rules.keySet());
    warnings.add(
        new Fault(
            file,
            target.line(),
            target.column(),
            "targetRules names '"
                + target.value()
                + "', and there is no such rule"
                + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?")));
  }

  private void checkLinks(Map<String, TomlRule> written) {
    for (TomlRule toml : written.values()) {
      for (Rule.Companion companion : toml.required()) {
        if (!rules.containsKey(companion.rule())) {
          faults.add(
              at(
                  toml,
                  TomlRules.named(toml)
                      + " requires '"
                      + companion.rule()
                      + "', and there is no such rule; it would never report"));
        }
      }
    }
  }

  private void loosenedBy(List<TomlConfig> chain) {
    int global = 0;
    List<String> paths = new ArrayList<>();
    for (TomlConfig config : chain) {
      for (TomlConfig.GlobalAllow allow : config.allow()) {
        global++;
        paths.addAll(allow.allow().paths());
      }
    }
    if (global > 0) {
      loosened.add(
          "has "
              + global
              + (global == 1 ? " allowlist" : " allowlists")
              + " that make exceptions of all rules or several"
              + (paths.isEmpty() ? "" : ", among them of " + paths.size() + " path patterns"));
    }
    if (!disabled.isEmpty()) {
      List<String> ids = List.copyOf(disabled);
      loosened.add(
          "disables the rules "
              + String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())))
              + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : ""));
    }
  }

  private void checkSize(TomlConfig file) {
    int bytes = 0;
    for (RuleSource source : own) {
      if (source.rule().shape() instanceof Shape.Search search) {
        bytes += search.anchors().stream().mapToInt(anchor -> anchor.literal().length()).sum();
        bytes += search.keywords().stream().mapToInt(String::length).sum();
      }
    }
    if (bytes > MAX_LITERALS) {
      faults.add(
          file.file(),
          "its rules have keywords and literals of "
              + bytes
              + " bytes in all; at most "
              + MAX_LITERALS
              + " fit: split it, or use fewer rules");
    }
  }

  private static Fault at(TomlRule toml, String what) {
    return new Fault(toml.file(), toml.line(), 1, what);
  }
}
