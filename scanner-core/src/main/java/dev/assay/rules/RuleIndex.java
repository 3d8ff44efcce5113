package dev.assay.rules;

import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.Rule.Shape;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out of a set of rules before anything is matched: the trie of all their literals,
 * whom each literal concerns, and which rules are of which kind. A rule is named by its place in
 * the set. Worked out at build time for the rules of a pack, which holds these arrays as they are:
 * so a start reads a few arrays, and a rule only when something concerns it. Immutable.
 */
public final class RuleIndex {
  private final LiteralTrie trie;

  /** Uses of a literal by rules' anchors: from its entry to the next one's. */
  private final int[] firstUse;

  private final int[] useRule;
  private final int[] useMin;
  private final int[] useMax;

  /** Where the literal stands in {@link #exact} as the anchor writes it; -1 if case is ignored. */
  private final int[] useExact;

  private final byte[] exact;

  /** The same of assignments' keywords. */
  private final int[] firstAssign;

  private final int[] assignRule;
  private final int[] stems;
  private final int[] slow;
  private final int[] searched;
  private final int[] generic;
  private final int[] paths;
  private final int[] shipped;
  private final int[] paired;
  private final int[] licences;

  private RuleIndex(LiteralTrie trie, byte[] exact, int[][] arrays) {
    this.trie = trie;
    this.exact = exact;
    int i = 0;
    firstUse = arrays[i++];
    useRule = arrays[i++];
    useMin = arrays[i++];
    useMax = arrays[i++];
    useExact = arrays[i++];
    firstAssign = arrays[i++];
    assignRule = arrays[i++];
    stems = arrays[i++];
    slow = arrays[i++];
    searched = arrays[i++];
    generic = arrays[i++];
    paths = arrays[i++];
    shipped = arrays[i++];
    paired = arrays[i++];
    licences = arrays[i];
  }

  private int[][] arrays() {
    return new int[][] {
      firstUse,
      useRule,
      useMin,
      useMax,
      useExact,
      firstAssign,
      assignRule,
      stems,
      slow,
      searched,
      generic,
      paths,
      shipped,
      paired,
      licences
    };
  }

  /** Works it out. */
  public static RuleIndex of(List<Rule> rules) {
    return new Builder(rules).build();
  }

  /** A rule's interest in a literal; of an assignment if it has no anchor. */
  private record Use(String literal, int rule, @Nullable Anchor anchor) {}

  private static final class Builder {
    private final List<Rule> rules;
    private final List<Use> uses = new ArrayList<>();
    private final List<Use> assigns = new ArrayList<>();
    private final Set<String> stems = new TreeSet<>();

    /** Literals that only open the gates of searched rules. */
    private final Set<String> gates = new TreeSet<>();

    private final Numbers slow = new Numbers();
    private final Numbers searched = new Numbers();
    private final Numbers generic = new Numbers();
    private final Numbers paths = new Numbers();
    private final Numbers shipped = new Numbers();
    private final Numbers licences = new Numbers();

    Builder(List<Rule> rules) {
      this.rules = rules;
    }

    RuleIndex build() {
      for (int rule = 0; rule < rules.size(); rule++) {
        take(rule, rules.get(rule).shape());
      }
      Set<String> literals = new TreeSet<>(stems);
      literals.addAll(gates);
      uses.forEach(use -> literals.add(use.literal));
      assigns.forEach(use -> literals.add(use.literal));
      LiteralTrie trie = LiteralTrie.of(literals);
      int[] firstUse = new int[trie.literals() + 1];
      Use[] byLiteral = byLiteral(uses, trie, firstUse);
      int[] firstAssign = new int[trie.literals() + 1];
      Use[] assignsByLiteral = byLiteral(assigns, trie, firstAssign);
      int count = byLiteral.length;
      int[][] use = new int[4][count];
      ByteArrayOutputStream exact = new ByteArrayOutputStream();
      for (int i = 0; i < count; i++) {
        Anchor anchor = byLiteral[i].anchor;
        use[0][i] = byLiteral[i].rule;
        use[1][i] = anchor == null ? 0 : anchor.minOffset();
        use[2][i] = anchor == null ? 0 : anchor.maxOffset();
        use[3][i] = -1;
        if (anchor != null && !anchor.ignoreCase()) {
          use[3][i] = exact.size();
          anchor.literal().chars().forEach(exact::write);
        }
      }
      Numbers assignRules = new Numbers();
      for (Use assign : assignsByLiteral) {
        assignRules.add(assign.rule);
      }
      Numbers stemLiterals = new Numbers();
      for (int literal : stems.stream().mapToInt(trie::find).sorted().toArray()) {
        stemLiterals.add(literal);
      }
      return new RuleIndex(
          trie,
          exact.toByteArray(),
          new int[][] {
            firstUse,
            use[0],
            use[1],
            use[2],
            use[3],
            firstAssign,
            assignRules.all(),
            stemLiterals.all(),
            slow.all(),
            searched.all(),
            generic.all(),
            paths.all(),
            shipped.all(),
            paired(),
            licences.all()
          });
    }

