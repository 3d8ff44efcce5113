package dev.assay.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Real text in memory: the files below a folder, in order of their paths, up to a number of bytes.
 */
final class Corpus {
  private static final int LARGEST_FILE = 4 << 20;

  private Corpus() {}

  /**
   * Reads the files below {@code root}.
   *
   * @param most bytes in all
   */
  static List<byte[]> read(Path root, long most) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() <= LARGEST_FILE) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    // Every n-th file, so that a part of a large tree is still a cross-section of it.
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    int step = (int) Math.max(1, (total + most - 1) / most);
    List<byte[]> corpus = new ArrayList<>();
    for (int i = 0; i < files.size(); i += step) {
      corpus.add(Files.readAllBytes(files.get(i)));
    }
    if (corpus.isEmpty()) {
      throw new IOException("no files below " + root + "; name a tree with -Dassay.corpus=DIR");
    }
    return corpus;
  }
}
