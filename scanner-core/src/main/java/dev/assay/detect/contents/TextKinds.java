package dev.assay.detect.contents;

import java.util.Map;
import java.util.Set;

/** What a text is, in a word: by how it begins, else by its name. */
final class TextKinds {
  static final String KEY = "private-key";
  static final String CERTIFICATE = "certificate";
  private static final String TEXT = "text";
  private static final String SOURCE_MAP = "source-map";
  private static final String JSON = "json";
  private static final String SCRIPT = "script";

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

  /** All words. */
  static final Set<String> ALL =
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

  private TextKinds() {}

  /** The kind of a file that is text. */
  static String of(Head head) {
    String name = head.name();
    String extension = head.extension();
    int offset = 0;
    while (head.u8(offset) >= 0 && head.u8(offset) <= ' ') {
      offset++;
    }
    offset = offset == 0 && head.u8(0) == 0xef && head.u8(1) == 0xbb ? 3 : offset;
    if (head.at("-----BEGIN ", offset) || head.at("Bag Attributes", offset)) {
      return head.find("PRIVATE KEY", offset, head.length()) ? KEY : CERTIFICATE;
    }
    if (head.at("PuTTY-User-Key-File-", offset)) {
      return KEY;
    }
    if (head.at("{", offset) || head.at(")]}'", offset)) {
      if (isSourceMap(head)) {
        return SOURCE_MAP;
      }
    }
    if (head.at("<?xml", offset) || head.at("<svg", offset) || head.at("<!--", offset)) {
      if (extension.equals("svg") || head.find("<svg", offset, offset + 1024)) {
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
    if (head.at("#!", offset)) {
      return head.find("node", offset, offset + 64)
          ? "javascript"
          : head.find("python", offset, offset + 64) ? "python" : SCRIPT;
    }
    if (head.at("<?xml", offset)) {
      return "xml";
    }
    if (head.at("<!DOCTYPE html", offset)
        || head.at("<!doctype html", offset)
        || head.at("<html", offset)) {
      return "html";
    }
    return TEXT;
  }

  /** ECMA-426: an object with a version, and mappings or sections of such. */
  private static boolean isSourceMap(Head head) {
    int end = head.length();
    boolean named = head.extension().equals("map");
    boolean version = head.find("\"version\"", 0, end);
    return (version || named)
        && (head.find("\"mappings\"", 0, end)
            || head.find("\"sourcesContent\"", 0, end)
            || (head.find("\"sources\"", 0, end) && (named || head.find("\"names\"", 0, end)))
            || (named && head.find("\"sections\"", 0, end)));
  }
}
