package dev.assay.detect.licence;

import java.util.List;

/** To which licence an exception belongs. */
final class Exceptions {
  /** Licences that exceptions are made to. */
  private static final List<String> GNU = List.of("GPL-", "LGPL-", "AGPL-");

  private Exceptions() {}

  /**
   * The expression of the exception {@code found[at]}: the licence nearest before it that it can
   * belong to, else after it, {@code WITH} it; a reference to the exception if there is none.
   */
  static String expression(List<Alignment> found, int at) {
    String exception = found.get(at).text().expression();
    for (int i = at - 1; i >= 0; i--) {
      if (suits(found.get(i), exception)) {
        return found.get(i).text().expression() + " WITH " + exception;
      }
    }
    for (int i = at + 1; i < found.size(); i++) {
      if (suits(found.get(i), exception)) {
        return found.get(i).text().expression() + " WITH " + exception;
      }
    }
    return "LicenseRef-" + exception;
  }

  private static boolean suits(Alignment one, String exception) {
    if (one.text().form() == LicenceIndex.Form.EXCEPTION) {
      return false;
    }
    String expression = one.text().expression();
    if (expression.indexOf(' ') >= 0) {
      return false;
    }
    // LLVM's and Swift's are the two that are made to another licence.
    boolean apache = exception.startsWith("LLVM") || exception.startsWith("Swift");
    return apache ? expression.equals("Apache-2.0") : GNU.stream().anyMatch(expression::startsWith);
  }
}
