package dev.assay.detect.licence;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.licence.SignWords.Span;
import dev.assay.ecosystem.OpenLicences;
import dev.assay.ecosystem.OpenLicences.Openness;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Content;
import dev.assay.model.LicenceSign;
import dev.assay.model.Region;
import dev.assay.rules.Phrase;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.RuleSet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks in files of licences, in the first comment of files and in the first lines of documents for
 * words by which they say of themselves that they are proprietary. SignWords that a known licence
 * covers don't count: open source licences speak of trade secrets and of proprietary software as
 * well.
 */
public final class ProprietaryDetector implements Detector {
  /** Bytes of a file of licences that are looked at. */
  private static final int TEXT = 256 << 10;

  /** Bytes of other files. */
  private static final int HEAD = 4 << 10;

  /** SignWords of a document that are its header, and of a licence that are its title. */
  private static final int FIRST_WORDS = 60;

  private static final int TITLE_WORDS = 25;

  /** SignWords in which a licence says what it is called. */
  private static final int OPENING_WORDS = 50;

  private static final Set<String> PROSE =
      Set.of("txt", "md", "markdown", "rst", "adoc", "html", "htm", "rtf", "tex");

  private final RuleSet rules;
  private final LicenceMatcher known;
  private volatile @Nullable SignRules signs;

  /**
   * By the rules of {@code set}.
   *
   * @param known tells which stretches of a text are those of known licences
   */
  public ProprietaryDetector(RuleSet set, LicenceMatcher known) {
    this.rules = set;
    this.known = known;
  }

  /**
   * Whether a package that declares {@code value} is told by the rule {@code id} of {@code set}.
   */
  public static boolean isDeclared(RuleSet set, String id, String value) {
    Rule rule = new SignRules(set).declared(value, "");
    return rule != null && rule.id().equals(id);
  }

  private SignRules signs() {
    SignRules all = signs;
    if (all == null) {
      all = new SignRules(rules);
      signs = all;
    }
    return all;
  }

  @Override
  public Worker worker() {
    return (content, out) -> {
      String path = content.provenance().innerPath();
      return path.isEmpty() || signs().said().isEmpty() ? Pass.NONE : new FirstWindow(content, out);
    };
  }

  /** Looks at what the file begins with. */
  private final class FirstWindow implements Pass {
    private final Content content;
    private final Observer out;

    FirstWindow(Content content, Observer out) {
      this.content = content;
      this.out = out;
    }

    @Override
    public void window(Window window) {
      if (window.first()) {
        look(window);
      }
    }

    @Override
    public void end() {}

    private void look(Window window) {
      String path = content.provenance().innerPath();
      boolean licence = LicencePlaces.of(content.provenance()) == LicencePlaces.Kind.LICENCE;
      byte[] bytes = window.bytes();
      int end = Math.min(window.end(), window.begin() + (licence ? TEXT : HEAD));
      Anchors anchors = licence ? signs().inTexts() : signs().inHeaders();
      if (!anchors.mayStand(bytes, window.begin(), end) || binary(bytes, window.begin(), end)) {
        return;
      }
      Charset charset = charset(bytes, window.begin(), end);
      String text = new String(bytes, window.begin(), end - window.begin(), charset);
      int most = Integer.MAX_VALUE;
      if (!licence) {
        if (prose(path)) {
          most = FIRST_WORDS;
        } else {
          text = text.substring(0, Headers.length(text));
        }
      }
      // A licence may go on behind what is looked at, and is known by its whole text only.
      Supplier<String> whole =
          () -> {
            int to = Math.min(window.end(), window.begin() + TEXT);
            return new String(bytes, window.begin(), to - window.begin(), charset);
          };
      for (Sign sign : found(text, most, licence, whole)) {
        int from = text.substring(0, sign.span().from()).getBytes(charset).length;
        int length = text.substring(sign.span().from(), sign.span().to()).getBytes(charset).length;
        Region region =
            window
                .locator()
                .region(
                    window.begin() + from, Math.min(window.begin() + from + length, window.end()));
        out.observe(
            new LicenceSign(
                content.provenance(),
                candidate(sign, region),
                licence ? new SignWords(text, OPENING_WORDS).all() : ""));
      }
    }
  }

  /**
   * A rule that holds, and where.
   *
   * @param choice whether the text holds an open licence as well, under which it may be to be had
   */
  private record Sign(Rule rule, Span span, List<String> evidence, boolean choice) {}

  private List<Sign> found(String text, int most, boolean licence, Supplier<String> whole) {
    List<Sign> found = new ArrayList<>();
    SignWords words = new SignWords(text, most);
    List<Span> covered = null;
    boolean open = false;
    for (SignRules.Said said : signs().said()) {
      if ((said.look() == Look.HEADER) == licence) {
        continue;
      }
      SignWords in = said.look() == Look.TITLE ? new SignWords(text, TITLE_WORDS) : words;
      if (any(in, said.phrases(), List.of()) == null
          || (!said.also().isEmpty() && any(words, said.also(), List.of()) == null)) {
        continue;
      }
      if (covered == null) {
        List<LicenceMatch> matches = known.match(whole.get());
        covered = new ArrayList<>();
        for (LicenceMatch match : matches) {
          covered.add(new Span(match.start(), match.end()));
          open |= OpenLicences.of(match.expression()) == Openness.OPEN;
        }
      }
      Span span = any(in, said.phrases(), covered);
      Span other = said.also().isEmpty() ? span : any(words, said.also(), covered);
      if (span != null && other != null) {
        boolean confidential = shown(text, span).toLowerCase(Locale.ROOT).contains("confidential");
        found.add(new Sign(said.rule(), span, evidence(text, span, other), open && !confidential));
      }
    }
    return found;
  }

  private static @Nullable Span any(SignWords words, List<Phrase> phrases, List<Span> covered) {
    for (Phrase phrase : phrases) {
      Span span = words.find(phrase, covered);
      if (span != null) {
        return span;
      }
    }
    return null;
  }

  private static List<String> evidence(String text, Span span, Span other) {
    List<String> evidence = new ArrayList<>();
    evidence.add("it says \"" + shown(text, span) + "\"");
    if (!other.equals(span)) {
      evidence.add("it also says \"" + shown(text, other) + "\"");
    }
    return evidence;
  }

  /** SignWords of the text without what stands between them. */
  static String shown(String text, Span span) {
    String plain = text.substring(span.from(), span.to()).replaceAll("[\\s*#/;%|]+", " ");
    StringBuilder safe = new StringBuilder();
    plain.codePoints().filter(c -> !Character.isISOControl(c)).forEach(safe::appendCodePoint);
    return safe.length() > 120 ? safe.substring(0, 119) + "…" : safe.toString();
  }

  private static Candidate candidate(Sign sign, Region region) {
    return new Candidate(
        sign.rule().id(),
        sign.rule().severity(),
        sign.choice() ? Confidence.LOW : sign.rule().confidence(),
        0,
        true,
        sign.evidence(),
        region,
        region.byteOffset(),
        region.byteOffset() + region.byteLength(),
        null,
        null,
        null,
        "");
  }

  /** Whether it is a document, whose first words are its header. */
  private static boolean prose(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return PROSE.contains(name.substring(name.lastIndexOf('.') + 1)) || name.indexOf('.') < 0;
  }

  private static boolean binary(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** UTF-8 if it is, else one byte a character. A character that is cut at the end is neither. */
  private static Charset charset(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && end > to - 4 && bytes[end - 1] < 0) {
      end--;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, end - from));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
