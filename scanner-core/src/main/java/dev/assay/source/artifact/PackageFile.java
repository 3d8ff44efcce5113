package dev.assay.source.artifact;

import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Function;

/**
 * A file of a package, wherever it is.
 *
 * @param name as registries name it, without a path: {@code express-4.21.2.tgz}
 * @param content gives its bytes for a place; as often as need be
 * @param claims its digest by those who should know; empty if nobody says any
 * @param from where it comes from, for people and without a path of this machine: "npm's cache"
 * @param faults what is wrong about it besides
 */
public record PackageFile(
    String name,
    Function<Provenance, Content> content,
    List<Claim> claims,
    String from,
    List<Fault> faults) {

  /**
   * Something that is wrong.
   *
   * @param detail one sentence, as {@link Problem#detail}
   */
  public record Fault(Problem.Kind kind, String detail) {}

  public PackageFile {
    claims = List.copyOf(claims);
    faults = List.copyOf(faults);
  }
}
