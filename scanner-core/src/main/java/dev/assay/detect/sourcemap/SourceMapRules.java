package dev.assay.detect.sourcemap;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What the findings of this package mean: the family {@code source-map-*}. */
final class SourceMapRules {
  private static final String STANDARD = "https://tc39.es/ecma426/";
  private static final String NPM_FILES =
      "https://docs.npmjs.com/cli/v11/configuring-npm/package-json#files";

  private static final String TABLE =
      "Severity follows the licence and visibility of the innermost package around it that says"
          + " any, and where it lies: critical in what ships under no open licence, high without a"
          + " licence (medium in jars and the like, which rarely say one in themselves), information where the package is open source, and low at most in what git"
          + " tracks or what came with a dependency.";

  static final RuleInfo SOURCES =
      new RuleInfo(
              "source-map-sources",
              "Source map gives sources away",
              Severity.CRITICAL,
              Confidence.HIGH,
              "A source map holds the text of the files that a script was built from.",
              "Whoever gets the package gets the sources as they were written: names, comments,"
                  + " logic, and the secrets in them.",
              "Leave the map out of what ships, or build it without sourcesContent. If it was"
                  + " published, take that version back and treat all that stands in the sources as"
                  + " known.",
              List.of(STANDARD, NPM_FILES))
          .with(
              new RuleInfo.Details(
                  List.of(
                      "Files that are source maps by what is in them, whatever they are called, and"
                          + " maps in data: addresses of scripts and style sheets.",
                      "Counted are sources that the map has the text of, their lines, and how many"
                          + " of them are not of a third party.",
                      "Maps in which all sources are of third parties are low at most.",
                      TABLE),
                  List.of("Not looked for in a git history: nothing leaves by it."),
                  List.of()));

  static final RuleInfo PATHS =
      new RuleInfo(
              "source-map-paths",
              "Source map gives the place of its build away",
              Severity.MEDIUM,
              Confidence.HIGH,
              "The names of sources in a source map tell of internal hosts, of buckets, or of the"
                  + " machine that built it and its users.",
              "It tells an attacker what there is inside, and whom to write to. A bucket that is"
                  + " named may be open.",
              "Build with relative sources: webpack's devtoolModuleFilenameTemplate, TypeScript's"
                  + " sourceRoot and mapRoot. Look whether what is named can be reached from"
                  + " outside.",
              List.of(
                  STANDARD,
                  "https://webpack.js.org/configuration/output/#outputdevtoolmodulefilenametemplate"))
          .with(
              new RuleInfo.Details(
                  List.of(
                      "Medium for hosts and buckets in what ships, low for absolute paths and names"
                          + " of users; in open source packages low and information.",
                      TABLE),
                  List.of(),
                  List.of()));

  static final RuleInfo LINK =
      new RuleInfo(
              "source-map-link",
              "Script points to a source map inside",
              Severity.LOW,
              Confidence.HIGH,
              "A comment of a script names a source map on an internal host, in a bucket or on the"
                  + " disk of the machine that built it.",
              "The map isn't here, but its address is, and perhaps it can be had from there.",
              "Build without the comment (webpack: hidden-source-map; esbuild: --sourcemap=external)"
                  + " and look whether the address can be reached from outside.",
              List.of(STANDARD, "https://webpack.js.org/configuration/devtool/"))
          .with(
              new RuleInfo.Details(
                  List.of("Comments sourceMappingURL and the older form with @.", TABLE),
                  List.of(),
                  List.of()));

  static final RuleInfo SHIPPED =
      new RuleInfo(
              "source-map-shipped-sources",
              "Sources lie beside what was built of them",
              Severity.CRITICAL,
              Confidence.HIGH,
              "A release holds the sources that its scripts or classes were built from.",
              "Whoever gets the release gets the sources as they were written, without any source"
                  + " map.",
              "Leave them out: files in package.json, excludes of the jar or assembly plugin. If they"
                  + " were published, take that version back and treat all that stands in them as"
                  + " known.",
              List.of(NPM_FILES, "https://maven.apache.org/plugins/maven-jar-plugin/"))
          .with(
              new RuleInfo.Details(
                  List.of(
                      "TypeScript in a package that has scripts; sources of Java, Kotlin and Scala in"
                          + " a package of which the same release has classes; an archive of sources"
                          + " (-sources.jar) inside of another archive. Told once a package.",
                      "Declarations (.d.ts) are no sources, and an archive of sources that is scanned"
                          + " alone is what it is for.",
                      TABLE,
                      "Without a licence it is low, and medium for an archive of sources: such files lie"
                          + " in plain sight."),
                  List.of("In archives, packages and images only."),
                  List.of()));

  static final RuleInfo DEBUG =
      new RuleInfo(
              "source-map-debug-info",
              "Debug information ships",
              Severity.HIGH,
              Confidence.HIGH,
              "A program or library carries debug information: names of sources, functions and"
                  + " types, and which line became which instruction.",
              "It makes reading the program easy, and may tell paths of the machine that built it;"
                  + " some of it holds the text of sources.",
              "Strip what ships (strip, -ldflags=-s -w, strip = true in Cargo's profile), and keep"
                  + " .pdb and .dSYM to yourself. For .NET leave out EmbedAllSources.",
              List.of(
                  "https://dwarfstd.org/",
                  "https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md"))
          .with(
              new RuleInfo.Details(
                  List.of(
                      "DWARF in ELF, Mach-O (.dSYM as well) and PE programs, PDB files, and portable"
                          + " PDBs inside of libraries. Told once a package.",
                      "High where a portable PDB holds the text of sources and the licence is no open"
                          + " one; else low, and information without a licence or in open source."),
                  List.of("In archives, packages and images only."),
                  List.of()));

  private static final List<RuleInfo> ALL = List.of(DEBUG, LINK, PATHS, SHIPPED, SOURCES);

  private SourceMapRules() {}

  /** All of them, sorted by id. */
  static List<RuleInfo> all() {
    return ALL;
  }
}
