package dev.assay.ecosystem;

import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checksum files beside what they are about: {@code SHA256SUMS} with many lines, {@code
 * x.tgz.sha256} with one. How lines look: {@link ChecksumLine}; clear-signed files (RFC 9580,
 * section 7) are read within their armour. Names like {@code checksums.txt} may hold prose as well,
 * and {@code md5sum} may be a program: there, only lines that begin like a claim must be one.
 */
final class ChecksumFileReader implements LockfileReader {

  private static final String TRUSTED = "/.mvn/checksums/";
  private static final int LONGEST_NAME = 255;

  /** Compiled only for names that may be one: every file of a scan is asked for. */
  private static final class Names {
    private static final String ALGORITHMS = "(md5|sha-?(?:1|224|256|384|512))";

    /** Lists; the plural promises that there is nothing else. */
    private static final Pattern LIST =
        Pattern.compile(
            "(?:.*[-_.])?" + ALGORITHMS + "sum(s?)(?:\\.txt|\\.asc)?", Pattern.CASE_INSENSITIVE);

    /** Lists whose lines tell the algorithm. */
    private static final Pattern ANY_LIST =
        Pattern.compile("(?:.*[-_.])?checksums?(?:\\.txt|\\.asc)?", Pattern.CASE_INSENSITIVE);

    /** The rest of the name says what the digest is about. */
    private static final Pattern SIDECAR =
        Pattern.compile("(.+)\\." + ALGORITHMS + "(?:sums?)?(?:\\.txt)?", Pattern.CASE_INSENSITIVE);

    static boolean match(String name) {
      return LIST.matcher(name).matches()
          || ANY_LIST.matcher(name).matches()
          || SIDECAR.matcher(name).matches();
    }
  }

  @Override
  public String format() {
    return "checksum-file";
  }

  @Override
  public boolean reads(String name) {
    return name.length() <= LONGEST_NAME && mayBe(name) && Names.match(name);
  }

  /** Whether an algorithm or "checksum" is in the name, whatever their case. */
  private static boolean mayBe(String name) {
    for (int i = 0; i + 3 <= name.length(); i++) {
      int c = name.charAt(i) | 0x20;
      if ((c == 's' && name.regionMatches(true, i, "sha", 0, 3))
          || (c == 'm' && name.regionMatches(true, i, "md5", 0, 3))
          || (c == 'c' && name.regionMatches(true, i, "checksum", 0, 8))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of Maven's trusted checksums (maven.apache.org/resolver, "Expected checksums"), in {@code
   * .mvn/checksums} as a rule: what a sidecar there is about, as the path of an artifact; empty for
   * a list of such paths ({@code checksums-central.sha256}). Null if it is none of them.
   */
  private static @Nullable String trusted(String inner, @Nullable String sibling) {
    String marked = "/" + inner;
    int at = marked.lastIndexOf(TRUSTED);
    if (at < 0 || sibling == null) {
      return null;
    }
    String within = marked.substring(at + TRUSTED.length());
    int slash = within.lastIndexOf('/');
    if (slash < 0) {
      return "";
    }
    String path = within.substring(0, slash + 1) + sibling;
    // By default the first folder is called as the repository that it came from.
    return path.startsWith("central/") ? path.substring("central/".length()) : path;
  }

  /**
   * Whether it is the list in a Debian package's metadata (deb-md5sums): of files that the package
   * has in another archive, against damage on a disk and no more.
   */
  private static boolean ofPackage(Provenance claimant, String name) {
    return name.equals("md5sums")
        && claimant instanceof Provenance.Entry entry
        && entry.container().innerPath().startsWith("control.tar");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    String inner = claimant.innerPath();
    String name = inner.substring(inner.lastIndexOf('/') + 1);
    if (ofPackage(claimant, name)) {
      return;
    }
    String algorithm = null;
    String sibling = null;
    boolean strict = false;
    Matcher list = Names.LIST.matcher(name);
    Matcher sidecar = Names.SIDECAR.matcher(name);
    if (list.matches()) {
      algorithm = Digests.algorithm(list.group(1));
      strict = !list.group(2).isEmpty();
    } else if (sidecar.matches()) {
      algorithm = Digests.algorithm(sidecar.group(2));
      sibling = sidecar.group(1);
    }
    String trusted = trusted(inner, sibling);
    ChecksumLine line =
        new ChecksumLine(
            text, claimant, algorithm, trusted != null ? trusted : sibling, strict, out);
    if (trusted != null) {
      line.ofArtifacts();
    }
    TextLines lines = new TextLines(text.open());
    boolean armour = false;
    boolean header = false;
    while (lines.next()) {
      String content = lines.text();
      if (header) {
        header = !content.isBlank();
      } else if (content.equals("-----BEGIN PGP SIGNED MESSAGE-----")) {
        armour = true;
        header = true;
      } else if (content.startsWith("-----BEGIN PGP SIGNATURE")) {
        break;
      } else if (lines.offset() == 0 && content.indexOf('\0') >= 0) {
        if (line.looksLikeClaim(content)) {
          out.problem(Problem.Kind.UNSUPPORTED, 1, "its lines end in NUL, which is not supported");
        }
        break; // a program
      } else {
        int dashes = armour && content.startsWith("- ") ? 2 : 0;
        line.read(content.substring(dashes), lines.offset() + dashes);
      }
    }
  }
}
