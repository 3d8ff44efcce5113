package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a content comes from: a closed set of places, nested for containers. Paths use {@code /},
 * are relative to what is scanned, and show bytes that are not UTF-8 as {@code \xNN}.
 */
public sealed interface Provenance {

  /** Separates a container's path from the path of an entry inside it. */
  String NESTING = "!/";

  /**
   * The whole logical path, such as {@code app.tgz!/lib/x.jar!/x.properties}; not unique in
   * history.
   */
  String path();

  /** What the paths of entries begin with, if this place is a container. */
  default String within() {
    return path() + NESTING;
  }

  /** The path inside the innermost container or tree: what path rules look at. */
  default String innerPath() {
    return path();
  }

  /** The outermost place: the file or blob that holds this content, itself if it isn't nested. */
  default Provenance outermost() {
    return this;
  }

  /** The commit that this place is attributed to, if it stands in a history. */
  default @Nullable CommitInfo commit() {
    return null;
  }

  /** Whether it stands in a container. */
  default boolean contained() {
    return false;
  }

  /** A file below the scanned root, or the scanned file itself. */
  record File(String path) implements Provenance {}

  /** Standard input. */
  record StandardInput() implements Provenance {
    @Override
    public String path() {
      return "-";
    }
  }

  /**
   * A blob of a git repository.
   *
   * @param objectId full hexadecimal id
   * @param path its path in {@code commit} (or the index); empty while a history scan has not
   *     attributed it yet
   * @param commit null for the index and before attribution
   */
  record Blob(String objectId, String path, @Nullable CommitInfo commit) implements Provenance {}

  /**
   * A message of a commit or annotated tag, or the target text of a reference-like object.
   *
   * @param kind {@code commit} or {@code tag}
   * @param objectId of the commit or tag object
   */
  record Message(String kind, String objectId, @Nullable CommitInfo commit) implements Provenance {
    @Override
    public String path() {
      return kind + " " + objectId + " message";
    }
  }

  /**
   * An entry of a container.
   *
   * @param container where the container itself stands
   * @param name the entry's name as the container has it, normalised to {@code /}
   * @param layer whether it is all that its container holds, compressed: then the paths of what is
   *     inside it leave its name out ({@code a.tgz!/x}, not {@code a.tgz!/a.tar!/x})
   */
  record Entry(Provenance container, String name, boolean layer) implements Provenance {

    /** An entry among others. */
    public Entry(Provenance container, String name) {
      this(container, name, false);
    }

    @Override
    public String path() {
      return container.within() + name;
    }

    @Override
    public String within() {
      return layer ? container.within() : path() + NESTING;
    }

    @Override
    public boolean contained() {
      return true;
    }

    @Override
    public String innerPath() {
      return name;
    }

    @Override
    public Provenance outermost() {
      return container.outermost();
    }

    @Override
    public @Nullable CommitInfo commit() {
      return container.commit();
    }
  }

  /**
   * A git repository that lies in what is scanned, at one of its commits: the container of the
   * files of that commit, never a place by itself.
   *
   * @param place of the repository
   * @param commit null for what no commit holds
   */
  record Repository(Provenance place, @Nullable CommitInfo commit) implements Provenance {
    @Override
    public String path() {
      return place.path();
    }

    @Override
    public boolean contained() {
      return true;
    }

    @Override
    public String innerPath() {
      return place.innerPath();
    }

    @Override
    public Provenance outermost() {
      return place.outermost();
    }
  }

  /**
   * What was gathered from a content beside its bytes, such as the strings of a compiled file.
   * Whatever goes by the path goes by that of the content.
   *
   * @param of where the content stands
   * @param name what it is, in brackets
   */
  record View(Provenance of, String name) implements Provenance {
    @Override
    public String path() {
      return of.within() + name;
    }

    @Override
    public String innerPath() {
      return of.innerPath();
    }

    @Override
    public boolean contained() {
      return of.contained();
    }

    @Override
    public Provenance outermost() {
      return of.outermost();
    }

    @Override
    public @Nullable CommitInfo commit() {
      return of.commit();
    }
  }
}
