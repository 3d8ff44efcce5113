package dev.assay.decode;

/** A stretch of text in which single characters are encoded; all others stand for themselves. */
public final class TextDecoding implements Decoding {
  private final TextCode code;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private int at;

  /** Reads {@code bytes[from..to)}, which must not change meanwhile. */
  public TextDecoding(TextCode code, byte[] bytes, int from, int to) {
    this.code = code;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.at = from;
  }

  @Override
  public boolean fill(DecodedText target) {
    while (at < to) {
      if (target.full()) {
        return true;
      }
      byte b = bytes[at];
      switch (code) {
        case LITERAL -> literal(b, target);
        case PERCENT -> {
          int value = b == '%' ? Alphabets.hexByte(bytes, at + 1, to) : -1;
          if (value >= 0) {
            target.put(value, at, at + 3);
            at += 3;
          } else {
            target.put(b, at, ++at);
          }
        }
        case ENTITY -> {
          if (b == '&') {
            at = Entities.decode(bytes, at, to, target);
          } else {
            target.put(b, at, ++at);
          }
        }
      }
    }
    return false;
  }

  private void literal(byte b, DecodedText target) {
    if (b == '\\') {
      at = Escapes.decode(bytes, at, to, target);
      return;
    }
    int on = b == '"' || b == '\'' ? Joins.end(bytes, from, at, to) : -1;
    if (on > 0) {
      at = on;
    } else {
      target.put(b, at, ++at);
    }
  }

  @Override
  public String name(DecodedText target, int from, int to) {
    return switch (code) {
      case PERCENT -> "percent-encoding";
      case ENTITY -> "HTML entities";
      case LITERAL -> {
        boolean escaped = target.escaped(from, to);
        boolean joined = target.joined(from, to);
        yield escaped && joined
            ? "escapes in joined string literals"
            : joined ? "joined string literals" : "escapes";
      }
    };
  }

  @Override
  public int start() {
    return from;
  }

  @Override
  public int end() {
    return to;
  }

  @Override
  public boolean opaque() {
    return false;
  }
}
