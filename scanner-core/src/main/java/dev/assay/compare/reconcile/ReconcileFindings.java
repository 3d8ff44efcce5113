package dev.assay.compare.reconcile;

import dev.assay.detect.Correlator;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Fix;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled.State;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes findings of what was explained of one artifact. */
final class ReconcileFindings {

  /** Files of a group that are named. */
  private static final int EXAMPLES = 5;

  /** Changed files that are told one by one. */
  private static final int SINGLY = 20;

  private final Reconciliation.Result result;
  private final CommitFiles commit;
  private final Correlator.Output out;

  ReconcileFindings(Reconciliation.Result result, CommitFiles commit, Correlator.Output out) {
    this.result = result;
    this.commit = commit;
    this.out = out;
  }

  void tell() {
    onlyHere();
    differs();
    together(State.MODE, ReconcileRules.MODE);
    together(State.LINE_ENDINGS, ReconcileRules.LINE_ENDINGS);
  }

  private List<Reconciliation.Explained> of(State state) {
    List<Reconciliation.Explained> all = new ArrayList<>();
    for (Reconciliation.Explained each : result.files()) {
      if (each.state() == state) {
        all.add(each);
      }
    }
    return all;
  }

  private void onlyHere() {
    for (Groups.Group group : Groups.of(of(State.ONLY_HERE), result.files())) {
      List<String> evidence = new ArrayList<>();
      evidence.add(
          group.single()
              ? "git has nothing at its path, and its content nowhere"
              : "git has nothing at their paths, and their contents nowhere");
      if (group.single()) {
        ArtifactFile file = group.files().get(0).file().file();
        evidence.add(String.format(Locale.ROOT, "%s, %,d bytes", file.kind(), file.size()));
      } else {
        evidence.add(summary(group.files()));
        evidence.add(examples(group.files()));
      }
      String because = group.files().get(0).because();
      if (!because.isEmpty()) {
        evidence.add(because + "; hold what comes from it against its own repository");
      }
      found(
          group.place(),
          ReconcileRules.ONLY_HERE,
          String.format(
              Locale.ROOT,
              group.single()
                  ? "%2$s is neither in %3$s nor declared as made by the build."
                  : "%1$,d files (%2$s) are neither in %3$s nor declared as made by the build.",
              group.files().size(),
              group.pattern(),
              commit.shown()),
          Groups.gravest(group.files()),
          evidence,
          group.pattern(),
          // How to keep a single file out is said with its package.
          group.single()
              ? List.of(declare(group.declared()))
              : List.of(declare(group.declared()), leaveOut(group.pattern())));
    }
  }

  private static Fix declare(String pattern) {
    return new Fix(
        "If the build makes it, declare that in .assay.yml: build-outputs: [" + pattern + "]");
  }

  private Fix leaveOut(String pattern) {
    String how = "keep it out of what is packed";
    if (result.artifact().is(PackageKind.NPM)) {
      how = "leave it out of \"files\" in package.json, or name it in .npmignore";
    } else if (result.artifact().is(PackageKind.SDIST, PackageKind.WHEEL)) {
      how = "exclude it in MANIFEST.in or in the build backend's settings in pyproject.toml";
    } else if (result.artifact().is(PackageKind.CRATE)) {
      how = "name it in exclude of Cargo.toml";
    } else if (result.artifact().is(PackageKind.JAR, PackageKind.MAVEN)) {
      how = "exclude it from the jar (excludes of maven-jar-plugin, filters of maven-shade-plugin)";
    }
    return new Fix("If " + pattern + " should not ship, " + how);
  }

  private void differs() {
    List<Reconciliation.Explained> all = of(State.DIFFERS);
    if (all.size() > SINGLY) {
      Map<Severity, List<Reconciliation.Explained>> grave =
          new TreeMap<>(Comparator.reverseOrder());
      for (Reconciliation.Explained each : all) {
        grave.computeIfAbsent(severity(each), key -> new ArrayList<>()).add(each);
      }
      grave.forEach(this::manyDiffer);
      return;
    }
    for (Reconciliation.Explained each : all) {
      List<String> evidence = new ArrayList<>();
      evidence.add(sizes(each));
      if (!each.because().isEmpty()) {
        evidence.add(each.because());
      }
      explain(each, evidence);
      found(
          each.file().file().place(),
          ReconcileRules.DIFFERS,
          each.file().relative() + " is not as it stands in " + commit.shown() + ".",
          severity(each),
          evidence,
          each.file().relative(),
          List.of(
              new Fix(
                  "Compare it with what 'git show "
                      + shortId()
                      + ":"
                      + each.git()
                      + "' prints, and pack from a clean checkout of the commit")));
    }
  }

  /** Why it may well be otherwise, and in which fields it is. */
  private void explain(Reconciliation.Explained each, List<String> evidence) {
    String why = KnownOutputs.rewrittenBy(result.artifact(), each.file());
    FieldChanges changes = changes(each);
    if (changes != null) {
      evidence.add(changes.inWords());
      for (String name : changes.runAtInstallation()) {
        evidence.add(name + " is run wherever the package is installed, and git has it otherwise");
      }
    }
    if (why != null) {
      evidence.add(why);
    }
  }

