package dev.assay.detect.contents;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Observes each file: what it is, how large, and its digests. Takes part only in scans that compare
 * something, since hashing takes longer than much of the rest. What is one file for its users is
 * one here: what a source map embeds and what a compressed archive is before it is opened are none.
 */
public final class ContentsDetector implements Detector {

  /** Holds the sources of a map inside a script. */
  private static final Pattern INLINE_MAP = Pattern.compile("\\[source map(?: \\d+)?]");

  @Override
  public boolean raw() {
    return true;
  }

  @Override
  public boolean needsWholeBytes() {
    return true;
  }

  @Override
  public Worker worker() {
    return new Hashing();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether {@code content} is a file. Not what stands beside or inside one and has no name there,
   * which only its container knows, for a file may have any name; nor a source that a map embeds.
   */
  private static boolean isFile(Content content) {
    Provenance place = content.provenance();
    if (content.mode() == ArtifactFile.Mode.ASIDE) {
      return false;
    }
    if (place instanceof Provenance.Entry entry && entry.layer()) {
      return false;
    }
    for (Provenance at = place; at instanceof Provenance.Entry entry; at = entry.container()) {
      if (INLINE_MAP.matcher(entry.container().innerPath()).matches()
          || entry.container().innerPath().toLowerCase(Locale.ROOT).endsWith(".map")) {
        return false;
      }
      if (entry.container() instanceof Provenance.View) {
        return false;
      }
    }
    return place instanceof Provenance.File
        || place instanceof Provenance.Blob
        || place instanceof Provenance.Entry
        || place instanceof Provenance.StandardInput;
  }

  /** One thread's digests, used again for each file. */
  private static final class Hashing implements Worker, Pass {
    private final MessageDigest digest = sha256();
    private @Nullable Content content;
    private @Nullable Observer out;
    private String kind = ContentKinds.EMPTY;
    private Map<String, String> fields = Map.of();
    private boolean text;
    private long size;
    private boolean whole;

    /** Of the text with LF alone; null until the first CR. */
    private @Nullable MessageDigest lines;

    /** Whether the last byte was a CR that {@link #lines} has not seen. */
    private boolean held;

    @Override
    public Pass begin(Content content, Observer out) {
      if (!isFile(content)) {
        return Pass.NONE;
      }
      this.content = content;
      this.out = out;
      digest.reset();
      lines = null;
      held = false;
      size = 0;
      whole = false;
      return this;
    }

    @Override
    public void window(Window window) {
      byte[] bytes = window.bytes();
      int from = window.ownBegin();
      int to = window.ownEnd();
      if (window.first() && content != null) {
        kind =
            content.mode() == ArtifactFile.Mode.LINK
                ? ContentKinds.LINK
                : ContentKinds.of(bytes, from, window.end(), content.provenance().innerPath());
        text = ContentKinds.isText(kind);
        fields =
            window.last() && ManifestFields.reads(content.provenance().innerPath(), to - from)
                ? ManifestFields.of(bytes, from, to)
                : Map.of();
      }
      size += to - from;
      if (text) {
        lines(bytes, from, to);
      }
      digest.update(bytes, from, to - from);
      whole = window.last();
    }

    /** Before {@code digest} has seen the same bytes. */
    private void lines(byte[] bytes, int from, int to) {
      int at = from;
      MessageDigest plain = lines;
      if (plain == null) {
        while (at < to && bytes[at] != '\r') {
          at++;
        }
        if (at == to) {
          return;
        }
        try {
          plain = (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
          throw new IllegalStateException(e); // the JDK's own can be cloned
        }
        plain.update(bytes, from, at - from);
        lines = plain;
      }
      int start = at;
      for (; at < to; at++) {
        if (held) {
          held = false;
          if (bytes[at] != '\n') {
            plain.update((byte) '\r');
          }
        }
        if (bytes[at] == '\r') {
          plain.update(bytes, start, at - start);
          start = at + 1;
          held = true;
        }
      }
      plain.update(bytes, start, to - start);
    }

    @Override
    public void end() {
      Content read = content;
      Observer observer = out;
      content = null;
      out = null;
      if (!whole || read == null || observer == null || observer.brokeOff()) {
        return; // it broke off, which whoever read it tells
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      String textSha256 = sha256;
      MessageDigest plain = lines;
      if (plain != null) {
        if (held) {
          plain.update((byte) '\r');
        }
        textSha256 = HexFormat.of().formatHex(plain.digest());
      }
      observer.observe(
          new ArtifactFile(read.provenance(), kind, size, sha256, textSha256, read.mode(), fields));
    }
  }
}
