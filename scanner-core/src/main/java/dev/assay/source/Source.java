package dev.assay.source;

import dev.assay.model.ContentSink;
import dev.assay.model.WorkTree;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that can be scanned. Used for one scan, from one thread except what it forks. */
public interface Source extends AutoCloseable {

  /**
   * Pushes every content. What can't be read goes to {@link ContentSink#problem}; contents are
   * accepted on the calling thread or on forked tasks.
   *
   * @throws IOException if the source as a whole can't be read
   * @throws dev.assay.model.UsageException if what the user named isn't there
   */
  void push(ContentSink sink) throws IOException;

  /**
   * For sources that push {@link dev.assay.model.Provenance.Blob}s with an empty path: tells
   * afterwards where they stand. Null for all others.
   */
  default @Nullable Attribution attribution() {
    return null;
  }

  /**
   * For sources whose files can be read again after the walk: what a correlator asks about (does
   * the file have the digest that a lockfile claims?). Null for all others.
   */
  default @Nullable Reopener reopener() {
    return null;
  }

  /**
   * For a folder, what the logical paths of its files begin with: empty, or ending in {@code /}.
   * Null for all others, and until its contents were pushed.
   */
  default @Nullable String folder() {
    return null;
  }

  /**
   * For a folder, the git work tree that it lies in; null if there is none, for all others, and
   * until its contents were pushed. A file that the user names is asked about as it is.
   */
  default @Nullable WorkTree workTree() {
    return null;
  }

  /** The date of what is scanned (a commit's), for reproducible reports; null if it has none. */
  default @Nullable Instant when() {
    return null;
  }

  @Override
  default void close() throws IOException {}
}
