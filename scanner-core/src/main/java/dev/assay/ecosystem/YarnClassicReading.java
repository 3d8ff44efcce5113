package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One {@code yarn.lock} of yarn 1. An entry is called by all that it was asked for as, {@code
 * a@^1.0.0, a@^1.2.0}; what the project itself needs isn't said.
 */
final class YarnClassicReading {
  private static final String FILE = "file:";

  private final LockfileText text;
  private final Provenance claimant;
  private final LockfileReader.Output out;
  private final LockedEntries entries;

  /** Keys by what was asked for. */
  private final Map<String, String> asked = new HashMap<>();

  private @Nullable LockedEntry entry;
  private String range = "";
  private String section = "";
  private List<Digests.Digest> integrity = List.of();
  private @Nullable Region integrityAt;
  private List<Digests.Digest> fragment = List.of();
  private @Nullable Region fragmentAt;
  private String resolved = "";

  YarnClassicReading(LockfileText text, Provenance claimant, LockfileReader.Output out) {
    this.text = text;
    this.claimant = claimant;
    this.out = out;
    this.entries = new LockedEntries(out);
  }

  /** A word with its place; of a quoted one without the quotes. */
  private record Word(String text, int from, int to) {}

  void read() throws IOException {
    TextLines lines = new TextLines(text.open());
    while (lines.next()) {
      String line = lines.text();
      String body = line.strip();
      if (body.isEmpty() || body.startsWith("#")) {
        continue;
      }
      if (line.length() >= TextLines.LONGEST) {
        malformed(lines.offset(), "a line is too long");
        close();
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      List<Word> words = words(line, indent, lines.offset());
      boolean colon = body.endsWith(":");
      if (words.isEmpty()) {
        malformed(lines.offset(), "it is no line of a yarn.lock");
      } else if (indent == 0) {
        close();
        if (colon) {
          open(words, lines.offset());
        } else {
          malformed(lines.offset(), "it is no line of a yarn.lock");
        }
      } else if (entry != null) { // else it is of one that was told
        within(words, indent, colon, lines.offset());
      }
    }
    close();
    entries.resolve((from, need) -> asked.get(need));
    entries.give(claimant);
  }

  private void within(List<Word> words, int indent, boolean colon, int offset) {
    if (indent <= 2) {
      field(words, colon, offset);
    } else if (words.size() == 2) {
      need(words.get(0).text(), words.get(1).text());
    } else {
      malformed(offset, "it is no line of a yarn.lock");
    }
  }

  /** The words of a line; none if a quote doesn't end. */
  private static List<Word> words(String line, int indent, int offset) {
    List<Word> words = new ArrayList<>(3);
    int at = indent;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ' ' || c == ',' || c == '\t') {
        at++;
      } else if (c == '"') {
        int end = at + 1;
        while (end < line.length() && line.charAt(end) != '"') {
          end += line.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= line.length()) {
          return List.of();
        }
        words.add(word(line, at + 1, end, offset));
        at = end + 1;
      } else {
        int end = at;
        while (end < line.length() && " ,\t".indexOf(line.charAt(end)) < 0) {
          end++;
        }
        int last = end == line.length() && line.charAt(end - 1) == ':' ? end - 1 : end;
        if (last > at) {
          words.add(word(line, at, last, offset));
        }
        at = end;
      }
    }
    return words;
  }

  private static Word word(String line, int from, int to, int offset) {
    String text =
        new String(
            line.substring(from, to).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Word(text, offset + from, offset + to);
  }

  private void open(List<Word> words, int offset) {
    List<String> patterns = new ArrayList<>();
    for (Word word : words) {
      if (!word.text().equals(":")) {
        patterns.add(word.text());
      }
    }
    String first = patterns.get(0);
    int at = first.indexOf('@', 1);
    String key = String.join(", ", patterns);
    LockedEntry added = at < 0 ? null : entries.add(key, PackageKind.NPM, region(words.get(0)));
    if (added == null) {
      malformed(offset, at < 0 ? "it is no line of a yarn.lock" : "an entry stands there twice");
      return;
    }
    entry = added;
    range = first.substring(at + 1);
    String name = first.substring(0, at);
    if (range.startsWith("npm:")) {
      int version = range.indexOf('@', 5);
      String real = range.substring(4, version < 0 ? range.length() : version);
      name = version < 0 && !real.startsWith("@") && real.matches("[^a-zA-Z].*") ? name : real;
    }
    added.npm(name);
    for (String pattern : patterns) {
      if (asked.putIfAbsent(pattern, key) != null) {
        malformed(offset, "two entries answer to one name and range");
      }
    }
  }

  private void field(List<Word> words, boolean colon, int offset) {
    String name = words.get(0).text();
    section = colon ? name : "";
    if (colon) {
      return;
    }
    LockedEntry of = entry;
    if (words.size() != 2 || of == null) {
      if (!name.equals("integrity") || words.size() < 2) {
        malformed(offset, "it is no line of a yarn.lock");
        return;
      }
    }
    Word value = words.get(1);
    switch (name) {
      case "version" -> Objects.requireNonNull(of).version = value.text();
      case "resolved" -> resolved(value);
      case "integrity" -> {
        Word last = words.get(words.size() - 1);
        StringBuilder all = new StringBuilder();
        words.subList(1, words.size()).forEach(word -> all.append(word.text()).append(' '));
        integrity = Digests.ofIntegrity(all.toString());
        integrityAt = text.region(value.from(), last.to());
        if (integrity.isEmpty()) {
          malformed(value.from(), "an integrity field is not a digest that yarn could check");
        }
      }
      default -> {}
    }
  }

  private void resolved(Word value) {
    int hash = value.text().lastIndexOf('#');
    resolved = hash < 0 ? value.text() : value.text().substring(0, hash);
    String digest = hash < 0 ? "" : value.text().substring(hash + 1);
    String algorithm = Digests.ofHexLength(digest.length());
    if (Addresses.isGit(resolved) || Addresses.isGit(value.text())) {
      resolved = value.text(); // what follows is the commit
    } else if (algorithm != null && Digests.isHex(digest, algorithm)) {
      fragment = List.of(new Digests.Digest(algorithm, digest.toLowerCase(Locale.ROOT)));
      fragmentAt = text.region(value.to() - digest.length(), value.to());
    } else if (!digest.isEmpty()) {
      malformed(value.from(), "what stands behind # in an address is not a digest");
    }
  }

  private void need(String name, String of) {
    LockedEntry from = entry;
    if (from != null && section.equals("dependencies")) {
      from.needs(name + "@" + of, DependencyScope.RUNTIME);
    } else if (from != null && section.equals("optionalDependencies")) {
      from.needs(name + "@" + of, DependencyScope.OPTIONAL);
    }
  }

  /** All of an entry was read. */
  private void close() {
    LockedEntry done = entry;
    if (done != null) {
      finish(done);
    }
    entry = null;
    section = "";
    resolved = "";
    integrity = List.of();
    integrityAt = null;
    fragment = List.of();
    fragmentAt = null;
  }

  private void finish(LockedEntry done) {
    done.source = Addresses.clean(resolved);
    String archive = LocalArchives.npm(resolved.startsWith(FILE) ? resolved : range);
    if (archive != null || resolved.startsWith(FILE) || range.startsWith(FILE)) {
      done.origin = Origin.LOCAL;
    } else if (Addresses.isGit(resolved)) {
      done.origin = Origin.GIT;
    } else if (Addresses.isPlace(range)) {
      done.origin = Origin.ADDRESS;
    }
    List<Digests.Digest> digests = integrity.isEmpty() ? fragment : integrity;
    Region at = integrity.isEmpty() ? fragmentAt : integrityAt;
    if (!digests.isEmpty() && at != null) {
      done.pinned = true;
      if (digests.size() == 1) {
        done.digests.put(digests.get(0).algorithm(), digests.get(0).hex());
      }
      String path = archive == null ? null : LogicalPaths.resolve(claimant, archive);
      for (Digests.Digest digest : digests) {
        if (path != null) {
          out.pin(new Pin(Pin.Kind.FILE, path, digest.algorithm(), digest.hex(), claimant, at));
        } else if (done.origin != Origin.LOCAL) {
          out.pin(
              new Pin(
                  Pin.Kind.PACKAGE, done.purl(), digest.algorithm(), digest.hex(), claimant, at));
        }
      }
    }
    entries.done(done);
  }

  private Region region(Word word) {
    return text.region(word.from(), word.to());
  }

  private void malformed(int offset, String what) {
    out.problem(Problem.Kind.MALFORMED, text.line(offset), what);
  }
}
