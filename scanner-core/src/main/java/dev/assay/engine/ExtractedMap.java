package dev.assay.engine;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.unpack.SpooledContent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one map, on their way to the scan: each is written to a file as well. The file's
 * name comes from the source's and from what came before it in the map, so it is the same each
 * time.
 */
final class ExtractedMap implements ContentSink, AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final Extraction all;
  private final String place;
  private final Path part;
  private final Path rows;
  private final ContentSink next;
  private final NameKeys files = new NameKeys();
  private final NameKeys folders = new NameKeys();
  private @Nullable OutputStream index;
  private long count;
  private long seen;
  private long lines;
  private String first = "";

  ExtractedMap(Extraction all, String place, Path folder, int number, ContentSink next) {
    this.all = all;
    this.place = place;
    this.next = next;
    part = folder.resolve(SafeNames.OURS + "part-" + number);
    rows = folder.resolve(SafeNames.OURS + "part-" + number + ".tsv");
    files.add(Extraction.INDEX); // stands beside them if this is the only map
  }

  String place() {
    return place;
  }

  /** Tells apart maps that have one place. */
  String sources() {
    return first + '\0' + count + '\0' + lines;
  }

  long files() {
    return count;
  }

  long lines() {
    return lines;
  }

  @Override
  public void accept(Content content) {
    String name = content.provenance().innerPath();
    boolean aside = name.startsWith("[") && name.contains(" at byte "); // what follows the map
    if (content.provenance() instanceof Provenance.View || aside) {
      next.accept(content);
      return;
    }
    ByteSlice memory = content.inMemory();
    if (memory != null) {
      write(name, content);
      next.accept(content);
      return;
    }
    try (SpooledContent copy = SpooledContent.of(content)) {
      write(name, copy);
      next.accept(copy);
    } catch (IOException e) {
      all.failed(name, e);
    }
  }

  private synchronized void write(String name, Content content) {
    seen++;
    try {
      if (index == null) {
        Extraction.makeFolder(part);
        index = new BufferedOutputStream(Extraction.create(rows), CHUNK);
        first = name;
      }
      String file = free(SafeNames.parts(name));
      long[] size = copy(content, part.resolve(file));
      count++;
      lines += size[0];
      String row =
          file + '\t' + escaped(name) + '\t' + escaped(place) + '\t' + size[0] + '\t' + size[1];
      index.write((row + '\n').getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      all.failed(name, e);
    }
  }

  /** A path that nothing in this map has; its folders are there. */
  private String free(List<String> parts) throws IOException {
    StringBuilder path = new StringBuilder();
    for (String each : parts.subList(0, parts.size() - 1)) {
      String folder = each;
      for (int n = 0; files.contains(path + folder); n++) {
        folder = SafeNames.marked(each, n == 0 ? "dir" : "dir" + seen + "-" + n);
      }
      path.append(folder);
      Path made = part.resolve(path.toString());
      // Where case counts, a folder that differs by it alone is another one.
      if (folders.add(path.toString()) || !Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
        Extraction.makeFolder(made);
      }
      path.append('/');
    }
    String last = parts.get(parts.size() - 1);
    String file = last;
    for (int n = 0; folders.contains(path + file) || !files.add(path + file); n++) {
      file = SafeNames.marked(last, n == 0 ? Long.toString(seen) : seen + "-" + n);
    }
    return path + file;
  }

  /** Lines and bytes that were written. */
  private static long[] copy(Content content, Path file) throws IOException {
    long lines = 0;
    long bytes = 0;
    byte last = '\n';
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = content.open();
        OutputStream out = Extraction.create(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        bytes += n;
        for (int i = 0; i < n; i++) {
          // Lines end at LF, CR LF or CR.
          if (chunk[i] == '\r' || (chunk[i] == '\n' && last != '\r')) {
            lines++;
          }
          last = chunk[i];
        }
      }
    }
    return new long[] {last == '\n' || last == '\r' ? lines : lines + 1, bytes};
  }

  /** Keeps a name in its field. */
  private static String escaped(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\') {
        out.append("\\\\");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (Character.isISOControl(c)
          || Character.getType(c) == Character.FORMAT
          || Character.getType(c) == Character.LINE_SEPARATOR
          || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** No more comes. */
  @Override
  public synchronized void close() {
    if (index != null) {
      try {
        index.close();
      } catch (IOException e) {
        all.failed(place, e);
      }
      all.add(this);
    }
  }

  /**
   * Moves all to its final place, with a row in {@code all} for each.
   *
   * @param name of the folder in {@code folder}; empty for that itself
   */
  void settle(Path folder, String name, OutputStream all) throws IOException {
    if (name.isEmpty()) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(part)) {
        for (Path child : children) {
          Files.move(child, folder.resolve(child.getFileName()));
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      Files.delete(part);
    } else {
      Files.move(part, folder.resolve(name));
    }
    byte[] prefix = name.isEmpty() ? new byte[0] : (name + '/').getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(rows), CHUNK)) {
      boolean start = true;
      OutputStream out = new BufferedOutputStream(all, CHUNK);
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (start) {
          out.write(prefix);
        }
        out.write(c);
        start = c == '\n';
      }
      out.flush();
    }
    Files.delete(rows);
  }

  @Override
  public void problem(Problem problem) {
    next.problem(problem);
  }

  @Override
  public void notice(String notice) {
    next.notice(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {
    next.count(what, amount);
  }

  @Override
  public boolean wants(Provenance container) {
    return next.wants(container);
  }

  @Override
  public void observe(Observation observation) {
    next.observe(observation);
  }

  @Override
  public void fork(Task task) {
    next.fork(task);
  }

  @Override
  public boolean stopped() {
    return next.stopped();
  }
}
