package dev.assay.detect.contents;

import dev.assay.decode.TextEncoding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file is, in a word of a fixed list: by its first bytes; the name decides only between what
 * looks alike, such as texts and what is packed as a zip.
 */
public final class ContentKinds {

  /** Nothing is in it. */
  public static final String EMPTY = "empty";

  /** Told by what holds it: its bytes are the path that it leads to. */
  public static final String LINK = "symbolic-link";

  private static final String BINARY = "binary";
  private static final String ARCHIVE = "archive";
  private static final String LIBRARY = "library";
  private static final String PROGRAM = "native-program";
  private static final String IMAGE = "image";
  private static final String FONT = "font";
  private static final String MEDIA = "media";
  private static final String DATABASE = "database";
  private static final String DEBUG = "debug-symbols";
  private static final String DUMP = "memory-dump";
  private static final String KEY_STORE = "key-store";

  /** Bytes that are looked at: where a tar says what it is, and a map names its sources. */
  private static final int HEAD = 34 << 10;

  private static final Set<String> OTHERS =
      Set.of(
          EMPTY,
          LINK,
          BINARY,
          ARCHIVE,
          LIBRARY,
          PROGRAM,
          IMAGE,
          FONT,
          MEDIA,
          DATABASE,
          DEBUG,
          DUMP,
          KEY_STORE,
          "bytecode",
          "class",
          "document",
          "gzip",
          "jar",
          "package",
          "tar",
          "wasm",
          "zip");

  private final Head head;
  private final String extension;

  private ContentKinds(Head head) {
    this.head = head;
    extension = head.extension();
  }

  /** All words, sorted. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>(TextKinds.ALL);
    all.addAll(OTHERS);
    return all;
  }

  /** Whether files of this kind are text, so that their ends of lines are. */
  public static boolean isText(String kind) {
    return TextKinds.ALL.contains(kind);
  }

  /**
   * The kind of a file.
   *
   * @param bytes of which {@code [from, to)} are its first ones
   * @param path its path or name
   */
  public static String of(byte[] bytes, int from, int to, String path) {
    if (from == to) {
      return EMPTY;
    }
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    Head head = new Head(bytes, from, Math.min(to, from + HEAD), name);
    ContentKinds file = new ContentKinds(head);
    String known = file.byMagic();
    if (!known.isEmpty()) {
      return known;
    }
    return file.isBinary() ? file.binary() : TextKinds.of(head);
  }

  /** What kinds begin with, or have at an offset; letters stand for bytes. */
  private record Magic(int offset, String bytes, String kind) {}

  private static final List<Magic> MAGICS =
      List.of(
          new Magic(0, "\u001f\u008b", "gzip"),
          new Magic(0, "\u001f\u009d", ARCHIVE), // compress
          new Magic(0, "\u00fd7zXZ\0", ARCHIVE),
          new Magic(0, "BZh", ARCHIVE),
          new Magic(0, "(\u00b5/\u00fd", ARCHIVE), // zstd
          new Magic(0, "\u0004\"M\u0018", ARCHIVE), // lz4
          new Magic(0, "7z\u00bc\u00af'\u001c", ARCHIVE),
          new Magic(0, "Rar!\u001a", ARCHIVE),
          new Magic(0, "MSCF\0", ARCHIVE),
          new Magic(0, "JM\1\0", ARCHIVE), // jmod
          new Magic(257, "ustar", "tar"),
          new Magic(0, "\u00ed\u00ab\u00ee\u00db", "package"), // rpm
          new Magic(0, "!<arch>\ndebian-binary", "package"),
          new Magic(0, "!<arch>\n", LIBRARY),
          new Magic(0, "\0asm", "wasm"),
          new Magic(0, "dex\n", "bytecode"),
          new Magic(0, "\u00c6\u001f\u00bc\3", "bytecode"), // Hermes
          new Magic(0, "Microsoft C/C++ MSF 7.00", DEBUG),
          new Magic(0, "MDMP", DUMP),
          new Magic(0, "JAVA PROFILE 1.", DUMP),
          new Magic(0, "SQLite format 3\0", DATABASE),
          new Magic(0, "PGDMP", DATABASE),
          new Magic(0, "\0\1\0\0Standard ", DATABASE), // Access
          new Magic(0, "\u00fe\u00ed\u00fe\u00ed\0", KEY_STORE), // Java's
          new Magic(0, "\u0089PNG", IMAGE),
          new Magic(0, "\u00ff\u00d8\u00ff", IMAGE),
          new Magic(0, "GIF8", IMAGE),
          new Magic(0, "II*\0", IMAGE),
          new Magic(0, "MM\0*", IMAGE),
          new Magic(8, "WEBPVP8", IMAGE),
          new Magic(4, "ftypavif", IMAGE),
          new Magic(4, "ftypheic", IMAGE),
          new Magic(4, "ftyp", MEDIA),
          new Magic(0, "RIFF", MEDIA),
          new Magic(0, "ID3", MEDIA),
          new Magic(0, "OggS", MEDIA),
          new Magic(0, "fLaC", MEDIA),
          new Magic(0, "wOFF", FONT),
          new Magic(0, "wOF2", FONT),
          new Magic(0, "OTTO", FONT),
          new Magic(0, "ttcf", FONT),
          new Magic(0, "%PDF-", "document"),
          new Magic(0, "\u00d0\u00cf\u0011\u00e0", "document")); // OLE 2

