package dev.assay.source.git.history;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What names objects of a repository: refs, which make an object part of its history, and what is
 * merely left of earlier states (reflogs, ORIG_HEAD and such).
 */
final class RefTips {
  private final TreeMap<String, String> refs = new TreeMap<>();
  private final Set<String> former = new LinkedHashSet<>();

  /** Full names in their order, each with the full hexadecimal id that it holds. */
  SortedMap<String, String> refs() {
    return refs;
  }

  /** Ids that reflogs and pseudo-refs name; some may be refs' as well, or be gone. */
  Collection<String> former() {
    return former;
  }

  void addRef(String name, String id) {
    refs.put(name, id);
  }

  void addFormer(String id) {
    former.add(id);
  }

  /** Whether {@code text} starts with a full id that isn't all zeros. */
  static boolean startsWithId(String text, int hexLength) {
    if (text.length() < hexLength) {
      return false;
    }
    boolean zero = true;
    for (int i = 0; i < hexLength; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
      zero &= c == '0';
    }
    return !zero;
  }
}
