package dev.assay.config;

import dev.assay.model.ScanTarget;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan is held against, and what it gives out beside its report.
 *
 * @param against the artifact or folder that came before; null for none
 * @param gitRef commit or ref of {@code repository} that it is said to be made from; null for none
 * @param repository the work tree or git directory of {@code gitRef}; null: the current folder's
 * @param buildOutputs globs of paths that a build makes, so that they stand in no repository
 * @param lock the content lock that it must agree with; null for none
 * @param extractSources folder that the sources in source maps are written to; null for none
 * @param digests approved digests in place of the content lock's; null for none
 */
public record Comparison(
    @Nullable ScanTarget against,
    @Nullable String gitRef,
    @Nullable Path repository,
    List<String> buildOutputs,
    @Nullable Path lock,
    @Nullable Path extractSources,
    @Nullable SuppliedDigests digests) {

  /** Nothing is compared. */
  public static final Comparison NONE =
      new Comparison(null, null, null, List.of(), null, null, null);

  public Comparison {
    buildOutputs = List.copyOf(buildOutputs);
  }

  /** The same with other build outputs. */
  public Comparison withBuildOutputs(List<String> globs) {
    return new Comparison(against, gitRef, repository, globs, lock, extractSources, digests);
  }

  /** Whether the files of what is scanned need to be known one by one. */
  public boolean asksForFiles() {
    return against != null || gitRef != null || lock != null || digests != null;
  }
}