  /** The same of files whose names end so: there is too little to tell them by. */
  private static final Map<String, Magic> WITH_NAMES =
      Map.ofEntries(
          Map.entry("ttf", new Magic(0, "\0\1\0\0", FONT)),
          Map.entry("ico", new Magic(0, "\0\0\1\0", IMAGE)),
          Map.entry("cur", new Magic(0, "\0\0\2\0", IMAGE)),
          Map.entry("bmp", new Magic(0, "BM", IMAGE)),
          Map.entry("mp3", new Magic(0, "\u00ff", MEDIA)),
          Map.entry("der", new Magic(0, "0\u0082", TextKinds.CERTIFICATE)),
          Map.entry("cer", new Magic(0, "0\u0082", TextKinds.CERTIFICATE)),
          Map.entry("crt", new Magic(0, "0\u0082", TextKinds.CERTIFICATE)),
          Map.entry("asar", new Magic(0, "\4\0\0\0", ARCHIVE)),
          // CPython: a number that each version has its own of, and CR LF.
          Map.entry("pyc", new Magic(2, "\r\n", "bytecode")));

  private static final Set<String> JARS = Set.of("jar", "war", "ear", "aar", "hpi", "nar", "sar");

  private String byMagic() {
    if (head.at("\177ELF", 0)) {
      return elf();
    }
    if (head.at("MZ", 0) && head.u8(3) == 0) {
      return windows();
    }
    if (head.u32(0) == 0xcafebabe) {
      // A fat Mach-O has the number of its parts where a class has its version.
      return head.u32(4) < 45 ? mach() : "class";
    }
    if ((head.u32(0) & 0xfeffffff) == 0xcefaedfe) {
      return machType(head.u8(12));
    }
    if (head.at("PK\3\4", 0) || head.at("PK\5\6", 0)) {
      return JARS.contains(extension) || head.find("META-INF/", 30, 60) ? "jar" : "zip";
    }
    // PKCS #12 (RFC 7292): a sequence that begins with version 3.
    if (head.at("0\u0082", 0) && head.at("\2\1\3", 4)) {
      return KEY_STORE;
    }
    for (Magic magic : MAGICS) {
      if (head.at(magic.bytes(), magic.offset())) {
        return magic.kind();
      }
    }
    Magic named = WITH_NAMES.get(extension);
    return named != null && head.at(named.bytes(), named.offset()) ? named.kind() : "";
  }

  private String elf() {
    int type = head.u8(5) == 2 ? head.u8(17) : head.u8(16);
    if (type == 4) {
      return DUMP;
    }
    if (extension.equals("debug") || extension.equals("dbg")) {
      return DEBUG;
    }
    boolean named = head.name().contains(".so") || extension.equals("node");
    // What is linked to stand anywhere is a library or a program: the name says which.
    return type == 2 || (type == 3 && !named && !head.name().startsWith("lib")) ? PROGRAM : LIBRARY;
  }

  private String mach() {
    return extension.equals("dylib") || extension.equals("node") || extension.equals("a")
        ? LIBRARY
        : PROGRAM;
  }

  private static String machType(int type) {
    return switch (type) {
      case 2 -> PROGRAM;
      case 4 -> DUMP;
      case 10 -> DEBUG;
      default -> LIBRARY;
    };
  }

  private String windows() {
    int header = head.u8(60) | head.u8(61) << 8 | head.u8(62) << 16 | head.u8(63) << 24;
    if (header < 0 || header > head.length() - 24 || !head.at("PE\0\0", header)) {
      return extension.equals("dll") || extension.equals("node") ? LIBRARY : PROGRAM;
    }
    return (head.u8(header + 23) & 0x20) != 0 ? LIBRARY : PROGRAM;
  }

  /** Text has no NUL, unless each letter has one. */
  private boolean isBinary() {
    if (TextEncoding.detect(head.bytes(), head.from(), head.to()).wide()) {
      return false;
    }
    int strange = 0;
    for (int i = head.from(); i < head.to(); i++) {
      int value = head.bytes()[i];
      if (value == 0) {
        return true;
      }
      if (value > 0 && value < ' ' && value != '\t' && value != '\n' && value != '\r') {
        strange++;
      }
    }
    return strange * 20 > head.length();
  }

  private String binary() {
    return switch (extension) {
      case "p12", "pfx", "jks", "keystore", "bks" -> KEY_STORE;
      case "mdb", "ldb", "realm", "rdb" -> DATABASE;
      case "hprof", "dmp" -> DUMP;
      case "pdb" -> DEBUG;
      default -> BINARY;
    };
  }
}
