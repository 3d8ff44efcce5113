package dev.assay.detect.licence;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Content;
import dev.assay.model.LicenceText;
import dev.assay.model.Provenance;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * Says which licences files hold or name: files that are called like a licence and read-mes whole,
 * of other texts the heads, where one of a few words stands in them. Not used on git's history.
 */
public final class LicenceDetector implements Detector {

  /** Bytes of the head of a file that are looked at. */
  static final int HEAD = 8 << 10;

  /** Bytes of a head that are looked at behind the last telling word. */
  static final int AROUND = 1200;

  /** Bytes that are matched at once; longer texts in parts that overlap. */
  static final int PART = 160 << 10;

  /** Longest licence that is surely seen whole, wherever a part ends. */
  static final int OVERLAP = 60 << 10;

  /** Characters of the longest text whose licences are kept in mind: GPL-3.0 has 35,000. */
  private static final int LONGEST_KEPT = 48 << 10;

  /** Characters of all texts that one worker keeps. */
  private static final int MOST_KEPT = 512 << 10;

  private final LicenceMatcher matcher;

  /** A detector that knows what {@code matcher} does. */
  public LicenceDetector(LicenceMatcher matcher) {
    this.matcher = matcher;
  }

  @Override
  public Worker worker() {
    return new Worker() {
      private final Notices notices = new Notices();

      @Override
      public Pass begin(Content content, Observer out) {
        Provenance place = content.provenance();
        return place instanceof Provenance.View || place instanceof Provenance.Message
            ? Pass.NONE
            : new Reading(content, LicencePlaces.of(place), notices, out);
      }
    };
  }

  /**
   * What was found in the texts seen last: the same notice, and the same licence, lie in one
   * package after the other. What a text holds depends on nothing but its words, so results don't
   * depend on what is kept here.
   */
  private static final class Notices {
    private final LinkedHashMap<String, List<LicenceMatch>> byText =
        new LinkedHashMap<>(16, 0.75f, true);

    private int length;

    List<LicenceMatch> of(String text, LicenceMatcher matcher) {
      if (text.length() > LONGEST_KEPT) {
        return matcher.match(text);
      }
      List<LicenceMatch> known = byText.get(text);
      if (known == null) {
        known = matcher.match(text);
        byText.put(text, known);
        length += text.length();
        Iterator<String> oldest = byText.keySet().iterator();
        while (length > MOST_KEPT) {
          length -= oldest.next().length();
          oldest.remove();
        }
      }
      return known;
    }
  }

  /** One file. */
  private final class Reading implements Pass {
    private final Content content;
    private final LicencePlaces.Kind kind;
    private final Notices notices;
    private final Observer out;

    /** The best of each licence, by kind and expression. */
    private final TreeMap<String, LicenceText> found = new TreeMap<>();

    private boolean over;

    Reading(Content content, LicencePlaces.Kind kind, Notices notices, Observer out) {
      this.content = content;
      this.notices = notices;
      this.kind = kind;
      this.out = out;
    }

    @Override
    public void window(Window window) {
      if (over) {
        return;
      }
      int from = window.begin();
      int end = window.end();
      boolean head = kind == LicencePlaces.Kind.OTHER || kind == LicencePlaces.Kind.MANIFEST;
      if (head) {
        over = true;
        end = Math.min(end, from + HEAD);
      }
      if (window.first() && TellingWords.binary(window.bytes(), from, end)) {
        over = true;
        return;
      }
      int word = TellingWords.find(window.bytes(), from, end);
      if (word < 0) {
        return;
      }
      if (head) {
        // A notice stands around its words: the code behind it costs more than it tells.
        int last = word;
        for (int at = word; at >= 0; at = TellingWords.find(window.bytes(), at + 1, end)) {
          last = at;
        }
        end = Math.min(end, last + AROUND);
        part(new SeenText(content, window, from, end, kind).header());
        return;
      }
      while (true) {
        int to = Math.min(end, from + PART);
        part(new SeenText(content, window, from, to, kind));
        if (to == end || out.stopped()) {
          return;
        }
        from = to - OVERLAP;
      }
    }

    private void part(SeenText seen) {
      List<LicenceMatch> matches = notices.of(seen.text(), matcher);
      for (LicenceMatch match : matches) {
        if (kind == LicencePlaces.Kind.MANIFEST && match.kind() == LicenceText.Kind.REFERENCE) {
          continue; // it is what the manifest declares
        }
        String key = match.kind().ordinal() + match.expression();
        LicenceText known = found.get(key);
        if (known == null || known.score() < match.score()) {
          found.put(
              key,
              new LicenceText(
                  content.provenance(),
                  seen.region(match.start(), match.end()),
                  match.kind(),
                  match.expression(),
                  match.score(),
                  match.differences()));
        }
      }
    }

    @Override
    public void end() {
      found.values().forEach(out::observe);
    }
  }
}
