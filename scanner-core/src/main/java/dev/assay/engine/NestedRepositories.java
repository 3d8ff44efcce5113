package dev.assay.engine;

import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ShippedFile;
import dev.assay.rules.Rule;
import dev.assay.unpack.SpooledContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the files of git repositories that lie in archives and folders, so that their histories
 * can be scanned when everything was seen. Only what holds objects and refs is taken, under names
 * of a known form, into a folder that nobody else can read; nothing of it is ever run or followed.
 * Thread-safe.
 */
final class NestedRepositories implements AutoCloseable {
  private static final int MOST_FILES = 300_000;
  static final int MOST_ROOTS = 2_000;

  /** Places that are told of as having more repositories than are gathered. */
  private static final int MOST_TOLD = 100;

  private static final long MOST_BYTES = 4L << 30;

  /** More than any file has that names refs or settings of one folder. */
  private static final int SMALL = 1 << 16;

  private static final String MERCURIAL = ".hg/store/00changelog.i";

  /** The rule that finds repositories by the name of their folder. */
  private static final String GIT_FOLDER = "secret-file-git-folder";

  private static final String NAME = "[\\w@+=,~#%{}-][\\w.@+=,~#%{}-]{0,200}";

  /** See gitrepository-layout(5). */
  private static final Pattern PART =
      Pattern.compile(
          "(?:(.*?)/)?(objects/[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?"
              + "|objects/pack/pack-[0-9a-f]{1,64}\\.(?:pack|idx)|objects/info/alternates"
              + "|(?:logs/)?refs/(?:NAME/){0,20}NAME|logs/HEAD|reftable/NAME".replace("NAME", NAME)
              + "|HEAD|packed-refs|shallow|config|(?:ORIG|FETCH|MERGE)_HEAD)");

  private final Map<String, Gathering> byRoot = new TreeMap<>();
  private @Nullable Path base;
  private @Nullable Thread hook;
  private int files;
  private long bytes;
  private boolean full;

  /** What has more folders with such files than are gathered. */
  private final TreeSet<String> tooMany = new TreeSet<>();

  /** One repository, as far as it was seen. */
  private static final class Gathering {
    private final Provenance place;
    private final Path folder;
    private final int depth;
    private boolean head;
    private boolean objects;
    private long count;
    private @Nullable Problem problem;

    Gathering(Provenance place, Path folder, int depth) {
      this.place = place;
      this.folder = folder;
      this.depth = depth;
    }
  }

  /**
   * A repository that can be looked at.
   *
   * @param place where it lies
   * @param folder where its files were gathered
   * @param depth of its files
   */
  record Gathered(Provenance place, Path folder, int depth) {}

  /** Whether {@code content} may be a part of one. */
  static boolean concerns(Content content) {
    Provenance place = content.provenance();
    String path = place.innerPath();
    boolean likely =
        path.endsWith("HEAD")
            || path.endsWith("config")
            || path.endsWith("shallow")
            || path.contains("refs")
            || path.contains("objects/")
            || path.contains("reftable/");
    return likely
        && (place instanceof Provenance.Entry || place instanceof Provenance.File)
        && !(place.outermost() instanceof Provenance.Blob)
        && PART.matcher(path).matches();
  }

  /** What is known to be the history of another version control, which isn't read; else null. */
  static @Nullable Problem unread(Provenance place) {
    String path = place.path();
    if (!place.contained() || !path.endsWith(MERCURIAL)) {
      return null;
    }
    return new Problem(
        Problem.Kind.UNSUPPORTED,
        path.substring(0, path.length() - MERCURIAL.length() + ".hg".length()),
        "the history of a Mercurial repository is not read: clone it and convert it to git to have"
            + " it scanned");
  }

  /** Finds those that no rule finds by the name of their folder. */
  synchronized void tellBare(Run run) {
    for (Gathering each : byRoot.values()) {
      String path = each.place.innerPath();
      boolean named = path.equals(".git") || path.endsWith("/.git") || path.contains(".git/");
      Rule rule = run.ready().choice().rules().rule(GIT_FOLDER);
      if (each.head && each.objects && !named && rule != null) {
        run.found(
            new ShippedFile(
                each.place,
                true,
                each.count,
                List.of(Rule.Shape.PathOnly.ARTIFACT),
                new Candidate(
                    rule.id(),
                    rule.severity(),
                    rule.confidence(),
                    1,
                    true,
                    List.of("it holds HEAD, objects and refs: a repository without a work tree"),
                    null,
                    0,
                    0,
                    null,
                    null,
                    null,
                    "")));
      }
    }
  }

