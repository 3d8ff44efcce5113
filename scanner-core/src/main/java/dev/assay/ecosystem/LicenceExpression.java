package dev.assay.ecosystem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A licence expression of SPDX (specification 2.3, annex D), normalised: ids in the case of SPDX's
 * list, deprecated ones as what they are called now, alternatives and parts sorted and each once.
 * So two that mean the same are equal, whatever the order; as text it is written that way.
 */
public sealed interface LicenceExpression {

  /** One licence. */
  record Licence(String id, boolean orLater, @Nullable String exception)
      implements LicenceExpression {

    @Override
    public boolean known() {
      return LicenceIds.get().known(id)
          && (exception == null || LicenceIds.get().exception(exception) != null);
    }

    @Override
    public boolean satisfies(Collection<LicenceExpression> allowed) {
      for (LicenceExpression each : allowed) {
        if ((each instanceof Licence licence && takenBy(licence)) || each.equals(this)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean needs(Collection<LicenceExpression> denied) {
      for (LicenceExpression each : denied) {
        if ((each instanceof Licence licence && hitBy(licence)) || each.equals(this)) {
          return true;
        }
      }
      return false;
    }

    /** An exception permits more, never less; a later version may be chosen. */
    private boolean takenBy(Licence allowed) {
      if (allowed.exception != null && !allowed.exception.equals(exception)) {
        return false;
      }
      LicenceVersion own = LicenceVersion.of(this);
      LicenceVersion other = LicenceVersion.of(allowed);
      if (!own.family().equals(other.family())) {
        return false;
      }
      int order = own.compareVersion(other);
      return (order == 0 && own.orLater() == other.orLater())
          || (own.orLater() && order <= 0)
          || (other.orLater() && order >= 0);
    }

    /** Whoever denies a licence denies it with any exception, unless that is named. */
    private boolean hitBy(Licence denied) {
      if (denied.exception != null && !denied.exception.equals(exception)) {
        return false;
      }
      LicenceVersion own = LicenceVersion.of(this);
      LicenceVersion other = LicenceVersion.of(denied);
      if (!own.family().equals(other.family())) {
        return false;
      }
      int order = own.compareVersion(other);
      // Denying 2.0-only leaves 2.0-or-later: a later one may be chosen.
      return (order == 0 && own.orLater() == other.orLater()) || (other.orLater() && order >= 0);
    }

    @Override
    public List<Licence> licences() {
      return List.of(this);
    }

    @Override
    public String toString() {
      return id + (orLater ? "+" : "") + (exception == null ? "" : " WITH " + exception);
    }
  }

  /**
   * Several that hold at once.
   *
   * @param parts at least two, sorted by how they are written; none is an {@code All}
   */
  record All(List<LicenceExpression> parts) implements LicenceExpression {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean known() {
      return parts.stream().allMatch(LicenceExpression::known);
    }

    @Override
    public boolean satisfies(Collection<LicenceExpression> allowed) {
      return allowed.contains(this) || parts.stream().allMatch(part -> part.satisfies(allowed));
    }

    @Override
    public boolean needs(Collection<LicenceExpression> denied) {
      return denied.contains(this) || parts.stream().anyMatch(part -> part.needs(denied));
    }

    @Override
    public List<Licence> licences() {
      return parts.stream().flatMap(part -> part.licences().stream()).toList();
    }

    @Override
    public String toString() {
      List<String> words = new ArrayList<>();
      parts.forEach(part -> words.add(part instanceof Any ? "(" + part + ")" : part.toString()));
      return String.join(" AND ", words);
    }
  }

  /**
   * Several of which one may be chosen.
   *
   * @param parts at least two, sorted by how they are written; none is an {@code Any}
   */
  record Any(List<LicenceExpression> parts) implements LicenceExpression {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean known() {
      return parts.stream().allMatch(LicenceExpression::known);
    }

    @Override
    public boolean satisfies(Collection<LicenceExpression> allowed) {
      return allowed.contains(this) || parts.stream().anyMatch(part -> part.satisfies(allowed));
    }

    @Override
    public boolean needs(Collection<LicenceExpression> denied) {
      return denied.contains(this) || parts.stream().allMatch(part -> part.needs(denied));
    }

    @Override
    public List<Licence> licences() {
      return parts.stream().flatMap(part -> part.licences().stream()).toList();
    }

    @Override
    public String toString() {
      List<String> words = new ArrayList<>();
      parts.forEach(part -> words.add(part instanceof All ? "(" + part + ")" : part.toString()));
      return String.join(" OR ", words);
    }
  }

  /** Whether all its ids stand in SPDX's list, or are {@code LicenseRef-…}. */
  boolean known();

  /**
   * Whether it can be kept with nothing but {@code allowed}: one alternative of each choice, all of
   * what holds at once. An entry {@code X-or-later} takes every version from X on; one without an
   * exception takes the licence with any.
   */
  boolean satisfies(Collection<LicenceExpression> allowed);

  /**
   * Whether it can't be kept without one of {@code denied}: every alternative of a choice, any of
   * what holds at once. An entry without an exception denies the licence with any.
   */
  boolean needs(Collection<LicenceExpression> denied);

  /** All licences in it, in the order in which it is written. */
  List<Licence> licences();

  /**
   * Reads an expression, in any case. Ids that SPDX's list doesn't have are taken as they are: see
   * {@link #known}.
   *
   * @return null if it isn't one
   */
  static @Nullable LicenceExpression parse(String text) {
    return ExpressionParser.parse(text);
  }

  /**
   * Reads what a manifest declares: an expression, a name such as {@code The Apache Software
   * License, Version 2.0} or {@code GPLv2+}, a classifier of PyPI, an address with its scheme at
   * which a licence of the list stands (none is ever opened).
   *
   * @return null if it isn't told, or not all of it is in SPDX's list
   */
  static @Nullable LicenceExpression declared(String text) {
    return LicenceIds.get().declared(text);
  }

  /**
   * The licence that stands at {@code address}, which may lack its scheme.
   *
   * @return null if it isn't told
   */
  static @Nullable LicenceExpression at(String address) {
    return LicenceAddresses.named(address);
  }

  /** Both at once. */
  static LicenceExpression all(Collection<LicenceExpression> parts) {
    TreeMap<String, LicenceExpression> sorted = new TreeMap<>();
    for (LicenceExpression part : parts) {
      for (LicenceExpression each : part instanceof All all ? all.parts : List.of(part)) {
        sorted.put(each.toString(), each);
      }
    }
    return sorted.size() == 1
        ? sorted.firstEntry().getValue()
        : new All(List.copyOf(sorted.values()));
  }

  /** Either of them. */
  static LicenceExpression any(Collection<LicenceExpression> parts) {
    TreeMap<String, LicenceExpression> sorted = new TreeMap<>();
    for (LicenceExpression part : parts) {
      for (LicenceExpression each : part instanceof Any any ? any.parts : List.of(part)) {
        sorted.put(each.toString(), each);
      }
    }
    return sorted.size() == 1
        ? sorted.firstEntry().getValue()
        : new Any(List.copyOf(sorted.values()));
  }
}
