package dev.assay.source.git;

import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects by JGit. It drops a pack in which it finds a broken object, and takes all others in
 * it for missing from then on: so the repository is opened anew after each fault.
 */
final class JGitObjects implements ObjectReader {

  private final GitRepository layout;
  private Repository repository;
  private org.eclipse.jgit.lib.ObjectReader reader;

  JGitObjects(GitRepository layout) throws IOException {
    this.layout = layout;
    repository = JGit.open(layout);
    reader = repository.newObjectReader();
  }

  @Override
  public void read(String[] ids, Visitor visitor) throws IOException {
    for (int i = 0; i < ids.length; i++) {
      ObjectId id = ObjectId.fromString(ids[i]);
      ObjectLoader loader = null;
      @Nullable InputStream stream = null;
      @Nullable String fault = null;
      try {
        loader = reader.open(id);
        stream = loader.openStream();
      } catch (IOException | RuntimeException e) { // JGit throws many kinds for broken packs
        fault = String.valueOf(e.getMessage());
      }
      if (loader == null || stream == null) {
        reopen();
        boolean there = reader.has(id);
        visitor.failed(
            i,
            there ? Problem.Kind.CORRUPT : Problem.Kind.OBJECT_MISSING,
            there ? "JGit can't read it: " + fault : "there is no object " + ids[i]);
        continue;
      }
      try (InputStream in = stream) {
        visitor.object(
            i, new GitObject(Constants.typeString(loader.getType()), loader.getSize(), in));
      }
    }
  }

  private void reopen() throws IOException {
    close();
    repository = JGit.open(layout);
    reader = repository.newObjectReader();
  }

  @Override
  public InputStream open(String id) throws IOException {
    return reader.open(ObjectId.fromString(id)).openStream();
  }

  @Override
  public void close() {
    reader.close();
    repository.close();
  }
}
