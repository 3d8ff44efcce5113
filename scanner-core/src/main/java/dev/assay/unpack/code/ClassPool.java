package dev.assay.unpack.code;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;

/**
 * The constant pool of a class file (JVMS 25, 4.4): where each entry stands. Whatever refers to no
 * entry, or to one of another kind, reads as 0.
 */
final class ClassPool {

  static final int UTF8 = 1;
  static final int CLASS = 7;
  static final int STRING = 8;
  static final int FIELD = 9;
  static final int METHOD = 10;
  static final int INTERFACE_METHOD = 11;
  static final int NAME_AND_TYPE = 12;
  static final int INVOKE_DYNAMIC = 18;

  /** Bytes behind the tag of each kind of entry; those of text come with their length. */
  private static final int[] SIZES = {
    -1, 2, -1, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, -1, -1, 3, 2, 4, 4, 2, 2
  };

  final byte[] bytes;
  final int end;

  /** Offset of each entry's tag; 0 where there is none. */
  private final int[] at;

  private int after;

  private ClassPool(byte[] bytes, int end, int count) {
    this.bytes = bytes;
    this.end = end;
    at = new int[count];
  }

  /**
   * The pool of the class that stands in {@code bytes[start..end)}.
   *
   * @throws ContentException if it is cut off, or no pool
   */
  static ClassPool read(byte[] bytes, int start, int end) throws ContentException {
    if (end - start < 10) {
      throw cut();
    }
    ClassPool pool = new ClassPool(bytes, end, u2(bytes, start + 8));
    int position = start + 10;
    for (int i = 1; i < pool.at.length; i++) {
      if (position >= end) {
        throw cut();
      }
      int tag = bytes[position];
      int size = tag >= 0 && tag < SIZES.length ? SIZES[tag] : -1;
      if (size < 0) {
        throw new ContentException(
            Problem.Kind.CORRUPT,
            "its constant "
                + i
                + " is of no known kind; the file's bytes were scanned as they are");
      }
      pool.at[i] = position;
      position += 1 + size;
      if (position > end) {
        throw cut();
      }
      if (tag == UTF8) {
        position += u2(bytes, position - 2);
        if (position > end) {
          throw cut();
        }
      } else if (size == 8) {
        i++; // long and double take two
      }
    }
    pool.after = position;
    return pool;
  }

  private static ContentException cut() {
    return new ContentException(
        Problem.Kind.TRUNCATED,
        "its constants end too early; the file's bytes were scanned as they are");
  }

  private static int u2(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  int count() {
    return at.length;
  }

  /** Offset of what follows the pool. */
  int after() {
    return after;
  }

  int tag(int index) {
    return index > 0 && index < at.length && at[index] > 0 ? bytes[at[index]] : 0;
  }

  /** The first index that entry {@code index}, of kind {@code tag}, holds. */
  int first(int index, int tag) {
    return tag(index) == tag ? u2(bytes, at[index] + 1) : 0;
  }

  /** The second one. */
  int second(int index, int tag) {
    return tag(index) == tag ? u2(bytes, at[index] + 3) : 0;
  }

  /** The text that string {@code index} refers to. */
  int string(int index) {
    int text = first(index, STRING);
    return tag(text) == UTF8 ? text : 0;
  }

  /** The class that a field or method belongs to. */
  int owner(int index) {
    int tag = tag(index);
    int owner = tag >= FIELD && tag <= INTERFACE_METHOD ? first(index, tag) : 0;
    return first(owner, CLASS);
  }

  /** The name of a field, a method or a call site. */
  int name(int index) {
    return first(nameAndType(index), NAME_AND_TYPE);
  }

  /** Its type. */
  int type(int index) {
    return second(nameAndType(index), NAME_AND_TYPE);
  }

  private int nameAndType(int index) {
    int tag = tag(index);
    boolean has = (tag >= FIELD && tag <= INTERFACE_METHOD) || tag == INVOKE_DYNAMIC;
    return has ? second(index, tag) : 0;
  }

  /** Where text {@code index} begins. */
  int start(int index) {
    return tag(index) == UTF8 ? at[index] + 3 : 0;
  }

  /** One past its last byte. */
  int stop(int index) {
    return tag(index) == UTF8 ? at[index] + 3 + u2(bytes, at[index] + 1) : 0;
  }

  int length(int index) {
    return tag(index) == UTF8 ? u2(bytes, at[index] + 1) : 0;
  }

  /** Whether text {@code index} is {@code ascii}. */
  boolean is(int index, String ascii) {
    int start = start(index);
    if (length(index) != ascii.length() || start == 0) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[start + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether text {@code index} ends with {@code ascii}. */
  boolean endsWith(int index, String ascii) {
    int from = stop(index) - ascii.length();
    if (from < start(index) || from <= 0) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
