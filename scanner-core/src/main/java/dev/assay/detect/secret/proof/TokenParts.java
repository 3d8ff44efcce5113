package dev.assay.detect.secret.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that say in their clear part what they are. */
final class TokenParts {
  private static final int PREFIX = 4;
  private static final long ACCOUNT_MASK = 0x7fffffffff80L;
  private static final long MOST_ACCOUNT = 999_999_999_999L;

  private TokenParts() {}

  /**
   * An AWS key id: base 32 after its prefix; of ids since 2019, bits 1 to 40 of which are the
   * account's number, as {@code aws sts get-access-key-info} tells it.
   */
  static Outcome awsKeyId(String id) {
    byte[] bytes = id.length() > PREFIX ? Crc16Keys.base32(id.substring(PREFIX)) : null;
    if (bytes == null || bytes.length < 6) {
      return Outcome.says("it has characters that AWS puts into no key id");
    }
    long value = 0;
    for (int i = 0; i < 6; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    long account = (value & ACCOUNT_MASK) >> 7;
    char generation = id.charAt(PREFIX);
    if (account > MOST_ACCOUNT || generation == 'I' || generation == 'J') {
      return Outcome.says("it is of the form before 2019, which names no account");
    }
    String digits = Long.toString(account);
    return Outcome.says("it names AWS account " + "0".repeat(12 - digits.length()) + digits);
  }

  /** A Discord bot's token: the first of its three parts is the base 64 of the bot's id. */
  static Outcome discord(String token) {
    int dot = token.indexOf('.');
    byte[] id = dot < 0 ? null : url(token.substring(0, dot));
    String digits = id == null ? "" : new String(id, StandardCharsets.ISO_8859_1);
    return digits.matches("[0-9]{17,20}")
        ? Outcome.structure("its first part decodes to the bot's id")
        : Outcome.fails("its first part does not decode to a bot's id");
  }

  /** PyPI's token: a macaroon (version 2) whose location is the index's. */
  static Outcome pypi(String token) {
    // The place stands at the start; what follows is the macaroon's secret.
    int end = Math.min(token.length(), 5 + 40);
    byte[] bytes = token.startsWith("pypi-") ? url(token.substring(5, end)) : null;
    if (bytes == null || bytes.length < 4 || bytes[0] != 2 || bytes[1] != 1) {
      return Outcome.fails("it does not decode as a macaroon");
    }
    int length = Math.min(bytes[2] & 0xff, bytes.length - 3);
    String place = new String(bytes, 3, length, StandardCharsets.ISO_8859_1);
    return place.equals("pypi.org") || place.equals("test.pypi.org")
        ? Outcome.structure("it decodes as a macaroon of " + place)
        : Outcome.fails("it decodes as a macaroon of another place");
  }

  /** Sentry's organisation token: {@code sntrys_<base 64 of JSON>_<secret>} (RFC 91 of Sentry). */
  static Outcome sentryOrg(String token) {
    int first = token.indexOf('_');
    int last = token.lastIndexOf('_');
    byte[] body = last > first ? RawKeys.base64(token.substring(first + 1, last)) : null;
    Map<String, String> fields =
        body == null ? null : JsonFields.read(new String(body, StandardCharsets.UTF_8));
    if (fields == null || !fields.containsKey("iat")) {
      return Outcome.fails("its middle does not decode as JSON with an issue date");
    }
    String url = JsonFields.shown(fields, "url");
    String organisation = JsonFields.shown(fields, "org");
    return Outcome.structure(
        "its middle decodes as JSON"
            + (organisation.isEmpty() ? "" : ", for organisation " + organisation)
            + (url.isEmpty() ? "" : " at " + url));
  }

  /**
   * The base 64 of a JSON object, perhaps after a prefix that ends in an underscore: tokens of
   * Grafana Cloud and Cloudflare's tunnels, for example.
   */
  static Outcome base64Json(String token) {
    int start = token.indexOf("eyJ");
    byte[] body = start < 0 ? null : RawKeys.base64(token.substring(start));
    Map<String, String> fields =
        body == null ? null : JsonFields.read(new String(body, StandardCharsets.UTF_8));
    return fields == null || fields.isEmpty()
        ? Outcome.fails("it does not decode as JSON")
        : Outcome.structure(
            "it decodes as JSON with "
                + fields.size()
                + (fields.size() == 1 ? " member" : " members"));
  }

  private static byte @Nullable [] url(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
