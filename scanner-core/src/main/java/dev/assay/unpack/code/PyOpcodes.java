package dev.assay.unpack.code;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What instructions of CPython do, by version: the numbers of Lib/opcode.py (from 3.13 on
 * Lib/_opcode_metadata.py) of 2.7.18, 3.6.15, 3.7.16, 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1,
 * 3.13.0 and 3.14.2, as {@code opcode.opmap} of those interpreters gives them.
 */
enum PyOpcodes {
  /** An instruction of any other effect. */
  OTHER,
  NOTHING,
  EXTENDED,
  CONSTANT,
  LOAD,
  LOAD_GLOBAL,
  LOAD_VARIABLE,
  LOAD_TWO,
  LOAD_ATTRIBUTE,
  LOAD_METHOD,
  PUSH,
  POP,
  COPY,
  STORE,
  STORE_VARIABLE,
  STORE_LOAD,
  STORE_ATTRIBUTE,
  STORE_ITEM,
  STORE_MAP,
  ADD_TO_MAP,
  MAP,
  MAP_OF_KEYS,
  COLLECTION,
  CALL,
  CALL_METHOD,
  CALL_NAMED,
  NAMES;

  /** Since when each column of {@link #NUMBERS} holds. */
  private static final int[] VERSIONS = {207, 306, 307, 308, 309, 310, 311, 312, 313, 314};

  /** Numbers of instructions of one kind, one column a version; 0 where there is none. */
  @SuppressWarnings("ArrayRecordComponent") // a constant
  private record Row(PyOpcodes kind, int... numbers) {}

  private static final Row[] NUMBERS = {
    new Row(NOTHING, 9, 9, 9, 9, 9, 9, 9, 9, 30, 27), // NOP
    new Row(NOTHING, 0, 0, 0, 0, 0, 0, 151, 151, 149, 128), // RESUME
    new Row(NOTHING, 0, 0, 0, 0, 0, 0, 166, 0, 0, 0), // PRECALL
    new Row(EXTENDED, 145, 144, 144, 144, 144, 144, 144, 144, 71, 69),
    new Row(CONSTANT, 100, 100, 100, 100, 100, 100, 100, 100, 83, 82),
    new Row(LOAD, 101, 101, 101, 101, 101, 101, 101, 101, 92, 93), // LOAD_NAME
    new Row(LOAD_GLOBAL, 116, 116, 116, 116, 116, 116, 116, 116, 91, 92),
    new Row(LOAD_VARIABLE, 124, 124, 124, 124, 124, 124, 124, 124, 85, 84), // LOAD_FAST
    new Row(LOAD_VARIABLE, 0, 0, 0, 0, 0, 0, 0, 127, 87, 88), // LOAD_FAST_CHECK
    new Row(LOAD_VARIABLE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 86), // LOAD_FAST_BORROW
    new Row(LOAD_TWO, 0, 0, 0, 0, 0, 0, 0, 0, 88, 89), // LOAD_FAST_LOAD_FAST
    new Row(LOAD_TWO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 87), // LOAD_FAST_BORROW_LOAD_FAST_BORROW
    new Row(LOAD_ATTRIBUTE, 106, 106, 106, 106, 106, 106, 106, 106, 82, 80),
    new Row(LOAD_METHOD, 0, 0, 160, 160, 160, 160, 160, 0, 0, 0),
    new Row(PUSH, 136, 136, 136, 136, 136, 136, 137, 137, 84, 83), // LOAD_DEREF
    new Row(PUSH, 0, 0, 0, 0, 0, 0, 2, 2, 34, 33), // PUSH_NULL
    new Row(PUSH, 0, 0, 0, 0, 0, 0, 0, 0, 0, 94), // LOAD_SMALL_INT
    new Row(POP, 1, 1, 1, 1, 1, 1, 1, 1, 32, 31),
    new Row(COPY, 4, 4, 4, 4, 4, 4, 120, 120, 61, 59), // DUP_TOP, COPY
    new Row(STORE, 90, 90, 90, 90, 90, 90, 90, 90, 114, 116), // STORE_NAME
    new Row(STORE, 97, 97, 97, 97, 97, 97, 97, 97, 113, 115), // STORE_GLOBAL
    new Row(STORE_VARIABLE, 125, 125, 125, 125, 125, 125, 125, 125, 110, 112),
    new Row(STORE_LOAD, 0, 0, 0, 0, 0, 0, 0, 0, 111, 113),
    new Row(STORE_ATTRIBUTE, 95, 95, 95, 95, 95, 95, 95, 95, 108, 110),
    new Row(STORE_ITEM, 60, 60, 60, 60, 60, 60, 60, 60, 39, 38), // STORE_SUBSCR
    new Row(STORE_MAP, 54, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    new Row(ADD_TO_MAP, 147, 147, 147, 147, 147, 147, 147, 147, 95, 98),
    new Row(MAP, 105, 105, 105, 105, 105, 105, 105, 105, 48, 47), // BUILD_MAP
    new Row(MAP_OF_KEYS, 0, 156, 156, 156, 156, 156, 156, 156, 46, 0), // BUILD_CONST_KEY_MAP
    new Row(COLLECTION, 102, 102, 102, 102, 102, 102, 102, 102, 52, 51), // BUILD_TUPLE
    new Row(COLLECTION, 103, 103, 103, 103, 103, 103, 103, 103, 47, 46), // BUILD_LIST
    new Row(CALL, 131, 131, 131, 131, 131, 131, 171, 171, 53, 52), // CALL_FUNCTION, CALL
    new Row(CALL_METHOD, 0, 0, 161, 161, 161, 161, 0, 0, 0, 0),
    new Row(CALL_NAMED, 0, 141, 141, 141, 141, 141, 0, 0, 57, 55), // CALL_FUNCTION_KW, CALL_KW
    new Row(NAMES, 0, 0, 0, 0, 0, 0, 172, 172, 0, 0), // KW_NAMES
  };

  /** What each instruction of a version of Python does; null for a version that is not known. */
  static PyOpcodes @Nullable [] of(int version) {
    int column = Arrays.binarySearch(VERSIONS, version);
    if (column < 0) {
      return null;
    }
    PyOpcodes[] kinds = new PyOpcodes[256];
    Arrays.fill(kinds, OTHER);
    for (Row row : NUMBERS) {
      int number = row.numbers()[column];
      if (number > 0) {
        kinds[number] = row.kind();
      }
    }
    if (version >= 311) {
      kinds[0] = NOTHING; // room that is kept for the interpreter's notes
    }
    return kinds;
  }
}
