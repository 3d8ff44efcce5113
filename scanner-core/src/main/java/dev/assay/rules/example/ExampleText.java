package dev.assay.rules.example;

import java.util.Locale;
import java.util.Map;

/**
 * Examples as people read them: what is drawn by lot when an example is run stands between {@code
 * ‹} and {@code ›} in words, so that no page ever holds what looks like a token.
 */
public final class ExampleText {
  private static final int MOST_CHARACTERS = 400;
  private static final int MOST_LINES = 12;

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("base62", "letters and digits"),
          Map.entry("hex", "hex digits"),
          Map.entry("HEX", "upper-case hex digits"),
          Map.entry("digits", "digits"),
          Map.entry("lower", "lower-case letters"),
          Map.entry("upper", "upper-case letters"),
          Map.entry("alnum", "lower-case letters and digits"),
          Map.entry("ALNUM", "upper-case letters and digits"),
          Map.entry("base32", "base32 characters"),
          Map.entry("base64", "base64 characters"),
          Map.entry("base64url", "base64url characters"));

  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("uuid", "UUID"),
          Map.entry("crc32", "checksum"),
          Map.entry("crc32-hex", "checksum"),
          Map.entry("crc32-base36", "checksum"),
          Map.entry("jwt", "JSON Web Token"),
          Map.entry("age", "age key"),
          Map.entry("wireguard", "WireGuard key"),
          Map.entry("strkey", "Stellar seed"),
          Map.entry("ripple-seed", "XRP Ledger seed"),
          Map.entry("base58check", "key in Base58Check"),
          Map.entry("empty", ""));

  private ExampleText() {}

  /** {@code example} for people, at most a dozen lines; begins with its path if that matters. */
  public static String of(RuleExample example) {
    if (example.template().isEmpty()) {
      return visible(example.path());
    }
    String text = cut(visible(words(example.template(), 0)).stripTrailing());
    return example.path().equals(RuleExample.DEFAULT_PATH)
        ? text
        : visible(example.path()) + ":\n" + text;
  }

  private static String words(String template, int depth) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf("<<", at);
      if (open < 0) {
        break;
      }
      int close = close(template, open + 2);
      if (close < 0 || !Character.isLetter(template.charAt(open + 2))) {
        out.append(template, at, open + 1);
        at = open + 1;
        continue;
      }
      out.append(template, at, open).append('‹');
      out.append(word(template.substring(open + 2, close), depth)).append('›');
      at = close + 2;
    }
    return out.append(template, at, template.length()).toString();
  }

  /** Where the placeholder that begins before {@code from} is closed; -1 if it isn't. */
  private static int close(String template, int from) {
    int depth = 1;
    for (int i = from; i + 1 < template.length() && template.charAt(i) != '\n'; i++) {
      if (template.startsWith("<<", i)) {
        depth++;
        i++;
      } else if (template.startsWith(">>", i)) {
        depth--;
        if (depth == 0) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static String word(String placeholder, int depth) {
    int colon = placeholder.indexOf(':');
    String name = colon < 0 ? placeholder : placeholder.substring(0, colon);
    String argument = colon < 0 ? "" : placeholder.substring(colon + 1);
    String alphabet = WORDS.get(name);
    if (alphabet != null) {
      return argument + " " + alphabet;
    }
    String other = OTHERS.get(name);
    if (other != null) {
      return other;
    }
    return switch (name) {
      case "word" -> "word of " + argument + " letters";
      case "password" -> "password of " + argument + " characters";
      case "pem" -> "PEM block: " + argument;
      case "der" -> "base64 of a key in DER: " + argument;
      case "jwk" -> "JSON Web Key: " + argument;
      case "ppk" -> "PuTTY key of version " + argument;
      case "bip39" -> "seed phrase of " + argument + " words";
      case "bech32" -> "key in bech32: " + argument + "1…";
      case "nkey" -> "NATS seed: S" + argument + "…";
      case "solana" -> "Solana key pair in " + argument;
      default ->
          name.endsWith("-of") && depth < 4
              ? name.substring(0, name.length() - 3) + " of: " + words(argument, depth + 1)
              : (name.replace('-', ' ') + " " + argument).strip();
    };
  }

  /** {@code text} with control characters and single bytes beyond ASCII as {@code \xNN}. */
  public static String visible(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0x100)) {
        out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String cut(String text) {
    int end = Math.min(text.length(), MOST_CHARACTERS);
    int lines = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n' && ++lines == MOST_LINES) {
        end = i;
      }
    }
    int open = text.lastIndexOf('‹', end);
    if (end < text.length() && open > text.lastIndexOf('›', end)) {
      end = open;
    }
    return end == text.length() ? text : text.substring(0, end).stripTrailing() + " …";
  }
}
