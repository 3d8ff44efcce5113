package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule.Family;

/** Turns what is known of a value, its name and its place into features of a score. */
final class Weigher {
  private static final String[] PLACEHOLDERS = {
    "example",
    "placeholder",
    "change",
    "replace",
    "your",
    "insert",
    "dummy",
    "sample",
    "todo",
    "fixme",
    "foo",
    "bar",
    "xxx",
    "fake",
    "mock",
    "my",
    "some",
    "enter",
    "here",
    "test"
  };
  private static final String[] CREDENTIALS = {
    "passw",
    "pwd",
    "secret",
    "token",
    "credential",
    "apikey",
    "api_key",
    "api-key",
    "passphrase",
    "key"
  };
  private static final String[] HASH_NAMES = {
    "sha1",
    "sha256",
    "sha512",
    "md5",
    "hmac",
    "aes",
    "rsa",
    "prime256v",
    "secp256",
    "secp384",
    "secp521"
  };

  private final Lexicon lexicon;
  private final ValueFacts value;
  private final Score score;
  private final NameWords names;
  private final Stems stems;

  Weigher(GenericScorer scorer, ValueFacts value, Score score) {
    lexicon = scorer.lexicon();
    names = scorer.words();
    stems = scorer.stems();
    this.value = value;
    this.score = score;
  }

  /** What the value itself says. */
  void value(Family family) {
    length(family);
    boolean both = value.lettersAndDigits();
    score.addIf(both, Feature.LETTERS_AND_DIGITS);
    score.addIf(value.lettersOnly(), Feature.LETTERS);
    score.addIf(value.lower > 0 && value.upper > 0 && value.digits > 0, Feature.THREE_KINDS);
    score.addIf(value.switches >= 3, Feature.SWITCHES);
    score.addIf(value.switches >= 6, Feature.MANY_SWITCHES);
    score.addIf(value.hexKey(), Feature.HEX_KEY);
    double share = lexicon.share(value.bytes, value.from, value.to);
    double surprise = lexicon.surprise(value.bytes, value.from, value.to);
    if (family != Family.PASSWORD
        && value.letters() + value.joints == value.length
        && surprise > 0
        && surprise < 5) {
      share = 1; // words that run into each other
    }
    if (value.letters() > 0) {
      score.add(
          share < 0.2 ? Feature.UNKNOWN_LETTERS : share < 0.8 ? Feature.SOME_WORDS : Feature.WORDS);
    }
    score.addIf(surprise >= 5.5, Feature.SURPRISING);
    score.addIf(value.paddedBase64() && value.length >= 16, Feature.BASE64);
    score.addIf(joinedWords(), Feature.JOINED_WORDS);
    score.addIf(slug(share), Feature.SLUG);
    score.addIf(value.containsAny(CREDENTIALS), Feature.CREDENTIAL_WORD);
    score.addIf(value.length < 60 && placeholder(), Feature.PLACEHOLDER_WORD);
    shapes();
  }

  private void length(Family family) {
    int length = value.length;
    if (length >= 24) {
      score.add(Feature.LONG);
    } else if (length >= 12) {
      score.add(Feature.TWELVE);
    } else if (family != Family.PASSWORD && length >= 8) {
      score.add(Feature.EIGHT);
    } else if (length >= 6) {
      score.add(Feature.PASSWORD_LENGTH);
    } else {
      score.add(length >= 4 ? Feature.SHORT : Feature.SHORTEST);
    }
  }

  private void shapes() {
    boolean plain = value.letters() == 0 && value.special - value.joints == 0;
    score.addIf(plain && value.digits > 0 && value.joints == 0, Feature.NUMBER);
    score.addIf(plain && value.joints >= 1 && value.digits > 0, Feature.DATE);
    score.addIf(value.uuid(), Feature.UUID);
    score.addIf(
        value.distinct <= 2
            || (value.length >= 12 && value.distinct <= 2 + value.length / 12)
            || (value.length >= 10 && value.ascent >= Math.max(7, value.length / 3)),
        Feature.REPEATED);
    score.addIf(value.length < 24 && startsWithHash(), Feature.HASH);
    score.addIf(dottedName(), Feature.DOTTED_VALUE);
    score.addIf(value.spaces == 1, Feature.ONE_SPACE);
    score.addIf(value.spaces > 1, Feature.SPACES);
    score.addIf(value.special * 4 > value.length, Feature.SPECIAL);
  }