    private void take(int rule, Shape shape) {
      if (shape instanceof Shape.Token token) {
        anchors(rule, token.anchors());
        if (token.slow()) {
          slow.add(rule);
        }
      } else if (shape instanceof Shape.Search search) {
        searched.add(rule);
        anchors(rule, search.anchors());
        search.keywords().forEach(keyword -> gates.add(lower(keyword)));
      } else if (shape instanceof Shape.Assign assign) {
        assign.keywords().forEach(keyword -> assigns.add(new Use(keyword, rule, null)));
      } else if (shape instanceof Shape.Generic named) {
        generic.add(rule);
        named.stems().forEach(stem -> stems.add(lower(stem)));
      } else if (shape instanceof Shape.PathOnly path && path.ships()) {
        shipped.add(rule);
      } else if (shape instanceof Shape.Licence) {
        licences.add(rule);
      } else {
        paths.add(rule);
      }
    }

    private void anchors(int rule, List<Anchor> anchors) {
      for (Anchor anchor : anchors) {
        uses.add(new Use(lower(anchor.literal()), rule, anchor));
      }
    }

    /** Sorted by literal, otherwise in their order; fills in where those of each begin. */
    private static Use[] byLiteral(List<Use> uses, LiteralTrie trie, int[] first) {
      int[] literals = new int[uses.size()];
      for (int i = 0; i < literals.length; i++) {
        literals[i] = trie.find(uses.get(i).literal);
        first[literals[i] + 1]++;
      }
      for (int i = 1; i < first.length; i++) {
        first[i] += first[i - 1];
      }
      int[] next = first.clone();
      Use[] sorted = new Use[literals.length];
      for (int i = 0; i < literals.length; i++) {
        sorted[next[literals[i]]++] = uses.get(i);
      }
      return sorted;
    }

    /** Rules that are, or want, the other half of a pair. */
    private int[] paired() {
      Set<String> halves = new HashSet<>();
      for (Rule rule : rules) {
        if (rule.near() != null) {
          halves.add(rule.id());
          halves.add(rule.near().rule());
        }
        if (rule.shape() instanceof Shape.Search search) {
          if (search.silent() || !search.companions().isEmpty()) {
            halves.add(rule.id());
          }
          search.companions().forEach(companion -> halves.add(companion.rule()));
        }
      }
      Numbers paired = new Numbers();
      for (int rule = 0; rule < rules.size(); rule++) {
        if (halves.contains(rules.get(rule).id())) {
          paired.add(rule);
        }
      }
      return paired.all();
    }
  }

  private static final class Numbers {
    private int[] all = new int[16];
    private int count;

    void add(int number) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = number;
    }

    int[] all() {
      return Arrays.copyOf(all, count);
    }
  }

  /** Lower case of ASCII letters only: bytes above 127 are no letters here. */
  private static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'A' && chars[i] <= 'Z') {
        chars[i] = (char) (chars[i] + 32);
      }
    }
    return new String(chars);
  }

  void write(PackWriter out) {
    trie.write(out);
    out.raw(exact);
    for (int[] array : arrays()) {
      out.ints(array);
    }
  }

  static RuleIndex read(PackReader in) {
    LiteralTrie trie = LiteralTrie.read(in);
    byte[] exact = in.raw();
    int[][] arrays = new int[15][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = in.ints();
    }
    return new RuleIndex(trie, exact, arrays);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleIndex index
        && trie.equals(index.trie)
        && Arrays.equals(exact, index.exact)
        && Arrays.deepEquals(arrays(), index.arrays());
  }

  @Override
  public int hashCode() {
    return trie.hashCode();
  }

  /** All literals. */
  public LiteralTrie trie() {
    return trie;
  }

  /** The number of a literal in either case; -1 if it is none. */
  public int literal(String text) {
    return trie.find(lower(text));
  }

  /** The first use of a literal by an anchor; the uses end where those of the next one begin. */
  public int firstUse(int literal) {
    return firstUse[literal];
  }

  /** The rule of a use. */
  public int rule(int use) {
    return useRule[use];
  }

  /** Least distance of the literal from the start of a match, bytes. */
  public int minOffset(int use) {
    return useMin[use];
  }

  /** Most distance. */
  public int maxOffset(int use) {
    return useMax[use];
  }

  /** Whether the case in which the literal of a use stands at {@code bytes[at..]} is right. */
  public boolean caseHolds(int use, byte[] bytes, int at, int length) {
    int from = useExact[use];
    if (from < 0) {
      return true;
    }
    byte[] wanted = exact;
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != wanted[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The first assignment rule of a keyword; they end where those of the next literal begin. */
  public int firstAssign(int literal) {
    return firstAssign[literal];
  }

  /** The rule of an assignment's keyword. */
  public int assignRule(int assign) {
    return assignRule[assign];
  }

  /** Literals that are stems of generic credentials' names. */
  public int[] stems() {
    return stems.clone();
  }

  /** Rules of tokens that are tried at every offset. */
  public int[] slow() {
    return slow.clone();
  }

  /** Rules of {@link Shape.Search}. */
  public int[] searched() {
    return searched.clone();
  }

  /** Rules of {@link Shape.Generic}. */
  public int[] generic() {
    return generic.clone();
  }

  /** Rules of {@link Shape.PathOnly} that count everywhere. */
  public int[] paths() {
    return paths.clone();
  }

  /** Rules of {@link Shape.PathOnly} that count only in what ships. */
  public int[] shipped() {
    return shipped.clone();
  }

  /** Rules that are, or want, the other half of a pair. */
  public int[] paired() {
    return paired.clone();
  }

  /** Rules of {@link Shape.Licence}. */
  public int[] licences() {
    return licences.clone();
  }
}
