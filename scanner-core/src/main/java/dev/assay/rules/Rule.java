package dev.assay.rules;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule, ready to run: its pattern is checked and rewritten, its anchors are placed. Texts for
 * people are kept apart (see {@link RuleSet#info}), since the hook path never needs them for a
 * clean commit.
 *
 * @param id kebab-case, never reused
 * @param severity what the credential can do
 * @param confidence what the pattern alone proves
 * @param specific false for generic rules (ids that begin with {@code generic-}), which lose
 *     against specific ones on the same bytes
 * @param shape what it looks for
 * @param near its other half; null if it has none
 * @param path limits it to paths; for {@link Shape.PathOnly} it is the rule
 * @param checksum name of the checksum that its secret carries; empty if none
 * @param structure name of what its secret must decode as; empty if none
 * @param minEntropy least Shannon entropy of the secret, bits a character; 0 for none
 * @param require kinds of character that the secret holds at least one of each
 * @param allow exceptions
 */
public record Rule(
    String id,
    Severity severity,
    Confidence confidence,
    boolean specific,
    Shape shape,
    @Nullable Near near,
    PathScope path,
    String checksum,
    String structure,
    double minEntropy,
    Set<CharKind> require,
    List<Allow> allow) {

  public Rule {
    require = Set.copyOf(require);
    allow = List.copyOf(allow);
  }

  /** The kinds of rule. */
  public sealed interface Shape {

    /**
     * A pattern with literals inside each match.
     *
     * @param regex for {@code java.util.regex}, rewritten for a Latin-1 view of bytes (ASCII word
     *     boundaries, UNIX lines)
     * @param anchors every match holds one of these at its offset; empty for slow rules
     * @param guards conditions on single bytes that every match fulfils
     * @param secretGroup capture group that is the secret
     * @param window most bytes that a match may span
     * @param slow whether it runs without anchors, at every offset
     * @param scoring how its secret is weighed; null if a match is proof enough
     */
    record Token(
        String regex,
        List<Anchor> anchors,
        List<Guard> guards,
        int secretGroup,
        int window,
        boolean slow,
        @Nullable Scoring scoring)
        implements Shape {
      public Token {
        anchors = List.copyOf(anchors);
        guards = List.copyOf(guards);
      }

      /** A shape whose match is proof enough. */
      public Token(
          String regex,
          List<Anchor> anchors,
          List<Guard> guards,
          int secretGroup,
          int window,
          boolean slow) {
        this(regex, anchors, guards, secretGroup, window, slow, null);
      }
    }

    /**
     * Keyword, operator, value.
     *
     * @param keywords lower-case ASCII, at least three characters each
     * @param then lower-case words of which the rest of the identifier, after the keyword, must
     *     hold one, in either case; empty if it may be anything
     * @param alphabet characters of the value
     * @param untilDelimiter whether the value is whatever stands up to its delimiter ({@code
     *     printable}); then {@code alphabet} is every printable byte
     * @param minLength least length of the value, bytes
     * @param maxLength most length of the value, bytes
     */
    record Assign(
        List<String> keywords,
        List<String> then,
        ByteSet alphabet,
        boolean untilDelimiter,
        int minLength,
        int maxLength)
        implements Shape {
      public Assign {
        keywords = List.copyOf(keywords);
        then = List.copyOf(then);
      }
    }

    /**
     * A value under a credential's name, in whatever notation, weighed by its features.
     *
     * @param stems words that name the credential; lower-case ASCII letters, three at least
     * @param qualifiers words one of which must stand before the stem, else its name is weak
     *     evidence; empty if the stem suffices
     * @param scoring how the value is weighed
     */
    record Generic(List<String> stems, List<String> qualifiers, Scoring scoring) implements Shape {
      public Generic {
        stems = List.copyOf(stems);
        qualifiers = List.copyOf(qualifiers);
      }
    }

    /**
     * A pattern as other scanners have them: searched for anywhere in a content, if one of some
     * keywords stands in it. Never part of a pack.
     *
     * @param regex for {@code java.util.regex}, on a Latin-1 view of bytes
     * @param anchors where not empty, every match holds one of these at its offset
     * @param guards conditions on single bytes that every match fulfils
     * @param keywords lower-case bytes as Latin-1; the content must hold one of them, in either
     *     case; empty if that is no condition, or follows from the anchors
     * @param reach how far from a keyword a match may reach: bytes; {@link #LINE} if it stays on
     *     the keyword's line; {@link #ANYWHERE} if it need not hold a keyword at all
     * @param secretGroup capture group that is the secret; {@link #FIRST_GROUP} for the first that
     *     isn't empty, the whole match if all are
     * @param companions what must be found near it
     * @param silent whether it is only there to be a companion of others
     */
    record Search(
        String regex,
        List<Anchor> anchors,
        List<Guard> guards,
        List<String> keywords,
        int reach,
        int secretGroup,
        List<Companion> companions,
        boolean silent)
        implements Shape {
      /** See {@code secretGroup}. */
      public static final int FIRST_GROUP = -1;

      /** See {@code reach}. */
      public static final int ANYWHERE = 0;

      /** See {@code reach}. */
      public static final int LINE = -1;

      public Search {
        anchors = List.copyOf(anchors);
        guards = List.copyOf(guards);
        keywords = List.copyOf(keywords);
        companions = List.copyOf(companions);
      }
    }

    /**
     * A path, and perhaps what the file must begin with.
     *
     * @param content regex that must be found in the first 4096 bytes; null if the path suffices
     * @param in where it counts: {@link #ARTIFACT}, or kinds of package in their lower-case words;
     *     empty for everywhere
     * @param folders names of folders that it is about as a whole, each told once; only of rules
     *     that don't count everywhere
     */
    record PathOnly(@Nullable String content, List<String> in, List<String> folders)
        implements Shape {
      /** Whatever ships: see {@code in}. */
      public static final String ARTIFACT = "artifact";

      public PathOnly {
        in = List.copyOf(in);
        folders = List.copyOf(folders);
      }

      /** A shape that counts everywhere. */
      public PathOnly(@Nullable String content) {
        this(content, List.of(), List.of());
      }

      /** Whether it counts only in what ships. */
      public boolean ships() {
        return !in.isEmpty();
      }
    }

    /**
     * Words by which something says of itself that it is under a proprietary licence.
     *
     * @param look where they stand
     * @param values of {@link Look#METADATA} whole values, else phrases of words; lower case,
     *     {@code *} for anything. One of them must stand there
     * @param also phrases one of which must stand there too: a second, independent sign; empty if
     *     one sign is enough
     * @param in of {@link Look#METADATA} kinds of package in their lower-case words; empty for all
     */
    record Licence(Look look, List<String> values, List<String> also, List<String> in)
        implements Shape {
      public Licence {
        values = List.copyOf(values);
        also = List.copyOf(also);
        in = List.copyOf(in);
      }
    }
  }

  /** Where a {@link Shape.Licence} looks. */
  public enum Look {
    /** What a package declares as its licence. */
    METADATA,
    /** Files of licences, by their names; what known licences cover is left out. */
    TEXT,
    /** How such a file begins. */
    TITLE,
    /** The comment that a file begins with, or how a document begins. */
    HEADER
  }

  /** What kind of credential a name promises; each has weights of its own. */
  public enum Family {
    /** Chosen by people: any literal may be one. */
    PASSWORD,
    /** Made by machines: random. */
    TOKEN,
    /** Names that stand for other things more often. */
    WEAK
  }

  /** Where a pattern with {@link Scoring} found its secret. */
  public enum Notation {
    /** Beside a name. */
    ASSIGNMENT,
    /** {@code scheme://user:secret@host}. */
    URL,
    /** A header such as {@code Authorization}. */
    HEADER,
    /** A command or statement that only takes a secret there. */
    COMMAND
  }

  /**
   * How a secret without a shape of its own is weighed.
   *
   * @param family the column of weights
   * @param notation where a pattern finds it
   * @param weight what the stem, or the pattern, itself adds to the score
   * @param low least score of a finding of low confidence
   * @param medium of medium confidence
   * @param high of high confidence
   */
  public record Scoring(
      Family family, Notation notation, double weight, double low, double medium, double high) {}

  /**
   * A literal at a known distance from the start of a match.
   *
   * @param literal Latin-1 bytes; lower case where {@code ignoreCase}
   * @param ignoreCase whether ASCII letters match in either case
   * @param minOffset least distance of the literal from the start of the match, bytes
   * @param maxOffset most distance
   */
  public record Anchor(String literal, boolean ignoreCase, int minOffset, int maxOffset) {}

  /**
   * A byte that every match has at a fixed place.
   *
   * @param offset from the start of the match; -1 is the byte before it
   * @param allowed what it may be
   * @param edge whether the start (for -1) or end of the content fulfils it too
   */
  public record Guard(int offset, ByteSet allowed, boolean edge) {}

  /**
   * The other half of a credential.
   *
   * @param rule id of the other rule
   * @param lines most lines between them
   * @param required whether there is no finding without it
   */
  public record Near(String rule, int lines, boolean required) {}

  /**
   * Another rule without whose match there is no finding.
   *
   * @param rule its id
   * @param lines most lines between the two; -1 for anywhere in the content
   * @param columns most columns between their starts; -1 for any
   */
  public record Companion(String rule, int lines, int columns) {}

  /**
   * Globs on the inner path; a pattern without {@code /} is matched against the file name.
   *
   * @param include one must match; empty takes every path
   * @param exclude none may match
   */
  public record PathScope(List<String> include, List<String> exclude) {

    /** Every path. */
    public static final PathScope ANY = new PathScope(List.of(), List.of());

    public PathScope {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /** Kinds of character for {@code require}. */
  public enum CharKind {
    LETTER,
    UPPER,
    LOWER,
    DIGIT,
    SPECIAL
  }

  /** What an exception looks at. */
  public enum Target {
    SECRET,
    MATCH,
    LINE
  }

  /**
   * An exception.
   *
   * @param all whether every kind that is given must hold (patterns, stopwords, paths, commits), or
   *     any
   * @param target what patterns and stopwords are applied to
   * @param patterns regexes, found anywhere in the target
   * @param stopwords lower case, contained in the target whatever its case
   * @param paths globs
   * @param commits full ids; judged after attribution
   * @param wordsInSecret whether stopwords are looked for in the secret, whatever the target; never
   *     so in a pack
   */
  public record Allow(
      boolean all,
      Target target,
      List<String> patterns,
      List<String> stopwords,
      List<String> paths,
      List<String> commits,
      boolean wordsInSecret) {

    /** An exception whose stopwords are looked for where its patterns are. */
    public Allow(
        boolean all,
        Target target,
        List<String> patterns,
        List<String> stopwords,
        List<String> paths,
        List<String> commits) {
      this(all, target, patterns, stopwords, paths, commits, false);
    }

    public Allow {
      patterns = List.copyOf(patterns);
      stopwords = List.copyOf(stopwords);
      paths = List.copyOf(paths);
      commits = List.copyOf(commits);
    }
  }
}
