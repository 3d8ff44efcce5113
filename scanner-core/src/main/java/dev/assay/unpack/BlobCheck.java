package dev.assay.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes have the digest and size that an image says they have, found out while they are
 * read. For one thread.
 */
final class BlobCheck {

  private static final int BUFFER = 1 << 14;

  private final String what;
  private final Set<String> claimed = new TreeSet<>();
  private @Nullable MessageDigest digest;
  private @Nullable String result;

  /**
   * @param what the bytes are, for messages
   */
  BlobCheck(String what) {
    this.what = what;
  }

  /**
   * What is wrong with the size of a blob, in a sentence; null if nothing is.
   *
   * @param claimed -1 if nobody says
   */
  static @Nullable String size(long claimed, long found) {
    return claimed < 0 || claimed == found
        ? null
        : "the image says that it has " + claimed + " bytes, and it has " + found;
  }

  /** The JCA name of the algorithm of {@code digest}, {@code algorithm:hex}; null if unknown. */
  private static @Nullable String algorithm(String digest) {
    return switch (digest.substring(0, Math.max(0, digest.indexOf(':')))) {
      case "sha256" -> "SHA-256";
      case "sha512" -> "SHA-512";
      case "sha384" -> "SHA-384";
      default -> null;
    };
  }

  /**
   * Adds a claim; empty ones count for nothing. All are to be of one algorithm, which is SHA-256
   * everywhere: those of another than the first can't be checked.
   */
  void claim(String digest) {
    if (!digest.isEmpty()) {
      claimed.add(digest.toLowerCase(Locale.ROOT));
    }
  }

  /** {@code in}, whose bytes are checked as far as they are read, the first time. */
  InputStream over(InputStream in) throws IOException {
    String name = claimed.isEmpty() ? null : algorithm(claimed.iterator().next());
    if (name == null || digest != null) {
      return in;
    }
    try {
      MessageDigest running = MessageDigest.getInstance(name);
      digest = running;
      return new Checked(in, running);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, but nothing where {@code other}, of the same bytes, checks the same claims. */
  InputStream overUnless(BlobCheck other, InputStream in) throws IOException {
    return other.claimed.equals(claimed) ? in : over(in);
  }

  /** What is wrong, in a sentence; null if nothing is, as far as it was read. */
  @Nullable String fault() {
    if (!claimed.isEmpty() && algorithm(claimed.iterator().next()) == null) {
      return what
          + " has a digest of a kind that is not known here, so it was not compared: "
          + EntryNames.display(claimed.iterator().next().getBytes(StandardCharsets.UTF_8), false);
    }
    String found = result;
    if (found == null || claimed.isEmpty() || (claimed.size() == 1 && claimed.contains(found))) {
      return null;
    }
    Set<String> others = new TreeSet<>(claimed);
    others.remove(found);
    return what + " has the digest " + found + ", and the image says " + first(others);
  }

  private static String first(Set<String> digests) {
    String first = digests.iterator().next();
    String shown = EntryNames.display(first.getBytes(StandardCharsets.UTF_8), false);
    return digests.size() == 1 ? shown : shown + " and others";
  }

  private final class Checked extends FilterInputStream {
    private final MessageDigest running;
    private boolean failed;

    Checked(InputStream in, MessageDigest running) {
      super(in);
      this.running = running;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(bytes, offset, length);
      } catch (IOException | RuntimeException e) {
        failed = true;
        throw e;
      }
      if (count > 0) {
        running.update(bytes, offset, count);
      } else if (count < 0 && result == null && !failed) {
        String claim = claimed.iterator().next();
        result =
            claim.substring(0, claim.indexOf(':') + 1) + HexFormat.of().formatHex(running.digest());
      }
      return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
      byte[] scratch = new byte[(int) Math.min(Math.max(wanted, 0), BUFFER)];
      long left = wanted;
      while (left > 0) {
        int count = read(scratch, 0, (int) Math.min(left, scratch.length));
        if (count < 0) {
          break;
        }
        left -= count;
      }
      return wanted - Math.max(left, 0);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
