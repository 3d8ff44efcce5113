package dev.assay.source.packages;

import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A user's folder with settings and caches, as package managers leave them. */
public final class Home {
  private final Path root;
  private final Map<String, String> environment = new TreeMap<>();

  /** An empty one in {@code folder}. */
  public Home(Path folder) {
    root = folder;
    file("work/package.json", "{}");
  }

  /** Where a scan would find it. */
  public Surroundings surroundings() {
    return new Surroundings(environment, root, root.resolve("work"), false);
  }

  /** Sets a variable. */
  public Home with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes a file. */
  public Path file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What npm's cache holds after {@code address} was fetched; gives the content's file. */
  public Path npm(String address, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    npmIndex(address, integrity(content));
    String hex = hex("SHA-512", bytes);
    return file(
        ".npm/_cacache/content-v2/sha512/%s/%s/%s"
            .formatted(hex.substring(0, 2), hex.substring(2, 4), hex.substring(4)),
        bytes);
  }

  /** A line of the index alone; with null as npm writes what it removed. */
  void npmIndex(String address, String integrity) {
    String key = "make-fetch-happen:request-cache:" + address;
    String json =
        "{\"key\":\"%s\",\"integrity\":%s,\"time\":1,\"size\":2,\"metadata\":{\"url\":\"%s\"}}"
            .formatted(key, integrity == null ? "null" : "\"" + integrity + "\"", address);
    npmLine(address, hex("SHA-1", json.getBytes(StandardCharsets.UTF_8)) + "\t" + json);
  }

  void npmLine(String address, String line) {
    String hash =
        hex(
            "SHA-256",
            ("make-fetch-happen:request-cache:" + address).getBytes(StandardCharsets.UTF_8));
    String path =
        ".npm/_cacache/index-v5/%s/%s/%s"
            .formatted(hash.substring(0, 2), hash.substring(2, 4), hash.substring(4));
    try {
      Path file = root.resolve(path);
      String before = Files.exists(file) ? Files.readString(file) : "";
      file(path, before + "\n" + line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Subresource Integrity of {@code content}. */
  public static String integrity(String content) {
    byte[] digest =
        HexFormat.of().parseHex(hex("SHA-512", content.getBytes(StandardCharsets.UTF_8)));
    return "sha512-" + Base64.getEncoder().encodeToString(digest);
  }

  /** A digest in hexadecimal. */
  public static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
