package dev.assay.detect.component;

import dev.assay.model.Dependency;
import dev.assay.model.Dependency.Kind;
import dev.assay.model.DependencyScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which component needs or holds which, by their refs. For one thread. */
final class Graph {

  /** Edges beyond this are dropped, which {@link #dropped} tells. */
  private static final int MOST = 1_000_000;

  private final Map<String, Map<String, Edge>> edges = new TreeMap<>();
  private final Map<String, Integer> incoming = new HashMap<>();
  private int count;
  private long dropped;

  private record Edge(DependencyScope scope, Kind kind) {}

  /** A component needs itself as little as it holds itself: nothing is added then. */
  void needs(String from, String to, DependencyScope scope) {
    add(from, to, new Edge(scope, Kind.NEEDS));
  }

  void holds(String from, String to) {
    add(from, to, new Edge(DependencyScope.UNSAID, Kind.HOLDS));
  }

  private void add(String from, String to, Edge edge) {
    if (from.equals(to)) {
      return;
    }
    Map<String, Edge> out = edges.get(from);
    Edge known = out == null ? null : out.get(to);
    if (known == null && count == MOST) {
      dropped++;
      return;
    }
    if (out == null) {
      out = new TreeMap<>();
      edges.put(from, out);
    }
    if (known == null) {
      count++;
      incoming.merge(to, 1, Integer::sum);
      out.put(to, edge);
    } else if (known.kind() == edge.kind()) {
      out.put(to, new Edge(known.scope().and(edge.scope()), edge.kind()));
    } else if (edge.kind() == Kind.NEEDS) {
      out.put(to, edge);
    }
  }

  long dropped() {
    return dropped;
  }

  /** Gives what was called {@code old} its name. */
  void rename(String old, String name) {
    Map<String, Edge> out = edges.remove(old);
    if (out != null) {
      count -= out.size();
      out.forEach((to, edge) -> add(name, to, edge));
    }
  }

  /** What {@code ref} holds. */
  List<String> heldBy(String ref) {
    List<String> all = new ArrayList<>();
    edges
        .getOrDefault(ref, Map.of())
        .forEach(
            (to, edge) -> {
              if (edge.kind() == Kind.HOLDS) {
                all.add(to);
              }
            });
    return all;
  }

  /** Whether anything needs or holds it. */
  boolean isWanted(String ref) {
    return incoming.containsKey(ref);
  }

  /** Adds to {@code reached} all that is reached from {@code start}, itself as well. */
  void reach(String start, Set<String> reached) {
    Deque<String> open = new ArrayDeque<>();
    if (reached.add(start)) {
      open.add(start);
    }
    while (!open.isEmpty()) {
      for (String to : edges.getOrDefault(open.remove(), Map.of()).keySet()) {
        if (reached.add(to)) {
          open.add(to);
        }
      }
    }
  }

  /**
   * What each component is for, as seen from {@code starts}: of a way there the link that asks for
   * least counts, and of several ways the one that asks for most.
   */
  Map<String, DependencyScope> scopes(Set<String> starts) {
    Map<String, DependencyScope> scopes = new HashMap<>();
    Set<String> reached = new HashSet<>(starts);
    for (DependencyScope scope : DependencyScope.values()) {
      // Over links that ask for at least as much as this one, from all that was reached so.
      Deque<String> open = new ArrayDeque<>(reached);
      while (!open.isEmpty()) {
        for (Map.Entry<String, Edge> each :
            edges.getOrDefault(open.remove(), Map.of()).entrySet()) {
          if (each.getValue().scope().compareTo(scope) <= 0 && reached.add(each.getKey())) {
            scopes.put(each.getKey(), scope);
            open.add(each.getKey());
          }
        }
      }
    }
    return scopes;
  }

  /** All edges, sorted. */
  List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>(count);
    edges.forEach(
        (from, out) ->
            out.forEach(
                (to, edge) -> all.add(new Dependency(from, to, edge.scope(), edge.kind()))));
    return all;
  }
}
