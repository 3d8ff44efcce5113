package dev.assay.detect.secret;

import dev.assay.detect.Window;

/** Whether what stands somewhere is said to be an example, as in the description of an API. */
final class Examples {
  private static final int REACH = 96;
  private static final String WORD = "example";

  private Examples() {}

  /**
   * Whether the value at {@code at} is that of a key {@code example} or {@code examples}, on its
   * line or the one before; a scheme such as {@code Bearer} may go before it.
   */
  static boolean named(Window window, int at) {
    byte[] bytes = window.bytes();
    int low = Math.max(window.begin(), at - REACH);
    int i = skip(bytes, low, at);
    int word = i;
    while (word > low && letter(bytes[word - 1])) {
      word--;
    }
    if (word < i && i < at && bytes[i] == ' ') { // Bearer, Basic
      i = skip(bytes, low, word);
    }
    if (i <= low || (bytes[i - 1] != ':' && bytes[i - 1] != '=')) {
      return false;
    }
    i = skip(bytes, low, i - 1);
    if (i > low && (bytes[i - 1] | 0x20) == 's') {
      i--;
    }
    int start = i - WORD.length();
    if (start < low || (start > low && letter(bytes[start - 1]))) {
      return false;
    }
    for (int n = 0; n < WORD.length(); n++) {
      if ((bytes[start + n] | 0x20) != WORD.charAt(n)) {
        return false;
      }
    }
    return true;
  }

  /** One past the last byte before {@code to} that is no blank, quote or bracket. */
  private static int skip(byte[] bytes, int low, int to) {
    int i = to;
    while (i > low
        && (bytes[i - 1] == ' '
            || bytes[i - 1] == '\t'
            || bytes[i - 1] == '\n'
            || bytes[i - 1] == '\r'
            || bytes[i - 1] == '"'
            || bytes[i - 1] == '\''
            || bytes[i - 1] == '`'
            || bytes[i - 1] == '[')) {
      i--;
    }
    return i;
  }

  private static boolean letter(int b) {
    int folded = b | 0x20;
    return folded >= 'a' && folded <= 'z';
  }
}