  private @Nullable FieldChanges changes(Reconciliation.Explained each) {
    CommitFile was = each.was();
    return was == null || !isManifest(each.file())
        ? null
        : FieldChanges.between(was.fields(), each.file().file().fields());
  }

  private boolean isManifest(Shipped file) {
    return result.artifact().is(PackageKind.NPM) && file.relative().equals("package.json");
  }

  private void manyDiffer(Severity severity, List<Reconciliation.Explained> files) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        String.format(
            Locale.ROOT,
            "%,d of %,d files differ from %s",
            files.size(),
            result.files().size(),
            commit.shown()));
    evidence.add(examples(files));
    evidence.add("so many are a sign that it was packed from another commit");
    found(
        result.artifact().place(),
        ReconcileRules.DIFFERS,
        String.format(
            Locale.ROOT,
            "%,d of %,d files are not as they stand in %s.",
            files.size(),
            result.files().size(),
            commit.shown()),
        severity,
        evidence,
        "many files",
        List.of(new Fix("Name the commit that it was packed from with --against-git")));
  }

  private Severity severity(Reconciliation.Explained each) {
    if (isManifest(each.file())) {
      FieldChanges changes = changes(each);
      if (changes != null && !changes.runAtInstallation().isEmpty()) {
        return Severity.HIGH;
      }
      boolean same = changes != null && changes.newDependencies().isEmpty();
      return same ? Severity.LOW : Severity.MEDIUM;
    }
    return KnownOutputs.rewrittenBy(result.artifact(), each.file()) != null
        ? Severity.LOW
        : Kinds.changed(each.file().file());
  }

  private String shortId() {
    String id = commit.tree().commit().id();
    return id.substring(0, Math.min(12, id.length()));
  }

  private String sizes(Reconciliation.Explained each) {
    CommitFile was = each.was();
    return String.format(
        Locale.ROOT,
        "%,d bytes here, and %,d at %s in %s",
        each.file().file().size(),
        was == null ? 0 : was.size(),
        each.git(),
        commit.shown());
  }

  /** One finding for all files in one state. */
  private void together(State state, RuleInfo rule) {
    List<Reconciliation.Explained> files = of(state);
    if (files.isEmpty()) {
      return;
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(
        String.format(
            Locale.ROOT,
            files.size() == 1 ? "%,d file of %,d" : "%,d files of %,d",
            files.size(),
            result.files().size()));
    for (int i = 0; i < Math.min(EXAMPLES, files.size()); i++) {
      Reconciliation.Explained each = files.get(i);
      evidence.add(
          each.file().relative() + (each.because().isEmpty() ? "" : ": " + each.because()));
    }
    Provenance place =
        files.size() == 1 ? files.get(0).file().file().place() : result.artifact().place();
    found(
        place,
        rule,
        String.format(
            Locale.ROOT,
            files.size() == 1
                ? "%2$s has the content that %3$s has%4$s."
                : "%1$,d files have the content that %3$s has%4$s.",
            files.size(),
            files.get(0).file().relative(),
            commit.shown(),
            state == State.MODE
                ? ", and only one of the two may be run"
                : " with other line endings"),
        rule.severity(),
        evidence,
        files.size() == 1 ? files.get(0).file().relative() : "several files",
        List.of());
  }

  private void found(
      Provenance place,
      RuleInfo rule,
      String message,
      Severity severity,
      List<String> evidence,
      String subject,
      List<Fix> fixes) {
    out.found(
        place,
        new Candidate(
                rule.id(),
                severity,
                Confidence.HIGH,
                0,
                true,
                evidence,
                null,
                0,
                0,
                null,
                null,
                null,
                subject)
            .withFixes(fixes)
            .withMessage(message));
  }

  /** {@code 500 files, 1,234,567 bytes: 480 javascript, 20 source-map}. */
  private static String summary(List<Reconciliation.Explained> files) {
    TreeMap<String, Integer> kinds = new TreeMap<>();
    long bytes = 0;
    for (Reconciliation.Explained each : files) {
      kinds.merge(each.file().file().kind(), 1, Integer::sum);
      bytes += each.file().file().size();
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(kinds.entrySet());
    sorted.sort(
        Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey));
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%,d files, %,d bytes:", files.size(), bytes));
    String between = " ";
    for (Map.Entry<String, Integer> each : sorted) {
      text.append(between)
          .append(String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()));
      between = ", ";
    }
    return text.toString();
  }

  /** The gravest first. */
  private static String examples(List<Reconciliation.Explained> files) {
    List<Reconciliation.Explained> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparing(
                (Reconciliation.Explained each) -> Kinds.unexplained(each.file().file()))
            .reversed());
    StringBuilder text = new StringBuilder("such as ");
    int shown = Math.min(EXAMPLES, sorted.size());
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ").append(sorted.get(i).file().relative());
    }
    if (shown < sorted.size()) {
      text.append(String.format(Locale.ROOT, " and %,d more", sorted.size() - shown));
    }
    return text.toString();
  }
}
