package dev.assay.detect.secret.generic;

/** What tells a URL's real user and password from those that documents show. */
final class UrlCredentials {
  private static final String[] PLACEHOLDER_HOSTS = {
    "@example.", "@host", "@hostname", "@server", "@your", "@localhost"
  };

  private final Text text;
  private final ValueFacts value;
  private final Score score;
  private final Samples samples;

  /** Of the value in {@code value}, to the score in {@code score}. */
  UrlCredentials(Text text, ValueFacts value, Score score, Samples samples) {
    this.text = text;
    this.value = value;
    this.score = score;
    this.samples = samples;
  }

  /** {@code user:password@host} of documents, against those of a host. */
  void judge(int start, int from, int to, Weigher weigher) {
    int host = to;
    boolean placeholderHost = false;
    for (String mark : PLACEHOLDER_HOSTS) {
      placeholderHost |= text.startsWith(mark, host);
    }
    placeholderHost |=
        value.lettersOnly() && score.has(Feature.CREDENTIAL_WORD) && !dottedHost(host);
    placeholderHost |= documented(start, from);
    boolean weak =
        value.is("pass")
            || value.is("pwd")
            || weigher.placeholder()
            || score.has(Feature.CREDENTIAL_WORD)
            || sameAsUser(start, from, to);
    score.addIf(weak && placeholderHost, Feature.URL_PLACEHOLDER);
    boolean constant = value.lower == 0 && value.digits == 0 && value.upper > 0 && value.joints > 0;
    boolean drawn = weigher.random() && !samples.wordsInDisguise();
    score.addIf(constant || (!drawn && samples.reservedHost(host)), Feature.PLACEHOLDER_VALUE);
    score.addIf(
        text.startsWith("@localhost", host) || text.startsWith("@127.", host), Feature.LOCALHOST);
  }

  /** {@code user:pass@…}, as documents write it whatever the host. */
  boolean documented(int start, int from) {
    int colon = from - 1;
    int user = text.runBack(Text.LETTER, colon, 12);
    boolean named =
        (colon - user == 4 && text.startsWith("user", user))
            || (colon - user == 8 && text.startsWith("username", user));
    return named
        && user > start
        && !Text.is(Text.NAME, text.at(user - 1))
        && (value.is("pass")
            || value.is("pwd")
            || (value.lettersOnly() && score.has(Feature.CREDENTIAL_WORD)));
  }

  private boolean dottedHost(int at) {
    int end = text.run(Text.NAME, at + 1, Name.LONGEST);
    for (int i = at; i < end; i++) {
      if (text.bytes[i] == '.') {
        return true;
      }
    }
    return false;
  }

  private boolean sameAsUser(int start, int from, int to) {
    int colon = from - 1;
    int length = to - from;
    if (colon - length < start) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.bytes[colon - length + i] != text.bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
