package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may import which: the table of docs/architecture.md, held. */
class ArchitectureTest {
  private static final String ROOT = "dev.assay.";
  private static final Set<String> FOR_DETECTORS =
      Set.of("model", "rules", "match", "decode", "ecosystem", "detect");

  /** Units by what they may import besides themselves; a unit holds its packages' packages too. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("rules", Set.of("model")),
          Map.entry("decode", Set.of("model")),
          Map.entry("match", Set.of("model", "rules", "decode")),
          Map.entry("ecosystem", Set.of("model")),
          Map.entry("unpack", Set.of("model")),
          // Decoding: lines that a commit added are compared as the text that people see.
          // Ecosystem:
          // caches and registries write digests as lockfiles do.
          Map.entry("source", Set.of("model", "unpack", "decode", "ecosystem")),
          // What all detectors implement; each detector is a unit of its own.
          Map.entry("detect", Set.of("model")),
          // Detect: it answers as a correlator does.
          Map.entry("compare", Set.of("model", "detect")),
          Map.entry("policy", Set.of("model")),
          Map.entry("attest", Set.of("model")),
          Map.entry("report", Set.of("model")),
          // Ecosystem: it says what is a licence.
          Map.entry("config", Set.of("model", "policy", "rules", "ecosystem")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.assay");

  /** The unit of a class: {@code detect.secret}, or else the first name below the root. */
  private static String unit(JavaClass of) {
    String[] names = of.getPackageName().substring(ROOT.length()).split("\\.", -1);
    return names[0].equals("detect") && names.length > 1 ? "detect." + names[1] : names[0];
  }

  private static Map<String, List<JavaClass>> units() {
    Map<String, List<JavaClass>> units = new TreeMap<>();
    for (JavaClass each : CLASSES) {
      units.computeIfAbsent(unit(each), key -> new ArrayList<>()).add(each);
    }
    return units;
  }

  private static Set<String> mayImport(String unit) {
    Set<String> allowed = new TreeSet<>(Set.of(unit));
    allowed.addAll(
        unit.equals("engine")
            ? units().keySet()
            : unit.startsWith("detect.") ? FOR_DETECTORS : MAY_IMPORT.getOrDefault(unit, Set.of()));
    return allowed;
  }

  @TestFactory
  List<DynamicTest> importsOnlyWhatItMay() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String unit : units().keySet()) {
      Set<String> allowed = mayImport(unit);
      DescribedPredicate<JavaClass> inUnit =
          DescribedPredicate.describe("stand in " + unit, each -> unit(each).equals(unit));
      DescribedPredicate<JavaClass> permitted =
          DescribedPredicate.describe(
              "stand in " + allowed + " or outside of Assay",
              each -> !each.getPackageName().startsWith(ROOT) || allowed.contains(unit(each)));
      tests.add(
          DynamicTest.dynamicTest(
              unit,
              () ->
                  classes()
                      .that(inUnit)
                      .should()
                      .onlyDependOnClassesThat(permitted)
                      .check(CLASSES)));
    }
    return tests;
  }

  @Test
  void knowsEveryPackage() {
    for (String unit : units().keySet()) {
      assertThat(
              unit.equals("engine") || unit.startsWith("detect.") || MAY_IMPORT.containsKey(unit))
          .as(unit)
          .isTrue();
    }
  }

  @Test
  void hasNoCycles() {
    slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void usesNoStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  private static final String NETWORK = ROOT + "source.registry";

  /** Classes that open a connection, or look up a name. */
  private static final DescribedPredicate<JavaClass> CONNECTS =
      DescribedPredicate.describe(
          "use a network",
          each ->
              each.getPackageName().startsWith("java.net.http")
                  || each.getPackageName().startsWith("javax.net")
                  || each.getPackageName().startsWith("java.rmi")
                  || each.getPackageName().startsWith("javax.naming")
                  || each.getPackageName().startsWith("org.eclipse.jgit.transport")
                  || each.getName()
                      .matches("java\\.net\\..*(Socket|Connection|InetAddress|Proxy).*")
                  || each.getName().matches("java\\.nio\\.channels\\..*(Socket|Datagram).*"));

  /** An address may be written down anywhere; what is at it is asked for in one package. */
  @Test
  void opensConnectionsInOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(NETWORK)
        .should()
        .dependOnClassesThat(CONNECTS)
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it opens a URL",
                call ->
                    call.getTargetOwner().getName().equals("java.net.URL")
                        && call.getName().startsWith("open")))
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage(NETWORK)
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(NETWORK, ROOT + "source.packages")
        .check(CLASSES);
  }

  @Test
  void saysTheJobOfEveryPackage() {
    for (JavaPackage each : CLASSES.getPackage("dev.assay").getSubpackagesInTree()) {
      if (!each.getClasses().isEmpty()) {
        assertThat(each.tryGetPackageInfo()).as(each.getName()).isPresent();
      }
    }
  }
}
