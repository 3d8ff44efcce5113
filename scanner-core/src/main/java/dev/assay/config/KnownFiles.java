package dev.assay.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.model.UsageException;
import dev.assay.policy.KnownFindings;
import dev.assay.policy.KnownFindings.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the lists of known findings that other scanners keep at the root of a work tree: {@code
 * .gitleaksignore} (a fingerprint a line, {@code commit:file:rule:line} or {@code file:rule:line})
 * and {@code .secrets.baseline} (JSON: under {@code results}, for each path, objects with {@code
 * hashed_secret}, the SHA-1 of the secret, {@code line_number}, {@code is_secret} and {@code
 * is_verified}), as their public documentation has them.
 */
final class KnownFiles {
  static final String GITLEAKS = ".gitleaksignore";
  static final String DETECT_SECRETS = ".secrets.baseline";

  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_ENTRIES = 500_000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private KnownFiles() {}

  /**
   * What the files in {@code root} list; nothing where there are none.
   *
   * @throws UsageException if one can't be read
   */
  static KnownFindings read(Path root) {
    KnownFiles files = new KnownFiles();
    Path ignore = root.resolve(GITLEAKS);
    if (Files.isRegularFile(ignore)) {
      files.gitleaks(new String(bytes(ignore, GITLEAKS), StandardCharsets.UTF_8));
    }
    Path baseline = root.resolve(DETECT_SECRETS);
    if (Files.isRegularFile(baseline)) {
      files.detectSecrets(bytes(baseline, DETECT_SECRETS));
    }
    return new KnownFindings(files.entries, files.notices);
  }

  private static byte[] bytes(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException(name + ": is larger than 32 MB, the most that is read; prune it");
      }
      return bytes;
    } catch (IOException e) {
      throw new UsageException("Can't read " + name + ": " + e, e);
    }
  }

  private void add(String file, Entry entry) {
    if (entries.size() == MAX_ENTRIES) {
      throw new UsageException(
          file
              + ": lists more than "
              + MAX_ENTRIES
              + " findings, the most that are read; prune it");
    }
    entries.add(entry);
  }

  private void gitleaks(String text) {
    String[] lines = text.split("\\R", -1);
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip().replace("\uFEFF", "");
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!fingerprint(line, i + 1)) {
        wrong.add(i + 1);
      }
    }
    if (!wrong.isEmpty()) {
      notices.add(
          GITLEAKS
              + " has lines that are no fingerprint (file:rule:line) and allow nothing: "
              + wrong.subList(0, Math.min(10, wrong.size()))
              + (wrong.size() > 10 ? " and more" : ""));
    }
  }

  /** Paths may hold colons, so it is read from its end. */
  private boolean fingerprint(String text, int listedAt) {
    int lineAt = text.lastIndexOf(':');
    int ruleAt = lineAt <= 0 ? -1 : text.lastIndexOf(':', lineAt - 1);
    if (ruleAt <= 0) {
      return false;
    }
    int line;
    try {
      line = Integer.parseInt(text.substring(lineAt + 1).strip());
    } catch (NumberFormatException e) {
      return false;
    }
    String path = text.substring(0, ruleAt);
    String rule = text.substring(ruleAt + 1, lineAt);
    String commit = null;
    int first = path.indexOf(':');
    if (first > 0 && path.substring(0, first).matches("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")) {
      commit = path.substring(0, first).toLowerCase(Locale.ROOT);
      path = path.substring(first + 1);
    }
    if (path.isEmpty() || rule.isEmpty() || line < 0) {
      return false;
    }
    add(GITLEAKS, new Entry(GITLEAKS, listedAt, slashes(path), commit, rule, line, null));
    return true;
  }

  private static String slashes(String path) {
    String plain = path.replace('\\', '/');
    return plain.startsWith("./") ? plain.substring(2) : plain;
  }

  private void detectSecrets(byte[] bytes) {
    int real = 0;
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      expect(json.nextToken() == JsonToken.START_OBJECT, json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("results")) {
          expect(json.currentToken() == JsonToken.START_OBJECT, json);
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String path = json.currentName();
            expect(json.nextToken() == JsonToken.START_ARRAY, json);
            while (json.nextToken() == JsonToken.START_OBJECT) {
              real += secret(json, path);
            }
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      String message =
          e instanceof com.fasterxml.jackson.core.JsonProcessingException json
              ? "line " + (json.getLocation() == null ? 0 : json.getLocation().getLineNr())
              : e.getClass().getSimpleName();
      throw new UsageException(
          DETECT_SECRETS
              + ": is not a baseline of detect-secrets that can be read ("
              + message
              + "); make it anew, or remove it");
    }
    if (real > 0) {
      notices.add(
          real
              + (real == 1 ? " entry of " : " entries of ")
              + DETECT_SECRETS
              + " labelled or verified as real secrets, which allow nothing");
    }
  }

  private static void expect(boolean holds, JsonParser json) throws IOException {
    if (!holds) {
      throw new com.fasterxml.jackson.core.JsonParseException(json, "unexpected");
    }
  }

  /** One listed secret; 1 if it is said to be a real one. */
  private int secret(JsonParser json, String path) throws IOException {
    String hash = "";
    boolean real = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "hashed_secret" -> hash = json.getValueAsString("");
        case "is_secret", "is_verified" -> real |= value == JsonToken.VALUE_TRUE;
        default -> json.skipChildren();
      }
    }
    if (real) {
      return 1;
    }
    if (hash.matches("[0-9a-fA-F]{40}")) {
      add(
          DETECT_SECRETS,
          new Entry(DETECT_SECRETS, 0, slashes(path), null, "", 0, hash.toLowerCase(Locale.ROOT)));
    }
    return 0;
  }
}
