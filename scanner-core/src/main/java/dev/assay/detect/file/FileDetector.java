package dev.assay.detect.file;

import dev.assay.decode.TextEncoding;
import dev.assay.decode.WideDecoder;
import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.rules.CountedChars;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs the rules that are a path, some of which look at the start of the content too. */
public final class FileDetector implements Detector {
  /** Bytes of a content that a rule's pattern is looked for in. */
  static final int HEAD = 4096;

  private static final String BY_PATH = "the path is that of such a file";
  private static final String BY_CONTENT = "it begins like such a file";

  private final PathRules rules;

  /** Null where nothing is looked at that ships. */
  private final @Nullable ShippedRules shipped;

  private final Map<String, HeadPattern> patterns = new ConcurrentHashMap<>();

  /**
   * Takes the rules of {@code set} that are a path.
   *
   * @param ships whether those take part that only concern what ships
   */
  public FileDetector(RuleSet set, boolean ships) {
    List<Rule> paths = new ArrayList<>();
    for (int index : set.index().paths()) {
      paths.add(set.rules().get(index));
    }
    rules = new PathRules(paths);
    shipped = ships && set.index().shipped().length > 0 ? new ShippedRules(set) : null;
  }

  /** Whether any rule concerns files at {@code path} wherever they are, whatever is in them. */
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
    boolean told = false;
    List<Rule> undecided = new ArrayList<>();
    for (Rule rule : rules.matching(path)) {
      if (((Rule.Shape.PathOnly) rule.shape()).content() == null) {
        out.observe(candidate(rule, 0, List.of(BY_PATH)));
        told = true;
      } else {
        undecided.add(rule);
      }
    }
    ShippedRules ships = shipped;
    if (ships == null || !ShippedRules.mayShip(content.provenance())) {
      return undecided.isEmpty()
          ? Pass.NONE
          : new HeadPass(undecided, List.of(), null, content, out);
    }
    List<Rule> files = ships.begin(content.provenance(), out);
    List<Rule> shipping = told ? List.of() : files;
    AnyName anyName = told || ships.anyName().isEmpty() ? null : ships.anyName();
    return undecided.isEmpty() && shipping.isEmpty() && anyName == null
        ? Pass.NONE
        : new HeadPass(undecided, shipping, anyName, content, out);
  }

  static Candidate candidate(Rule rule, int proof, List<String> evidence) {
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
    private final List<Rule> shipping;
    private final @Nullable AnyName anyName;
    private final Provenance place;
    private final Observer out;
    private boolean done;

    /**
     * @param undecided rules that the start of the content decides
     * @param shipping rules for what ships: what another one tells of the file is enough
     * @param anyName such rules as well, which the first bytes concern; null for none
     */
    HeadPass(
        List<Rule> undecided,
        List<Rule> shipping,
        @Nullable AnyName anyName,
        Content content,
        Observer out) {
      this.undecided = undecided;
      this.shipping = shipping;
      this.anyName = anyName;
      this.place = content.provenance();
      this.out = out;
    }

    @Override
    public void window(Window window) {
      if (!done) {
        done = true;
        byte[] bytes = window.bytes();
        List<Rule> more =
            anyName == null ? List.of() : anyName.concerning(bytes, window.begin(), window.end());
        if (!more.isEmpty() || !undecided.isEmpty() || !shipping.isEmpty()) {
          decide(more, heads(bytes, window.begin(), window.end()));
        }
      }
    }

    /** Of what can't be read the path may say enough. */
    @Override
    public void end() {
      if (!done) {
        done = true;
        decide(List.of(), List.of());
      }
    }

    private void decide(List<Rule> more, List<String> heads) {
      boolean told = false;
      for (Rule rule : undecided) {
        if (begins(rule, heads)) {
          out.observe(candidate(rule, 1, List.of(BY_PATH, BY_CONTENT)));
          told = true;
        }
      }
      if (told) {
        return;
      }
      ship(shipping, heads);
      ship(more, heads);
    }

    private void ship(List<Rule> rules, List<String> heads) {
      for (Rule rule : rules) {
        boolean byPath = ((Rule.Shape.PathOnly) rule.shape()).content() == null;
        if (byPath || begins(rule, heads)) {
          out.observe(
              ShippedRules.file(
                  place,
                  rule,
                  byPath ? 0 : 1,
                  byPath ? List.of(BY_PATH) : List.of(BY_PATH, BY_CONTENT)));
        }
      }
    }

    private boolean begins(Rule rule, List<String> heads) {
      String regex = ((Rule.Shape.PathOnly) rule.shape()).content();
      if (regex == null) {
        return false;
      }
      try {
        return patterns.computeIfAbsent(regex, HeadPattern::new).found(heads);
      } catch (CountedChars.OutOfSteps e) {
        out.problem(
            Problem.Kind.STEP_LIMIT,
            "rule " + rule.id() + " gave up on it after too many steps; simplify its content");
        return false;
      }
    }
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
