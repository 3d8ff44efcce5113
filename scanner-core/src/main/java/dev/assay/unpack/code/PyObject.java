package dev.assay.unpack.code;

import java.util.List;

/** What a marshalled Python value is, as far as text goes. */
sealed interface PyObject {

  /** A number, {@code None}, or what can't be told. */
  PyObject OTHER = new Other();

  /** Neither text nor a collection. */
  record Other() implements PyObject {}

  /**
   * A text or a byte string, which stands in the file.
   *
   * @param start of its bytes
   * @param end one past them
   */
  record Text(int start, int end) implements PyObject {
    int length() {
      return end - start;
    }
  }

  /**
   * A tuple, a list, a set, or a dictionary's keys and values in turn. Compared by identity: it may
   * hold itself.
   */
  final class Items implements PyObject {
    final List<PyObject> items;

    Items(List<PyObject> items) {
      this.items = items;
    }
  }

  /** The code of a module, class or function; filled while it is read. */
  final class Code implements PyObject {
    int arguments;
    PyObject code = OTHER;
    PyObject constants = OTHER;
    PyObject names = OTHER;

    /** Names of local variables, then (since 3.11 only) of cells. */
    PyObject variables = OTHER;

    PyObject name = OTHER;
  }

  /** Element {@code index} of a collection. */
  static PyObject at(PyObject collection, int index) {
    return collection instanceof Items list && index >= 0 && index < list.items.size()
        ? list.items.get(index)
        : OTHER;
  }
}
