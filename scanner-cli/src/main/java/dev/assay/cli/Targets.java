package dev.assay.cli;

import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operands of a command name. */
final class Targets {

  private static final String HERE = ".";
  private static final String STANDARD_INPUT = "-";
  private static final String PACKAGE = "pkg:";

  /** {@code name:tag} or {@code registry/name@sha256:…}, as docker takes them. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "[a-z0-9][a-z0-9._-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)*"
              + "(:[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64}"
              + "|:[A-Za-z0-9_][A-Za-z0-9._-]*@sha256:[0-9a-f]{64})");

  private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://.*|git@[^:]+:.*");

  private Targets() {}

  /**
   * The targets of {@code typed}, each of which is there.
   *
   * @throws UsageException if one isn't, or the options contradict each other
   */
  static List<ScanTarget> of(Typed typed) {
    List<ScanTarget> targets = new ArrayList<>();
    Set<String> operands = new LinkedHashSet<>(typed.operands);
    if (operands.isEmpty() && typed.verb == Verb.LOCK) {
      throw new UsageException(
          "'assay lock' needs an artifact, as in 'assay lock dist/app-1.2.0.tgz'.");
    }
    if (typed.verb == Verb.SBOM_VERIFY) {
      if (typed.operands.size() != 2) {
        throw new UsageException(
            "'assay sbom verify' needs a bill of materials and what it is of, as in 'assay sbom"
                + " verify bom.json dist/app.jar'.");
      }
      return List.of(artifact(typed, typed.operands.get(1)));
    }
    if (operands.isEmpty()) {
      operands.add(HERE);
    }
    if (typed.verb == Verb.GIT) {
      checkWhich(typed);
    }
    checkOnline(typed);
    for (String operand : operands) {
      if ((typed.verb == Verb.SCAN || typed.verb == Verb.SBOM) && operand.equals(STANDARD_INPUT)) {
        targets.add(new ScanTarget.StandardInput());
        continue;
      }
      targets.add(
          typed.verb == Verb.GIT ? git(typed, existing(operand)) : artifact(typed, operand));
    }
    return targets;
  }

  /**
   * Whether {@code verb} looks at all that is there: whatever a repository leaves out, it ships.
   */
  static boolean whole(Verb verb) {
    return verb == Verb.LOCK || verb == Verb.SBOM || verb == Verb.SBOM_VERIFY;
  }

  /** The bill of materials that {@code typed} names; null if its command wants none. */
  static @Nullable Path bill(Typed typed) {
    return typed.verb == Verb.SBOM_VERIFY ? path(existing(typed.operands.get(0))) : null;
  }

  /** A file, a folder or a package. */
  static ScanTarget artifact(Typed typed, String operand) {
    return operand.startsWith(PACKAGE)
        ? new ScanTarget.NamedPackage(operand, typed.online)
        : new ScanTarget.Tree(existing(operand));
  }

  private static String existing(String operand) {
    checkExists(operand);
    return operand;
  }

  private static ScanTarget git(Typed typed, String repository) {
    if (typed.staged) {
      return new ScanTarget.GitStaged(repository);
    }
    if (typed.range != null) {
      return new ScanTarget.GitRange(repository, List.of(typed.range));
    }
    if (typed.since != null) {
      return new ScanTarget.GitRange(repository, List.of("--all", "--since=" + typed.since));
    }
    return new ScanTarget.GitHistory(repository, typed.includeUnreachable);
  }

  private static void checkWhich(Typed typed) {
    List<String> which = new ArrayList<>();
    if (typed.staged) {
      which.add("--staged");
    }
    if (typed.range != null) {
      which.add("--range");
    }
    if (typed.since != null) {
      which.add("--since");
    }
    if (typed.includeUnreachable) {
      which.add("--include-unreachable");
    }
    if (which.size() > 1) {
      throw new UsageException(
          "'"
              + which.get(0)
              + "' and '"
              + which.get(1)
              + "' exclude each other: give one of them.");
    }
    if (typed.range != null && typed.range.startsWith("-")) {
      throw new UsageException(
          "'--range " + typed.range + "': expected a range such as main..topic.");
    }
  }

  private static void checkOnline(Typed typed) {
    if (typed.online && typed.offline) {
      throw new UsageException("'--online' and '--offline' exclude each other: give one of them.");
    }
    boolean named =
        typed.operands.stream().anyMatch(each -> each.startsWith(PACKAGE))
            || (typed.against != null && typed.against.startsWith(PACKAGE));
    if (typed.online && !named) {
      throw new UsageException(
          "'--online' is for packages that are named, as in 'assay scan --online"
              + " pkg:npm/express@4.21.2'; nothing else uses a network.");
    }
  }

  static void checkExists(String operand) {
    if (operand.isEmpty()) {
      throw new UsageException("An empty path names nothing; the current folder is '.'.");
    }
    Path path = path(operand);
    if (Files.exists(path)) {
      return;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException(
          "'" + operand + "' is a symbolic link to something that is not there.");
    }
    throw new UsageException("There is no file or folder '" + operand + "'." + remedy(operand));
  }

  /**
   * What {@code name} names.
   *
   * @throws UsageException if no path looks like that
   */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no path: " + e.getReason() + ".", e);
    }
  }

  private static String remedy(String operand) {
    if (operand.startsWith(PACKAGE)) {
      return " Packages are scanned with 'assay scan " + operand + "'.";
    }
    if (URL.matcher(operand).matches()) {
      return " Nothing is fetched from a network: clone or download it, then scan that.";
    }
    if (IMAGE.matcher(operand).matches()) {
      String file = operand.replaceFirst("@.*", "").replaceFirst(".*/", "").replaceFirst(":.*", "");
      String saved = file + ".tar";
      return " If it is a container image, save it first: 'docker save "
          + operand
          + " -o "
          + saved
          + " && assay scan "
          + saved
          + "' (or 'podman save', or 'skopeo copy docker://"
          + operand
          + " docker-archive:"
          + saved
          + "').";
    }
    return " Check the path.";
  }
}
