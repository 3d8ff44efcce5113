package dev.assay.source.git;

import dev.assay.source.git.GitBackend.CommitNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Sorts commits: parents before children; among those that could come next the one of the earliest
 * commit date, then of the smallest id. The same set always comes in the same order.
 */
final class CommitOrder {

  private static final Comparator<Node> EARLIEST =
      Comparator.<Node>comparingLong(node -> node.commit.time())
          .thenComparing(node -> node.commit.id());

  private CommitOrder() {}

  private static final class Node {
    final CommitNode commit;
    final List<Node> children = new ArrayList<>(1);
    int parentsToCome;

    Node(CommitNode commit) {
      this.commit = commit;
    }
  }

  static List<CommitNode> sorted(List<CommitNode> commits) {
    Map<String, Node> byId = new HashMap<>(commits.size() * 2);
    for (CommitNode commit : commits) {
      byId.put(commit.id(), new Node(commit));
    }
    PriorityQueue<Node> ready = new PriorityQueue<>(EARLIEST);
    for (Node node : byId.values()) {
      for (String parent : node.commit.parents()) {
        Node above = byId.get(parent);
        if (above != null) {
          above.children.add(node);
          node.parentsToCome++;
        }
      }
    }
    for (Node node : byId.values()) {
      if (node.parentsToCome == 0) {
        ready.add(node);
      }
    }
    List<CommitNode> sorted = new ArrayList<>(byId.size());
    for (Node node = ready.poll(); node != null; node = ready.poll()) {
      sorted.add(node.commit);
      for (Node child : node.children) {
        if (--child.parentsToCome == 0) {
          ready.add(child);
        }
      }
    }
    return sorted;
  }
}
