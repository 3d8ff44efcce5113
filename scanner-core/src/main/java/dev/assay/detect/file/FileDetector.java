package dev.assay.detect.file;

import dev.assay.decode.TextEncoding;
import dev.assay.decode.WideDecoder;
import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.rules.CountedChars;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Runs the rules that are a path, some of which look at the start of the content too. */
public final class FileDetector implements Detector {
  /** Steps that a pattern may take in the head of a file. */
  private static final int STEPS = 2_000_000;

  /** Bytes of a content that a rule's pattern is looked for in. */
  static final int HEAD = 4096;

  private static final String BY_PATH = "the path is that of such a file";
  private static final String BY_CONTENT = "it begins like such a file";

  private final PathRules rules;
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  /** Takes the rules of {@code set} that are a path. */
  public FileDetector(RuleSet set) {
    rules = new PathRules(set);
  }

  /** Whether any rule concerns files at {@code path}, whatever is in them. */
  public boolean concerns(String path) {
    return !rules.matching(path).isEmpty();
  }

  /** A file of such a name matters whether or not it could be unpacked or decoded. */
  @Override
  public boolean raw() {
    return true;
  }

  @Override
  public Worker worker() {
    return new Worker() { // no lambda: it is on the way of every hook
      @Override
      public Pass begin(Content content, Observer out) {
        return FileDetector.this.begin(content, out);
      }
    };
  }

  private Pass begin(Content content, Observer out) {
    String path = content.provenance().innerPath();
    if (path.isEmpty()) {
      return Pass.NONE;
    }
    List<Rule> undecided = new ArrayList<>();
    for (Rule rule : rules.matching(path)) {
      if (((Rule.Shape.PathOnly) rule.shape()).content() == null) {
        out.observe(candidate(rule, 0, List.of(BY_PATH)));
      } else {
        undecided.add(rule);
      }
    }
    return undecided.isEmpty() ? Pass.NONE : new HeadPass(undecided, out);
  }

  private static Candidate candidate(Rule rule, int proof, List<String> evidence) {
    return new Candidate(
        rule.id(),
        rule.severity(),
        rule.confidence(),
        proof,
        rule.specific(),
        evidence,
        null,
        0,
        0,
        null,
        null,
        null,
        "");
  }

  /** Looks for what the rules want in the first window. */
  private final class HeadPass implements Pass {
    private final List<Rule> undecided;
    private final Observer out;
    private boolean done;

    HeadPass(List<Rule> undecided, Observer out) {
      this.undecided = undecided;
      this.out = out;
    }

    @Override
    public void window(Window window) {
      if (done) {
        return;
      }
      done = true;
      List<String> heads = heads(window.bytes(), window.begin(), window.end());
      for (Rule rule : undecided) {
        String regex = ((Rule.Shape.PathOnly) rule.shape()).content();
        if (regex == null) {
          continue;
        }
        try {
          if (found(patterns.computeIfAbsent(regex, Pattern::compile), heads)) {
            out.observe(candidate(rule, 1, List.of(BY_PATH, BY_CONTENT)));
          }
        } catch (CountedChars.OutOfSteps e) {
          out.problem(
              Problem.Kind.STEP_LIMIT,
              "rule " + rule.id() + " gave up on it after too many steps; simplify its content");
        }
      }
    }

    private static boolean found(Pattern pattern, List<String> heads) {
      for (String head : heads) {
        if (pattern.matcher(new CountedChars(head, STEPS)).find()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void end() {}
  }

  /**
   * The first bytes as Latin-1, and where they look like wide text also the UTF-8 that they stand
   * for: binary files may look like it.
   */
  private static List<String> heads(byte[] bytes, int begin, int end) {
    TextEncoding encoding = TextEncoding.detect(bytes, begin, end);
    int mark = encoding.markLength(bytes, begin, end);
    int length = Math.min(end - begin - mark, HEAD);
    String head = new String(bytes, begin + mark, length, StandardCharsets.ISO_8859_1);
    if (!encoding.wide()) {
      return List.of(head);
    }
    byte[] view = new byte[HEAD];
    int decoded =
        new WideDecoder(encoding).decode(bytes, begin + mark, end, true, view, 0, view.length);
    return List.of(head, new String(view, 0, decoded, StandardCharsets.ISO_8859_1));
  }
}
