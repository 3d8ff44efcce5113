package dev.assay.compare;

import dev.assay.compare.LockRecord.Content;
import dev.assay.compare.LockRecord.Digest;
import dev.assay.compare.LockRecord.Total;
import dev.assay.model.UsageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What artifacts may hold, as people reviewed it: {@code assay.lock}. UTF-8, one record a line, its
 * fields separated by tabs, sorted; before the first record there may be lines of comment that
 * begin with {@code #}, and behind each record a field that does. The first record is the format's
 * version. Two records of one pattern and kind, as a merge may bring them, count as one that allows
 * what either does.
 *
 * @param name of the file, for messages
 * @param comments lines before the first record
 * @param records in order
 */
public record ContentLock(String name, List<String> comments, List<LockRecord> records) {

  /** What it is called, at the root of a repository. */
  public static final String FILE = "assay.lock";

  /** Larger ones are refused, bytes. */
  public static final int LARGEST = 16 << 20;

  private static final String FORMAT = "format\t1";

  /** What may be shown of a line that is no record: anything else could be a secret. */
  private static final Pattern WORD = Pattern.compile("[a-z-]{1,16}");

  public ContentLock {
    comments = List.copyOf(comments);
    records = List.copyOf(records);
  }

  /** One that allows nothing. */
  public static ContentLock empty(String name) {
    return new ContentLock(name, List.of(), List.of());
  }

  /**
   * Reads one.
   *
   * @param name of the file, for messages
   * @throws UsageException if it isn't one, with the line and what to do
   */
  public static ContentLock parse(String name, byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException(
          name + " is no content lock: it is not UTF-8. Remove it, and make one with 'assay lock'.",
          e);
    }
    List<String> comments = new ArrayList<>();
    List<LockRecord> records = new ArrayList<>();
    boolean format = false;
    int number = 0;
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, end);
      line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      start = end + 1;
      number++;
      try {
        if (line.startsWith("#") && records.isEmpty() && !format) {
          comments.add(line);
        } else if (line.startsWith("format\t")) {
          checkFormat(name + ":" + number, line);
          format = true;
        } else if (!line.isBlank()) {
          if (!format) {
            throw new IllegalArgumentException("the first record must be 'format', a tab, and '1'");
          }
          records.add(record(line, number));
        }
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            name
                + ":"
                + number
                + ": "
                + e.getMessage()
                + ". Mend that line, or remove it and run 'assay lock' again.",
            e);
      }
    }
    if (!format) {
      throw new UsageException(
          name
              + " is no content lock: it has no line 'format', tab, '1'. Remove it, and make one with"
              + " 'assay lock'.");
    }
    return new ContentLock(name, comments, records);
  }

  private static void checkFormat(String place, String line) {
    if (!line.equals(FORMAT)) {
      throw new UsageException(
          place
              + ": it is not of format 1, and this version of Assay knows no other. Use a newer one,"
              + " or remove the file, and make one with 'assay lock'.");
    }
  }

  private static LockRecord record(String line, int number) {
    String[] fields = line.split("\t", -1);
    String note = "";
    int count = fields.length;
    if (count > 1 && fields[count - 1].startsWith("#")) {
      note = fields[--count];
    }
    return switch (fields[0]) {
      case "content" -> {
        check(count, 6, "an artifact, a pattern, a kind, how many files, and how large");
        if (fields[3].isEmpty()) {
          throw new IllegalArgumentException("its kind is empty");
        }
        yield new Content(
            artifact(fields[1]),
            PathPattern.parse(fields[2]),
            fields[3],
            Range.parse(fields[4], false),
            Range.parse(fields[5], true),
            note,
            number);
      }
      case "total" -> {
        check(count, 4, "an artifact, how many files, and how large they are in all");
        yield new Total(
            artifact(fields[1]),
            Range.parse(fields[2], false),
            Range.parse(fields[3], true),
            note,
            number);
      }
      case "digest" -> {
        check(
            count, 5, "a package URL or a path, sha256: and the digest, who approved it, and when");
        yield Approvals.record(fields, note, number);
      }
      default -> throw unknown(line, fields[0]);
    };
  }

  private static IllegalArgumentException unknown(String line, String kind) {
    if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
      return new IllegalArgumentException(
          "a merge left a conflict here; keep the records of both sides (with 'assay.lock"
              + " merge=union' in .gitattributes git does so by itself)");
    }
    if (line.startsWith("#")) {
      return new IllegalArgumentException(
          "comments stand before the line 'format', or behind a record, after a tab");
    }
    return new IllegalArgumentException(
        "records begin with content, total or digest and a tab"
            + (WORD.matcher(kind).matches() ? ", not with '" + kind + "'" : ""));
  }

  private static String artifact(String text) {
    return PathPattern.parse(text).text();
  }

  private static void check(int count, int wanted, String fields) {
    if (count != wanted) {
      throw new IllegalArgumentException(
          "it has "
              + (count - 1)
              + " fields behind its first, and "
              + (wanted - 1)
              + " belong there, separated by tabs: "
              + fields);
    }
  }

  /** The file, sorted, with what is said twice said once. */
  public byte[] write() {
    StringBuilder text = new StringBuilder();
    for (String comment : comments) {
      text.append(comment).append('\n');
    }
    text.append(FORMAT).append('\n');
    for (String line : lines()) {
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** All records but that of the format, sorted, each once. */
  public List<String> lines() {
    TreeSet<String> lines = new TreeSet<>();
    for (LockRecord record : records) {
      if (record instanceof Digest) {
        lines.add(record.line());
      }
    }
    for (Content content : joined(contents(), Content::key, ContentLock::join).values()) {
      lines.add(content.line());
    }
    for (Total total : joined(totals(), Total::artifact, ContentLock::join).values()) {
      lines.add(total.line());
    }
    return List.copyOf(lines);
  }

  private static Content join(Content one, Content other) {
    Content joined = one.with(one.files().and(other.files()), one.size().and(other.size()));
    return one.note().isEmpty()
        ? new Content(
            one.artifact(),
            one.pattern(),
            one.kind(),
            joined.files(),
            joined.size(),
            other.note(),
            one.number())
        : joined;
  }

  private static Total join(Total one, Total other) {
    return new Total(
        one.artifact(),
        one.files().and(other.files()),
        one.bytes().and(other.bytes()),
        one.note().isEmpty() ? other.note() : one.note(),
        one.number());
  }

  private static <T> TreeMap<String, T> joined(
      List<T> records, Function<T, String> key, java.util.function.BinaryOperator<T> join) {
    TreeMap<String, T> joined = new TreeMap<>();
    for (T record : records) {
      joined.merge(key.apply(record), record, join);
    }
    return joined;
  }

  private List<Content> contents() {
    List<Content> contents = new ArrayList<>();
    for (LockRecord record : records) {
      if (record instanceof Content content) {
        contents.add(content);
      }
    }
    return contents;
  }

  /** What was approved, in order. */
  public List<Digest> digests() {
    List<Digest> digests = new ArrayList<>();
    for (LockRecord record : records) {
      if (record instanceof Digest digest) {
        digests.add(digest);
      }
    }
    return digests;
  }

  /** The same with {@code approved} for what was. */
  ContentLock withDigests(List<Digest> approved) {
    List<LockRecord> all = new ArrayList<>(records);
    all.removeIf(Digest.class::isInstance);
    all.addAll(approved);
    return new ContentLock(name, comments, all);
  }

  private List<Total> totals() {
    List<Total> totals = new ArrayList<>();
    for (LockRecord record : records) {
      if (record instanceof Total total) {
        totals.add(total);
      }
    }
    return totals;
  }

  /** What it says of one artifact. */
  public Part of(String artifact) {
    List<Content> contents = new ArrayList<>();
    for (Content each : joined(contents(), Content::key, ContentLock::join).values()) {
      if (each.artifact().equals(artifact)) {
        contents.add(each);
      }
    }
    Total total = joined(totals(), Total::artifact, ContentLock::join).get(artifact);
    return new Part(contents, total);
  }

  /** Names of all artifacts that it knows, sorted, in the syntax of patterns. */
  public List<String> artifacts() {
    TreeSet<String> names = new TreeSet<>();
    contents().forEach(each -> names.add(each.artifact()));
    totals().forEach(each -> names.add(each.artifact()));
    return List.copyOf(names);
  }

  /**
   * What is said of one artifact.
   *
   * @param contents one for each pattern and kind, sorted
   * @param total null if nothing is said of it
   */
  public record Part(List<Content> contents, @org.jspecify.annotations.Nullable Total total) {
    public Part {
      contents = List.copyOf(contents);
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
      return contents.isEmpty() && total == null;
    }
  }

  /** The same with {@code part} for what was said of {@code artifact}. */
  ContentLock with(String artifact, Part part) {
    List<LockRecord> all = new ArrayList<>();
    for (LockRecord record : records) {
      boolean replaced =
          (record instanceof Content content && content.artifact().equals(artifact))
              || (record instanceof Total total && total.artifact().equals(artifact));
      if (!replaced) {
        all.add(record);
      }
    }
    all.addAll(part.contents());
    if (part.total() != null) {
      all.add(part.total());
    }
    return new ContentLock(name, comments, all);
  }
}