  /** Whether it looks drawn at random: letters and digits in turns, few words. */
  boolean random() {
    return value.lettersAndDigits()
        && value.switches >= 2
        && lexicon.share(value.bytes, value.from, value.to) < 0.4;
  }

  /** Whether it is, or holds, a word that stands for something to be filled in. */
  boolean placeholder() {
    for (String word : PLACEHOLDERS) {
      int at = value.indexOf(word);
      if (at >= 0
          && (word.length() > 4
              || (!Text.lower(value.at(at - 1)) && !Text.lower(value.at(at + word.length()))))) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWithHash() {
    for (String name : HASH_NAMES) {
      if (value.starts(name, 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean joinedWords() {
    if (value.letters() + value.digits + value.joints != value.length
        || value.digits * 4 > value.length) {
      return false;
    }
    boolean camel = value.joints == 0 && value.lower > 0 && value.upper > 0 && value.digits == 0;
    return value.joints > 0 || camel;
  }

  /** {@code mobile-e2e-linux-v2}. */
  private boolean slug(double share) {
    return value.joints >= 2
        && value.special == value.joints
        && value.upper == 0
        && value.digits * 5 <= value.length
        && value.length <= 40
        && share >= 0.2;
  }

  private boolean dottedName() {
    int dots = 0;
    for (int i = 0; i < value.length; i++) {
      dots += value.at(i) == '.' ? 1 : 0;
    }
    return dots > 0
        && dots == value.special - value.joints + dots
        && value.joints >= dots
        && value.spaces == 0
        && value.at(value.length - 1) != '.'
        && lexicon.share(value.bytes, value.from, value.to) >= 0.5;
  }

  /** What the name says. */
  void name(Name name) {
    score.add(Feature.STEM);
    score.addIf(name.bare, Feature.BARE);
    score.addIf(name.glued, Feature.GLUED);
    score.addIf(name.badBefore, Feature.BAD_BEFORE);
    score.addIf(name.badAfter, Feature.BAD_AFTER);
    score.addIf(name.otherAfter && !name.badAfter, Feature.OTHER_AFTER);
    score.addIf(name.neutralAfter, Feature.NEUTRAL_AFTER);
    score.addIf(name.sealed, Feature.SEALED_NAME);
    score.addIf(name.dotted, Feature.DOTTED_NAME);
    score.addIf(name.upper, Feature.UPPER_NAME);
    score.addIf(name.many, Feature.MANY_NAME);
  }

  /** Whether the value is made of the name's words, or is its stem. */
  boolean namesWords(Text text, Name name) {
    int words = 0;
    int at = value.from;
    while (at < value.to) {
      if (!Text.is(Text.LETTER, value.bytes[at])) {
        if (Text.is(Text.DIGIT, value.bytes[at])) {
          return false;
        }
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(value.bytes, at, value.to);
      if (!name.holds(text, value.bytes, at, stop) && !joinsName(name, at, stop)) {
        return false;
      }
      words++;
      at = stop;
    }
    return words > 0;
  }

  /** Whether a word is the stem with a usual word before it: {@code mypassword}. */
  private boolean joinsName(Name name, int start, int stop) {
    int size = name.stemTo - name.stemFrom;
    return stop - start > size
        && names.joined.holds(value.bytes, start, stop - size)
        && stems.rule(value.bytes, stop - size, stop) >= 0;
  }

  /** Whether the value holds the stem, or the stem the value. */
  boolean partOfName(Text text, Name name) {
    int size = name.stemTo - name.stemFrom;
    for (int at = value.from; at + size <= value.to; at++) {
      boolean same = true;
      for (int i = 0; i < size && same; i++) {
        same = Text.fold(value.bytes[at + i]) == Text.fold(text.bytes[name.stemFrom + i]);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }
}
