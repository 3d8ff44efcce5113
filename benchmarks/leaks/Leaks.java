import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Writes packages like those of two leaks, and the releases before them, into the folders {@code
 * external}, {@code external-before}, {@code inline} and {@code inline-before} below its argument:
 * 26 files with a map of 1,902 sources beside the bundle (60 MB), and a bundle of 23 MB that ends in
 * a map of 18 MB. Texts are words and signs drawn from a fixed seed.
 */
public final class Leaks {
  private static final String[] WORDS =
      ("const let return function async await user request session config value items index error"
              + " result options client buffer stream message token handler render state model node"
              + " parse write read open close path file line text count total start end next create")
          .split(" ");
  private static final String[] ENDS = {";", " {", "}", "(x) => {", ",", "();"};
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final Random RANDOM = new Random(7);

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    for (boolean before : new boolean[] {true, false}) {
      Path folder = root.resolve(before ? "external-before/package" : "external/package");
      Files.createDirectories(folder.resolve("vendor"));
      manifest(folder, before ? "2.1.87" : "2.1.88");
      write(folder.resolve("cli.js"), bundle(12_000_000) + "//# sourceMappingURL=cli.js.map\n");
      for (int i = 0; i < (before ? 16 : 22); i++) {
        write(folder.resolve("vendor/part" + i + ".js"), "exports.part = " + i + ";\n");
      }
      if (!before) {
        write(folder.resolve("cli.js.map"), map(1_902, 1_884, 512_000, 59_800_000));
      }
    }
    for (boolean before : new boolean[] {true, false}) {
      Path folder = root.resolve(before ? "inline-before/package" : "inline/package");
      Files.createDirectories(folder);
      manifest(folder, before ? "0.2.8" : "0.2.9");
      String text = bundle(4_640_000);
      if (!before) {
        byte[] map = map(900, 880, 150_000, 13_770_000).getBytes(StandardCharsets.US_ASCII);
        text +=
            "//# sourceMappingURL=data:application/json;base64,"
                + Base64.getEncoder().encodeToString(map)
                + "\n";
      }
      write(folder.resolve("cli.mjs"), text);
    }
  }

  private static void manifest(Path folder, String version) throws IOException {
    write(
        folder.resolve("package.json"),
        "{\"name\":\"@acme/agent\",\"version\":\""
            + version
            + "\",\"license\":\"SEE LICENSE IN README.md\"}\n");
    write(folder.resolve("README.md"), "# Agent\n\nAll rights reserved.\n");
  }

  private static String map(int sources, int own, int lines, int size) {
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      String folder = i < own ? "../src/" + word() : "../node_modules/library" + i;
      names.add('"' + folder + "/" + word() + i + ".ts\"");
      StringBuilder text = new StringBuilder();
      for (int n = lines / sources + (i < lines % sources ? 1 : 0); n > 0; n--) {
        line(text);
      }
      texts.add('"' + text.append('"').toString());
    }
    StringBuilder map = new StringBuilder("{\"version\":3,\"sources\":[");
    map.append(String.join(",", names)).append("],\"sourcesContent\":[");
    map.append(String.join(",", texts)).append("],\"mappings\":\"");
    while (map.length() < size) {
      map.append(DIGITS.charAt(RANDOM.nextInt(64)));
    }
    return map.append("\",\"names\":[]}").toString();
  }

  private static void line(StringBuilder out) {
    out.append("  ".repeat(RANDOM.nextInt(5)));
    for (int n = 3 + RANDOM.nextInt(7); n > 0; n--) {
      out.append(word()).append(n > 1 ? " " : "");
    }
    out.append(ENDS[RANDOM.nextInt(ENDS.length)]).append("\\n");
  }

  private static String word() {
    return WORDS[RANDOM.nextInt(WORDS.length)];
  }

  private static String bundle(int size) {
    StringBuilder text = new StringBuilder("#!/usr/bin/env node\n");
    while (text.length() < size) {
      for (int i = 0; i < 89; i++) {
        text.append(DIGITS.charAt(RANDOM.nextInt(64)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(text);
    }
  }
}
