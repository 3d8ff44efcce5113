package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.CommitTree;
import dev.assay.model.PackageIdentity;
import java.util.List;

/**
 * What a commit has.
 *
 * @param revision as the user named it
 * @param tree the commit, its links and pointers
 * @param files all of its files, in archives too
 * @param packages whose manifests it has
 */
public record CommitFiles(
    String revision, CommitTree tree, List<ArtifactFile> files, List<PackageIdentity> packages) {

  public CommitFiles {
    files = List.copyOf(files);
    packages = List.copyOf(packages);
  }

  /** The commit, short, as messages name it: {@code v1.2.0 (0123456789ab)}. */
  public String shown() {
    String id = tree.commit().id();
    return id.startsWith(revision)
        ? id.substring(0, Math.min(12, id.length()))
        : revision + " (" + id.substring(0, Math.min(12, id.length())) + ")";
  }
}
