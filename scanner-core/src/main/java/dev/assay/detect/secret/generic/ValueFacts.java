package dev.assay.detect.secret.generic;

/** What a value is made of, counted once. Reused scratch. */
final class ValueFacts {
  private static final String[] CREDENTIALS = {
    "password", "passwd", "passphrase", "pass", "pwd", "secret", "token", "key"
  };

  private static final String PARTING = "_-.:";

  byte[] bytes = new byte[0];
  int from;
  int to;
  int length;
  int lower;
  int upper;
  int digits;
  int spaces;

  /** Neither letter, digit, space nor beyond ASCII. */
  int special;

  int beyondAscii;

  /** Characters of words' joints: {@code _ - .} */
  int joints;

  /** Places where a letter and a digit stand side by side. */
  int switches;

  boolean hex;
  int distinct;

  /** Longest run of characters each one more than the one before. */
  int ascent;

  private final boolean[] seen = new boolean[256];

  void read(byte[] array, int start, int stop) {
    bytes = array;
    from = start;
    to = stop;
    length = stop - start;
    lower = 0;
    upper = 0;
    digits = 0;
    spaces = 0;
    special = 0;
    beyondAscii = 0;
    joints = 0;
    switches = 0;
    hex = true;
    distinct = 0;
    ascent = 0;
    java.util.Arrays.fill(seen, false);
    int run = 1;
    boolean wasLetter = false;
    boolean wasDigit = false;
    for (int i = start; i < stop; i++) {
      int b = array[i];
      boolean letter = Text.is(Text.LETTER, b);
      boolean digit = Text.is(Text.DIGIT, b);
      if (letter) {
        if (Text.lower(b)) {
          lower++;
        } else {
          upper++;
        }
        hex &= Text.fold(b) <= 'f';
      } else if (digit) {
        digits++;
      } else {
        hex = false;
        if (b < 0) {
          beyondAscii++;
        } else if (b == ' ' || b == '\t') {
          spaces++;
        } else {
          special++;
          joints += b == '_' || b == '-' || b == '.' ? 1 : 0;
        }
      }
      switches += (letter && wasDigit) || (digit && wasLetter) ? 1 : 0;
      wasLetter = letter;
      wasDigit = digit;
      if (!seen[b & 0xff]) {
        seen[b & 0xff] = true;
        distinct++;
      }
      run = i > start && b == array[i - 1] + 1 ? run + 1 : 1;
      ascent = Math.max(ascent, run);
    }
    hex &= !(lower > 0 && upper > 0);
  }

  int letters() {
    return lower + upper;
  }

  boolean lettersAndDigits() {
    return letters() > 0 && digits > 0;
  }

  boolean lettersOnly() {
    return letters() == length;
  }

  int at(int index) {
    return index >= 0 && index < length ? bytes[from + index] : 0;
  }

  boolean contains(String text) {
    return indexOf(text) >= 0;
  }

  /** Where the lower-case {@code text} stands, in either case; -1 if it does not. */
  int indexOf(String text) {
    for (int at = 0; at + text.length() <= length; at++) {
      if (starts(text, at)) {
        return at;
      }
    }
    return -1;
  }

  boolean starts(String text, int at) {
    if (at < 0 || at + text.length() > length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Text.fold(bytes[from + at + i]) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean is(String text) {
    return length == text.length() && starts(text, 0);
  }

  boolean ends(String text) {
    return starts(text, length - text.length());
  }

  boolean containsAny(String[] texts) {
    for (String text : texts) {
      if (contains(text)) {
        return true;
      }
    }
    return false;
  }

  /** Eight, four, four, four, twelve hexadecimal digits. */
  boolean uuid() {
    if (length < 36 || length > 38) {
      return false;
    }
    int start = at(0) == '{' ? 1 : 0;
    for (int i = 0; i < 36; i++) {
      int b = at(start + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash
          ? b != '-'
          : !(Text.is(Text.DIGIT, b) || (Text.fold(b) >= 'a' && Text.fold(b) <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /** Hexadecimal of the length of a digest or a key. */
  boolean hexKey() {
    return hex && digits > 0 && letters() > 0 && (length == 32 || length == 40 || length == 64);
  }

  /** Of base64's alphabet and length, padded. */
  boolean paddedBase64() {
    if (length < 8 || length % 4 != 0 || at(length - 1) != '=') {
      return false;
    }
    int body = at(length - 2) == '=' ? length - 2 : length - 1;
    for (int i = 0; i < body; i++) {
      if (!base64(at(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean base64(int b) {
    return Text.is(Text.LETTER | Text.DIGIT, b) || b == '+' || b == '/';
  }

  /** Whether it is words without digits, the last of which names what stands here. */
  boolean namesCredential() {
    if (digits > 0 || special - joints > 1 || spaces > 0) {
      return false;
    }
    for (String word : CREDENTIALS) {
      int before = length - word.length() - 1;
      if (before > 0 && PARTING.indexOf(at(before)) >= 0 && ends(word)) {
        return true;
      }
    }
    return false;
  }
}
