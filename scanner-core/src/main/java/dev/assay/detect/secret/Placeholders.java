package dev.assay.detect.secret;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows values that stand for a secret that somebody is to fill in, or that comes from elsewhere.
 * Looked at only where something matched.
 */
final class Placeholders {
  /** Longest value that is looked at; longer ones (keys in blocks) are no placeholders. */
  private static final int MAX_LENGTH = 300;

  /** Shortest run along the alphabet or a keyboard that says anything. */
  private static final int MIN_SEQUENCE = 7;

  /** Anywhere in a value, whatever its case. */
  private static final WordList EXAMPLES =
      new WordList(
          "example",
          "sample",
          "placeholder",
          "loremipsum",
          "lorem ipsum",
          "notreal",
          "not-real",
          "not_real",
          "not-a-",
          "not_a_",
          "notasecret",
          "notapassword",
          "deadbeef",
          "cafebabe");

  private static final WordList REQUESTS =
      new WordList(
          "changeme",
          "change-me",
          "change_me",
          "changeit",
          "change-it",
          "change_it",
          "changethis",
          "change-this",
          "change_this",
          "replaceme",
          "replace-me",
          "replace_me",
          "replacethis",
          "replace-this",
          "replace_this",
          "replace-with",
          "replace_with",
          "your-",
          "your_",
          "yourtoken",
          "yourkey",
          "yourapi",
          "youraccess",
          "yoursecret",
          "yourpass",
          "yourown",
          "enteryour",
          "enter-your",
          "enter_your",
          "put-your",
          "put_your",
          "insert-",
          "insert_",
          "insertyour",
          "inserthere",
          "goes-here",
          "goes_here",
          "goeshere",
          "-here",
          "_here",
          "tokenhere",
          "keyhere",
          "secrethere",
          "passwordhere",
          "fillin",
          "fill-in",
          "fill_in");

  /** Bullets, middle dots and an ellipsis are UTF-8 in lower-cased Latin-1. */
  private static final WordList MASKS =
      new WordList(
          "xxxx",
          "****",
          "....",
          "____",
          "####",
          "redacted",
          "removed",
          "censored",
          "sanitized",
          "\u00e2\u0080\u00a2\u00e2\u0080\u00a2",
          "\u00e2\u00b7\u00e2\u00b7",
          "\u00e2\u0080\u00a6");

  /** Too short for anywhere, as random text holds them now and then: without letters beside. */
  private static final WordList SHORT =
      new WordList(
          "dummy", "todo", "fixme", "fake", "lorem", "ipsum", "insert", "foobar", "tbd", "bogus");

  private static final Pattern HASH =
      Pattern.compile(
          "\\$(?:1|2[abxy]?|5|6|7|y|gy|md5|sha1|apr1|argon2[a-z]*|pbkdf2[a-z0-9-]*|scrypt|P|H|S)\\$.*"
              + "|\\{(?:S?SHA(?:224|256|384|512)?|S?MD5|CRYPT|bcrypt|pbkdf2|argon2|scrypt)\\}.*"
              + "|(?:pbkdf2|bcrypt|argon2|scrypt)[a-z0-9_]*[$:].*",
          Pattern.CASE_INSENSITIVE);

  /** A call inside a key's frame: a program that writes a key. */
  private static final Pattern CALL = Pattern.compile("[A-Za-z]\\([A-Za-z]");

  private Placeholders() {}

  /** Why {@code secret} (Latin-1) looks like a placeholder, in words; null if it doesn't. */
  static @Nullable String reason(String secret) {
    int length = secret.length();
    if (length == 0) {
      return null;
    }
    if (secret.startsWith("-----BEGIN") && CALL.matcher(secret).find()) {
      return "a call stands where the key's body would";
    }
    if (length > MAX_LENGTH) {
      return itIs(Templates.sealed(secret));
    }
    String lower = secret.toLowerCase(Locale.ROOT);
    String template = itIs(Templates.kind(secret, lower));
    if (template != null) {
      return template;
    }
    if (!Character.isLetterOrDigit(secret.charAt(0)) || secret.indexOf('$') > 0) {
      if (HASH.matcher(secret).matches()) {
        return "it is the hash of a password, not the password";
      }
    }
    long[] pairs = WordList.pairs(lower);
    if (REQUESTS.anyIn(lower, pairs)) {
      return "it asks to be filled in";
    }
    if (MASKS.anyIn(lower, pairs)) {
      return "it is masked";
    }
    if (EXAMPLES.anyIn(lower, pairs) || SHORT.anyAloneIn(lower, pairs)) {
      return "it holds a word of examples";
    }
    return pattern(lower);
  }

  private static @Nullable String itIs(@Nullable String kind) {
    return kind == null ? null : "it is " + kind + ", so the value itself isn't here";
  }

  /** What shows that nobody drew it by lot. */
  private static @Nullable String pattern(String lower) {
    int length = lower.length();
    int sequence = Sequences.covered(lower);
    if ((sequence >= MIN_SEQUENCE && 10 * sequence >= 7 * length)
        || Randomness.longestAscent(lower) >= Math.max(MIN_SEQUENCE, length / 3)) {
      return "it runs along the alphabet, the digits or a keyboard";
    }
    if (length >= 8 && Sequences.repeats(lower)) {
      return "it repeats one part";
    }
    if ((length >= 12 && Randomness.distinct(lower) <= 2 + length / 12)
        || (length >= 6 && 2 * Sequences.longestRepeat(lower) >= length + 1)) {
      return "it repeats few characters";
    }
    return null;
  }
}
