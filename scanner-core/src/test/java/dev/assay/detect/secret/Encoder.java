package dev.assay.detect.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Ways to write a text as something else; each is undone by one layer of decoding. */
enum Encoder {
  BASE64("base64") {
    @Override
    String encode(String text) {
      return Base64.getEncoder().withoutPadding().encodeToString(bytes(text));
    }
  },
  BASE64_PADDED("base64") {
    @Override
    String encode(String text) {
      return Base64.getEncoder().encodeToString(bytes(text));
    }
  },
  BASE64_URL("base64") {
    @Override
    String encode(String text) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }
  },
  BASE64_MIME("base64") {
    @Override
    String encode(String text) {
      return Base64.getMimeEncoder().encodeToString(bytes(text));
    }
  },
  BASE64_INDENTED("base64") {
    @Override
    String encode(String text) {
      return Base64.getMimeEncoder(64, bytes("\n    ")).encodeToString(bytes(text));
    }
  },
  BASE64_WIDE("base64 of UTF-16") {
    @Override
    String encode(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16LE));
    }
  },
  GZIP("base64 of gzip") {
    @Override
    String encode(String text) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
  },
  ZLIB("base64 of zlib") {
    @Override
    String encode(String text) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new DeflaterOutputStream(packed)) {
        out.write(bytes(text));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
  },
  HEX("hex") {
    @Override
    String encode(String text) {
      return HexFormat.of().formatHex(bytes(text));
    }
  },
  HEX_UPPER("hex") {
    @Override
    String encode(String text) {
      return HexFormat.of().withUpperCase().formatHex(bytes(text));
    }
  },
  PERCENT("percent-encoding") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "%%%02X", c));
    }
  },
  UNICODE("escapes") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "\\u%04x", c));
    }
  },
  BRACED("escapes") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "\\u{%x}", c));
    }
  },
  HEX_ESCAPES("escapes") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "\\x%02x", c));
    }
  },
  OCTAL("escapes") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "\\%03o", c));
    }
  },
  ENTITIES("HTML entities") {
    @Override
    String encode(String text) {
      return each(text, c -> "&#" + c + ";");
    }
  },
  HEX_ENTITIES("HTML entities") {
    @Override
    String encode(String text) {
      return each(text, c -> String.format(Locale.ROOT, "&#x%x;", c));
    }
  };

  /** What the evidence calls it. */
  final String words;

  Encoder(String words) {
    this.words = words;
  }

  /** {@code text}, ASCII, in this encoding. */
  abstract String encode(String text);

  /** Whether nothing but the whole of it stands for a part of the text. */
  boolean compresses() {
    return this == GZIP || this == ZLIB;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String each(String text, IntFunction<String> encoded) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append(encoded.apply(c)));
    return out.toString();
  }
}