  /** Takes what {@code content} is a part of; it may be read again afterwards. */
  void take(SpooledContent content, int depth) throws IOException {
    Matcher part = PART.matcher(content.provenance().innerPath());
    if (!part.matches()) {
      return;
    }
    String name = part.group(2);
    boolean typed = name.startsWith("objects/") || name.startsWith("reftable/");
    byte[] text = null;
    if (!typed && !name.equals("packed-refs")) {
      try (InputStream in = content.open()) {
        text = in.readNBytes(SMALL);
      }
      if (!looksRight(name, text)) {
        return;
      }
    }
    Gathering into = gathering(content.provenance(), part.group(1), depth);
    if (into == null) {
      return;
    }
    if (name.equals("objects/info/alternates")) {
      into.problem =
          problem(
              Problem.Kind.UNSUPPORTED,
              into,
              "objects of this repository lie in another one that it names (alternates), which is"
                  + " not read: scan that by itself");
      return;
    }
    Path target = into.folder.resolve(name);
    try {
      Path parent = target.getParent();
      Files.createDirectories(parent == null ? into.folder : parent);
      try (OutputStream out = Files.newOutputStream(target)) {
        if (text != null && text.length < SMALL) {
          out.write(text);
        } else {
          copy(content, out, into);
        }
      }
    } catch (IOException e) {
      into.problem =
          problem(
              Problem.Kind.UNREADABLE,
              into,
              "not all files of this repository could be put aside to be read as one ("
                  + e.getClass().getSimpleName()
                  + "): unpack it and use 'assay git'");
    }
    synchronized (this) {
      into.count++;
      into.head |= name.equals("HEAD");
      into.objects |= name.startsWith("objects/");
    }
  }

  private void copy(Content content, OutputStream out, Gathering into) throws IOException {
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = content.open()) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (!taken(0, count)) {
          into.problem = tooLarge(into);
          return;
        }
        out.write(chunk, 0, count);
      }
    }
  }

  private synchronized boolean taken(int more, long size) {
    files += more;
    bytes += size;
    full |= files > MOST_FILES || bytes > MOST_BYTES;
    return !full;
  }

  private static Problem tooLarge(Gathering into) {
    return problem(
        Problem.Kind.TOO_LARGE,
        into,
        "git repositories in what is scanned are larger than is put aside to read their histories:"
            + " unpack it and use 'assay git'");
  }

  private static Problem problem(Problem.Kind kind, Gathering into, String detail) {
    return new Problem(kind, into.place.path(), detail);
  }

  /** Refs and settings have names that other files have as well. */
  private static boolean looksRight(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    if (name.equals("config")) {
      return text.contains("[core]");
    }
    if (text.startsWith("ref: refs/")) {
      return true;
    }
    int hex = 0;
    while (hex < text.length() && Character.digit(text.charAt(hex), 16) >= 0) {
      hex++;
    }
    return hex == 40 || hex == 64;
  }

  private synchronized @Nullable Gathering gathering(
      Provenance place, @Nullable String root, int depth) throws IOException {
    Provenance at = root(place, root == null ? "" : root);
    Gathering known = byRoot.get(at.path());
    if (known == null) {
      if (byRoot.size() >= MOST_ROOTS) {
        boolean contained = place instanceof Provenance.Entry;
        tooMany.add(contained ? place.outermost().path() : ".");
        if (tooMany.size() > MOST_TOLD) {
          tooMany.pollLast();
        }
        return null;
      }
      Path folder = base().resolve("" + byRoot.size());
      Files.createDirectories(folder.resolve("objects"));
      Files.createDirectories(folder.resolve("refs"));
      known = new Gathering(at, folder, depth);
      byRoot.put(at.path(), known);
    }
    if (!taken(1, 0)) {
      known.problem = tooLarge(known);
      return null;
    }
    return known;
  }

  private static Provenance root(Provenance place, String root) {
    if (place instanceof Provenance.Entry entry) {
      return root.isEmpty() ? entry.container() : new Provenance.Entry(entry.container(), root);
    }
    return new Provenance.File(root.isEmpty() ? "." : root);
  }

  private Path base() throws IOException {
    Path known = base;
    if (known == null) {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      Path made = Files.createTempDirectory("assay-git-", ownerOnly);
      base = made;
      known = made;
      hook = new Thread(() -> delete(made), "assay-delete");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    return known;
  }

  /** Those that are whole, by path; what can't be looked at goes to {@code problems}. */
  synchronized List<Gathered> drain(List<Problem> problems) {
    List<Gathered> all = new ArrayList<>();
    for (Gathering each : byRoot.values()) {
      if (!each.head || !each.objects) {
        continue; // no repository, or one without anything in it
      }
      if (each.problem != null) {
        problems.add(each.problem);
      }
      all.add(new Gathered(each.place, each.folder, each.depth));
    }
    for (String path : tooMany) {
      problems.add(
          new Problem(
              Problem.Kind.TOO_LARGE,
              path,
              String.format(
                  Locale.ROOT,
                  "more than %,d folders in what is scanned have files as git repositories do;"
                      + " histories of further ones were not scanned: unpack it and use 'assay git'",
                  MOST_ROOTS)));
    }
    return all;
  }

  /** Deletes everything. */
  @Override
  public synchronized void close() {
    Path made = base;
    Thread ending = hook;
    if (made != null) {
      delete(made);
    }
    if (ending != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(ending);
      } catch (IllegalStateException e) {
        // It ends already, and deletes as well.
      }
    }
    base = null;
    hook = null;
    byRoot.clear();
    tooMany.clear();
    files = 0;
    bytes = 0;
    full = false;
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // It may be gone; a file that is still mapped stays to the system's cleaning.
    }
  }
}
