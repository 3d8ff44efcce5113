package dev.assay.detect.contents;

import dev.assay.decode.TextEncoding;
import java.nio.charset.StandardCharsets;
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

  private static final String TEXT = "text";
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
  private static final String KEY = "private-key";
  private static final String KEY_STORE = "key-store";
  private static final String CERTIFICATE = "certificate";
  private static final String SOURCE_MAP = "source-map";
  private static final String JSON = "json";
  private static final String SCRIPT = "script";

  /** Bytes that are looked at: where a tar says what it is, and a map names its sources. */
  private static final int HEAD = 34 << 10;

  /** Kinds of texts by the end of their names. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("js", "javascript"),
          Map.entry("mjs", "javascript"),
          Map.entry("cjs", "javascript"),
          Map.entry("jsx", "javascript"),
          Map.entry("ts", "typescript"),
          Map.entry("tsx", "typescript"),
          Map.entry("mts", "typescript"),
          Map.entry("cts", "typescript"),
          Map.entry("flow", "declarations"),
          Map.entry("pyi", "declarations"),
          Map.entry("json", JSON),
          Map.entry("css", "css"),
          Map.entry("scss", "css"),
          Map.entry("sass", "css"),
          Map.entry("less", "css"),
          Map.entry("html", "html"),
          Map.entry("htm", "html"),
          Map.entry("xml", "xml"),
          Map.entry("xsd", "xml"),
          Map.entry("pom", "xml"),
          Map.entry("yml", "yaml"),
          Map.entry("yaml", "yaml"),
          Map.entry("md", "markdown"),
          Map.entry("markdown", "markdown"),
          Map.entry("py", "python"),
          Map.entry("java", "source"),
          Map.entry("kt", "source"),
          Map.entry("scala", "source"),
          Map.entry("groovy", "source"),
          Map.entry("c", "source"),
          Map.entry("cc", "source"),
          Map.entry("cpp", "source"),
          Map.entry("h", "source"),
          Map.entry("hpp", "source"),
          Map.entry("cs", "source"),
          Map.entry("go", "source"),
          Map.entry("rs", "source"),
          Map.entry("rb", "source"),
          Map.entry("php", "source"),
          Map.entry("pyx", "source"),
          Map.entry("pxd", "source"),
          Map.entry("swift", "source"),
          Map.entry("coffee", "source"),
          Map.entry("vue", "source"),
          Map.entry("svelte", "source"),
          Map.entry("sh", SCRIPT),
          Map.entry("bash", SCRIPT),
          Map.entry("bat", SCRIPT),
          Map.entry("cmd", SCRIPT),
          Map.entry("ps1", SCRIPT),
          Map.entry("sql", "sql"),
          Map.entry("log", "log"));

  private static final Set<String> OF_TEXTS =
      Set.of(
          TEXT,
          SOURCE_MAP,
          KEY,
          CERTIFICATE,
          "declarations",
          "svg",
          "patch",
          "javascript",
          "typescript",
          JSON,
          "css",
          "html",
          "xml",
          "yaml",
          "markdown",
          "python",
          "source",
          SCRIPT,
          "sql",
          "log");

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

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final String extension;
  private final String name;

  private ContentKinds(byte[] bytes, int from, int to, String path) {
    this.bytes = bytes;
    this.from = from;
    this.to = Math.min(to, from + HEAD);
    name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    extension = name.substring(name.lastIndexOf('.') + 1);
  }

  /** All words, sorted. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>(OF_TEXTS);
    all.addAll(OTHERS);
    return all;
  }

  /** Whether files of this kind are text, so that their ends of lines are. */
  public static boolean isText(String kind) {
    return OF_TEXTS.contains(kind);
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
    ContentKinds file = new ContentKinds(bytes, from, to, path);
    String known = file.byMagic();
    if (!known.isEmpty()) {
      return known;
    }
    return file.isBinary() ? file.binary() : file.text();
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
          Map.entry("der", new Magic(0, "0\u0082", CERTIFICATE)),
          Map.entry("cer", new Magic(0, "0\u0082", CERTIFICATE)),
          Map.entry("crt", new Magic(0, "0\u0082", CERTIFICATE)),
          Map.entry("asar", new Magic(0, "\4\0\0\0", ARCHIVE)),
          // CPython: a number that each version has its own of, and CR LF.
          Map.entry("pyc", new Magic(2, "\r\n", "bytecode")));

  private static final Set<String> JARS = Set.of("jar", "war", "ear", "aar", "hpi", "nar", "sar");

  private String byMagic() {
    if (at("\177ELF", 0)) {
      return elf();
    }
    if (at("MZ", 0) && u8(3) == 0) {
      return windows();
    }
    if (u32(0) == 0xcafebabe) {
      // A fat Mach-O has the number of its parts where a class has its version.
      return u32(4) < 45 ? mach() : "class";
    }
    if ((u32(0) & 0xfeffffff) == 0xcefaedfe) {
      return machType(u8(12));
    }
    if (at("PK\3\4", 0) || at("PK\5\6", 0)) {
      return JARS.contains(extension) || find("META-INF/", 30, 60) ? "jar" : "zip";
    }
    // PKCS #12 (RFC 7292): a sequence that begins with version 3.
    if (at("0\u0082", 0) && at("\2\1\3", 4)) {
      return KEY_STORE;
    }
    for (Magic magic : MAGICS) {
      if (at(magic.bytes(), magic.offset())) {
        return magic.kind();
      }
    }
    Magic named = WITH_NAMES.get(extension);
    return named != null && at(named.bytes(), named.offset()) ? named.kind() : "";
  }

  private String elf() {
    int type = u8(5) == 2 ? u8(17) : u8(16);
    if (type == 4) {
      return DUMP;
    }
    if (extension.equals("debug") || extension.equals("dbg")) {
      return DEBUG;
    }
    boolean named = name.contains(".so") || extension.equals("node");
    // What is linked to stand anywhere is a library or a program: the name says which.
    return type == 2 || (type == 3 && !named && !name.startsWith("lib")) ? PROGRAM : LIBRARY;
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
    int header = u8(60) | u8(61) << 8 | u8(62) << 16 | u8(63) << 24;
    if (header < 0 || header > to - from - 24 || !at("PE\0\0", header)) {
      return extension.equals("dll") || extension.equals("node") ? LIBRARY : PROGRAM;
    }
    return (u8(header + 23) & 0x20) != 0 ? LIBRARY : PROGRAM;
  }

  /** Text has no NUL, unless each letter has one. */
  private boolean isBinary() {
    if (TextEncoding.detect(bytes, from, to).wide()) {
      return false;
    }
    int strange = 0;
    for (int i = from; i < to; i++) {
      int value = bytes[i];
      if (value == 0) {
        return true;
      }
      if (value > 0 && value < ' ' && value != '\t' && value != '\n' && value != '\r') {
        strange++;
      }
    }
    return strange * 20 > to - from;
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

  private String text() {
    int start = from;
    while (start < to && (bytes[start] <= ' ' && bytes[start] >= 0)) {
      start++;
    }
    start = start == from && u8(0) == 0xef && u8(1) == 0xbb ? from + 3 : start;
    int offset = start - from;
    if (at("-----BEGIN ", offset) || at("Bag Attributes", offset)) {
      return find("PRIVATE KEY", offset, to - from) ? KEY : CERTIFICATE;
    }
    if (at("PuTTY-User-Key-File-", offset)) {
      return KEY;
    }
    if (at("{", offset) || at(")]}'", offset)) {
      if (isSourceMap()) {
        return SOURCE_MAP;
      }
    }
    if (at("<?xml", offset) || at("<svg", offset) || at("<!--", offset)) {
      if (extension.equals("svg") || find("<svg", offset, offset + 1024)) {
        return "svg";
      }
    }
    if (name.endsWith(".d.ts") || name.endsWith(".d.mts") || name.endsWith(".d.cts")) {
      return "declarations";
    }
    String byName = name.indexOf('.') < 0 ? null : TEXTS.get(extension);
    if (byName != null) {
      return byName;
    }
    if (at("#!", offset)) {
      return find("node", offset, offset + 64)
          ? "javascript"
          : find("python", offset, offset + 64) ? "python" : SCRIPT;
    }
    if (at("<?xml", offset)) {
      return "xml";
    }
    if (at("<!DOCTYPE html", offset) || at("<!doctype html", offset) || at("<html", offset)) {
      return "html";
    }
    return TEXT;
  }

  /** ECMA-426: an object with a version, and mappings or sections of such. */
  private boolean isSourceMap() {
    int end = to - from;
    boolean named = extension.equals("map");
    boolean version = find("\"version\"", 0, end);
    return (version || named)
        && (find("\"mappings\"", 0, end)
            || find("\"sourcesContent\"", 0, end)
            || (find("\"sources\"", 0, end) && (named || find("\"names\"", 0, end)))
            || (named && find("\"sections\"", 0, end)));
  }

  private int u8(int offset) {
    return from + offset < to ? bytes[from + offset] & 0xff : -1;
  }

  private int u32(int offset) {
    return u8(offset) << 24 | u8(offset + 1) << 16 | u8(offset + 2) << 8 | u8(offset + 3);
  }

  /** Letters of {@code text} stand for bytes. */
  private boolean at(String text, int offset) {
    if (offset < 0 || from + offset + text.length() > to) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[from + offset + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean find(String text, int begin, int end) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    int last = Math.min(to, from + end) - wanted.length;
    for (int i = from + begin; i <= last; i++) {
      if (bytes[i] == wanted[0] && at(text, i - from)) {
        return true;
      }
    }
    return false;
  }
}
