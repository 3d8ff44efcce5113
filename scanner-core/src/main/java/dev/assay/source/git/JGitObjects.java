package dev.assay.source.git;

import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;

/** Reads objects by JGit. */
final class JGitObjects implements ObjectReader {

  private final org.eclipse.jgit.lib.ObjectReader reader;

  JGitObjects(Repository repository) {
    reader = repository.newObjectReader();
  }

  @Override
  public void read(String[] ids, Visitor visitor) throws IOException {
    for (int i = 0; i < ids.length; i++) {
      ObjectLoader loader;
      InputStream stream;
      try {
        loader = reader.open(ObjectId.fromString(ids[i]));
        stream = loader.openStream();
      } catch (MissingObjectException e) {
        visitor.failed(i, Problem.Kind.OBJECT_MISSING, "there is no object " + ids[i]);
        continue;
      } catch (IOException | RuntimeException e) { // JGit throws many kinds for broken packs
        visitor.failed(i, Problem.Kind.CORRUPT, String.valueOf(e.getMessage()));
        continue;
      }
      try (InputStream in = stream) {
        visitor.object(
            i, new GitObject(Constants.typeString(loader.getType()), loader.getSize(), in));
      }
    }
  }

  @Override
  public InputStream open(String id) throws IOException {
    return reader.open(ObjectId.fromString(id)).openStream();
  }

  @Override
  public void close() {
    reader.close();
  }
}
