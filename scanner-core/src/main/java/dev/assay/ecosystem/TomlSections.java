package dev.assay.ecosystem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads TOML (toml.io, version 1.0) in one pass: a section is a member of the outermost table, an
 * array of tables is given element by element. Written by hand, since lockfiles of a few MB are
 * usual, places are needed in bytes, and a line that is broken shall cost no more than its table.
 */
final class TomlSections {
  private final TomlBytes in;
  private final LockSections out;

  /** The section that is being read, with where its name stands. */
  private @Nullable Key top;

  private boolean element;
  private LockNode group = LockNode.none();

  /** The table that names are put into; null if it is one that nobody wants. */
  private @Nullable LockNode table;

  private int nodes;

  private TomlSections(TomlBytes in, LockSections out) {
    this.in = in;
    this.out = out;
  }

  /** A part of a name. */
  private record Key(String text, int from, int to) {}

  static void read(LockfileText text, LockSections out) throws IOException {
    new TomlSections(new TomlBytes(text.open()), out).go();
  }

  private void go() throws IOException {
    while (true) {
      try {
        in.skipSpaceAndLines();
        if (in.peek() < 0) {
          break;
        }
        if (in.peek() == '[') {
          header();
        } else {
          member();
        }
        in.endOfLine();
      } catch (TomlBytes.SyntaxException e) {
        out.malformed(e.offset(), String.valueOf(e.getMessage()));
        if (nodes > LockSections.MOST_NODES) {
          return;
        }
        table = LockNode.none(); // what follows belongs to nothing that is known
        in.skipToHeader();
      }
    }
    flush();
  }

  private void header() throws IOException {
    in.take();
    boolean array = in.peek() == '[';
    if (array) {
      in.take();
    }
    List<Key> keys = keys();
    in.expect(']');
    if (array) {
      in.expect(']');
    }
    Key first = keys.get(0);
    Key open = top;
    if (open == null
        || !open.text().equals(first.text())
        || (array && keys.size() == 1)
        || (!element && keys.size() == 1)) {
      flush();
      top = first;
      element = array && keys.size() == 1;
      group = LockNode.mapping(first.from());
      nodes = 0;
    }
    if (out.take(first.text()) == LockSections.Take.SKIP) {
      table = null;
      return;
    }
    LockNode at = group;
    for (int i = 1; i < keys.size(); i++) {
      at = descend(at, keys.get(i), array && i == keys.size() - 1);
    }
    table = at;
  }

  private LockNode descend(LockNode from, Key key, boolean append)
      throws TomlBytes.SyntaxException {
    count(key.from());
    LockNode next = from.get(key.text());
    if (append) {
      if (!next.isList()) {
        next = LockNode.list(key.from()).named(key.from(), key.to());
        from.put(key.text(), next);
      }
      LockNode added = LockNode.mapping(key.from()).named(key.from(), key.to());
      next.add(added);
      return added;
    }
    if (next.isList() && !next.elements().isEmpty()) {
      next = next.elements().get(next.elements().size() - 1);
    }
    if (!next.isMapping()) {
      next = LockNode.mapping(key.from()).named(key.from(), key.to());
      from.put(key.text(), next);
    }
    return next;
  }

  private void flush() {
    Key open = top;
    if (open != null && out.take(open.text()) != LockSections.Take.SKIP) {
      out.piece(open.text(), "", group.named(open.from(), open.to()));
    }
    top = null;
    group = LockNode.none();
  }

  private void member() throws IOException {
    List<Key> keys = keys();
    in.expect('=');
    LockNode value = value(1);
    if (top == null && table == null) {
      nodes = 0;
      Key key = keys.get(0);
      if (keys.size() == 1 && out.take(key.text()) != LockSections.Take.SKIP) {
        out.piece(key.text(), "", value.named(key.from(), key.to()));
      }
    } else if (table != null) {
      put(table, keys, value);
    }
  }

  private void put(LockNode into, List<Key> keys, LockNode value) throws TomlBytes.SyntaxException {
    LockNode at = into;
    for (Key key : keys.subList(0, keys.size() - 1)) {
      at = descend(at, key, false);
    }
    Key last = keys.get(keys.size() - 1);
    if (!at.put(last.text(), value.named(last.from(), last.to()))) {
      out.malformed(last.from(), "a table has a name twice");
    }
  }

  private List<Key> keys() throws IOException {
    List<Key> keys = new ArrayList<>(2);
    do {
      if (!keys.isEmpty()) {
        in.take();
      }
      in.skipSpace();
      if (keys.size() == LockSections.DEEPEST) {
        throw in.fault("a name has too many parts; its table was not read");
      }
      LockNode key = in.peek() == '"' || in.peek() == '\'' ? in.string() : in.bare(true);
      keys.add(new Key(key.text(), key.from, key.to));
      in.skipSpace();
    } while (in.peek() == '.');
    return keys;
  }

  private LockNode value(int depth) throws IOException {
    in.skipSpace();
    count(in.offset());
    if (depth > LockSections.DEEPEST) {
      throw in.fault("it is nested too deeply here; its table was not read");
    }
    return switch (in.peek()) {
      case '"', '\'' -> in.string();
      case '[' -> array(depth);
      case '{' -> inline(depth);
      default -> in.bare(false);
    };
  }

  private LockNode array(int depth) throws IOException {
    LockNode list = LockNode.list(in.offset());
    in.take();
    in.skipSpaceAndLines();
    while (in.peek() != ']') {
      list.add(value(depth + 1));
      in.skipSpaceAndLines();
      if (in.peek() == ',') {
        in.take();
        in.skipSpaceAndLines();
      } else if (in.peek() != ']') {
        throw in.fault("it is not TOML here; the table was not read on");
      }
    }
    in.take();
    return list;
  }

  private LockNode inline(int depth) throws IOException {
    LockNode mapping = LockNode.mapping(in.offset());
    in.take();
    in.skipSpaceAndLines();
    while (in.peek() != '}') {
      List<Key> keys = keys();
      in.expect('=');
      put(mapping, keys, value(depth + 1));
      in.skipSpaceAndLines();
      if (in.peek() == ',') {
        in.take();
        in.skipSpaceAndLines();
      } else if (in.peek() != '}') {
        throw in.fault("it is not TOML here; the table was not read on");
      }
    }
    in.take();
    return mapping;
  }

  private void count(int at) throws TomlBytes.SyntaxException {
    if (++nodes > LockSections.MOST_NODES) {
      throw new TomlBytes.SyntaxException(
          at, "a table is too large; nothing from here on was read");
    }
  }
}
