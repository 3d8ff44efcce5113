package dev.assay.ecosystem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a lockfile in JSON, TOML or YAML, with its place: a text (whatever looks like a number
 * or truth value is one too), a mapping or a list. Offsets are those of the {@link LockfileText}.
 */
final class LockNode {
  private static final LockNode NONE = new LockNode(null, null, null, 0, 0);

  private final @Nullable String text;
  private final @Nullable Map<String, LockNode> members;
  private final @Nullable List<LockNode> elements;

  /** Where it begins and ends: of a text the bytes without quotes, of a list unknown. */
  final int from;

  final int to;

  /** Where the name of a member stands; 0 if it has none. */
  int nameFrom;

  int nameTo;

  private LockNode(
      @Nullable String text,
      @Nullable Map<String, LockNode> members,
      @Nullable List<LockNode> elements,
      int from,
      int to) {
    this.text = text;
    this.members = members;
    this.elements = elements;
    this.from = from;
    this.to = to;
  }

  static LockNode text(String text, int from, int to) {
    return new LockNode(text, null, null, from, to);
  }

  static LockNode mapping(int from) {
    return new LockNode(null, new LinkedHashMap<>(4), null, from, from);
  }

  static LockNode list(int from) {
    return new LockNode(null, null, new ArrayList<>(4), from, from);
  }

  /** What stands there and is nothing: JSON's {@code null}. */
  static LockNode nothing(int from) {
    return new LockNode(null, null, null, from, from);
  }

  /** What is not there. */
  static LockNode none() {
    return NONE;
  }

  LockNode named(int nameStart, int nameEnd) {
    nameFrom = nameStart;
    nameTo = nameEnd;
    return this;
  }

  boolean isText() {
    return text != null;
  }

  boolean isMapping() {
    return members != null;
  }

  boolean isList() {
    return elements != null;
  }

  /** Its text; empty if it is none. */
  String text() {
    return text == null ? "" : text;
  }

  /** The text of a member; empty if it is none. */
  String text(String name) {
    return get(name).text();
  }

  /** Its members, in order; none if it is no mapping. */
  Map<String, LockNode> members() {
    return members == null ? Map.of() : members;
  }

  /** Its elements; none if it is no list. */
  List<LockNode> elements() {
    return elements == null ? List.of() : elements;
  }

  /** The member of that name; {@link #none} if there is none. */
  LockNode get(String name) {
    LockNode member = members == null ? null : members.get(name);
    return member == null ? NONE : member;
  }

  boolean has(String name) {
    return members != null && members.containsKey(name);
  }

  /**
   * Adds a member.
   *
   * @return false if there was one of that name; then the new one counts
   */
  boolean put(String name, LockNode value) {
    return members == null || members.put(name, value) == null;
  }

  void add(LockNode value) {
    if (elements != null) {
      elements.add(value);
    }
  }
}
