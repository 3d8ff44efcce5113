package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Every place that holds objects of a repository: packs and loose objects of its own object
 * directory and of its alternates. Opened once; what is packed anew meanwhile stays readable, for
 * the packs are mapped. Safe for many threads. A multi-pack index only repeats what the packs' own
 * indexes say, and is not read.
 */
final class ObjectStore {
  private final int hashLength;
  private final String digest;
  private final List<Pack> packs = new ArrayList<>();
  private final List<LooseStore> loose = new ArrayList<>();

  private ObjectStore(int hashLength) {
    this.hashLength = hashLength;
    this.digest = hashLength == 32 ? "SHA-256" : "SHA-1";
  }

  /**
   * Opens what {@code directories} hold; packs that can't be opened are reported and left out.
   *
   * @param hashLength bytes of an id: 20 or 32
   */
  static ObjectStore open(List<Path> directories, int hashLength, Consumer<Problem> problems)
      throws IOException {
    ObjectStore store = new ObjectStore(hashLength);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < directories.size(); i++) {
      Path directory = directories.get(i);
      String prefix = i == 0 ? "objects/pack/" : "alternates/" + i + "/pack/";
      if (i > 0 && !Files.isDirectory(directory)) {
        problems.accept(
            new Problem(
                Problem.Kind.VANISHED,
                "objects/info/alternates",
                "The alternate object directory " + directory + " is not there"));
        continue;
      }
      store.loose.add(new LooseStore(directory, hashLength));
      store.openPacks(directory.resolve("pack"), prefix, names, problems);
    }
    return store;
  }

  /** Packs alone, for tests. */
  static ObjectStore of(List<Pack> packs, int hashLength) {
    ObjectStore store = new ObjectStore(hashLength);
    store.packs.addAll(packs);
    return store;
  }

  private void openPacks(
      Path directory, String prefix, Set<String> names, Consumer<Problem> problems)
      throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory, "pack-*.pack")) {
      for (Path file : listed) {
        files.add(String.valueOf(file.getFileName()));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    for (String file : files) {
      if (!names.add(file)) {
        continue; // the same pack in an alternate: a pack is named by its contents
      }
      String index = file.substring(0, file.length() - ".pack".length()) + ".idx";
      String shown = prefix + file;
      try {
        Path indexFile = directory.resolve(index);
        if (!Files.exists(indexFile)) {
          throw new CorruptObjectException("its index " + index + " is not there");
        }
        packs.add(Pack.open(shown, directory.resolve(file), indexFile, hashLength));
      } catch (CorruptObjectException e) {
        problems.accept(
            new Problem(
                e.kind(),
                shown,
                "No object of this pack was scanned: "
                    + e.reason()
                    + ". Run 'git fsck', or 'git index-pack' for a lost index"));
      } catch (NoSuchFileException e) {
        problems.accept(
            new Problem(
                Problem.Kind.VANISHED,
                shown,
                "The pack vanished during the scan; scan again when git is not repacking"));
      } catch (IOException e) {
        problems.accept(
            new Problem(
                Problem.Kind.UNREADABLE,
                shown,
                "No object of this pack was scanned: " + e.getClass().getSimpleName()));
      }
    }
  }

  /** Bytes of an id. */
  int hashLength() {
    return hashLength;
  }

  /** In the order in which an object that stands in several is taken from them. */
  List<Pack> packs() {
    return packs;
  }

  /** One for each object directory. */
  List<LooseStore> loose() {
    return loose;
  }

  /** A digest of the kind that names the objects. */
  MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has both
    }
  }

  /** Whether some place holds the object, readable or not. */
  boolean contains(byte[] id, int at) {
    return packedBefore(packs.size(), id, at) || isLoose(id, at);
  }

  /** Whether one of the first {@code count} packs holds the object. */
  boolean packedBefore(int count, byte[] id, int at) {
    for (int i = 0; i < count; i++) {
      if (packs.get(i).index().find(id, at) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isLoose(byte[] id, int at) {
    for (LooseStore place : loose) {
      if (Files.exists(place.file(id, at))) {
        return true;
      }
    }
    return false;
  }
}
