package dev.assay.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes container images, well or badly, as docker and OCI tools write them. */
public final class ImageFixture {

  /** Name to bytes, in order; a name that ends in {@code @} is a symbolic link to its bytes. */
  public final Map<String, byte[]> files = new LinkedHashMap<>();

  private final List<byte[]> layers = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private String run = "{}";

  /** One more layer: name and text in turn. */
  public ImageFixture layer(String step, String... namesAndTexts) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      content.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
    }
    return rawLayer(step, tar(content));
  }

  /** One more layer of these bytes. */
  public ImageFixture rawLayer(String step, byte[] tar) {
    layers.add(tar);
    steps.add(step);
    return this;
  }

  /** What is in {@code config} of the configuration, as JSON. */
  public ImageFixture run(String json) {
    run = json;
    return this;
  }

  String config() {
    StringBuilder text = new StringBuilder("{\"architecture\":\"amd64\",\"os\":\"linux\",");
    text.append("\"config\":").append(run).append(",\"history\":[");
    text.append("{\"created_by\":\"FROM scratch\",\"empty_layer\":true}");
    for (String step : steps) {
      text.append(",{\"created_by\":\"").append(step).append("\"}");
    }
    text.append("],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[");
    for (int i = 0; i < layers.size(); i++) {
      text.append(i == 0 ? "" : ",").append('"').append(digest(layers.get(i))).append('"');
    }
    return text.append("]}}").toString();
  }

  /** Adds a blob of an OCI layout; its descriptor. */
  public String blob(String type, byte[] bytes) {
    files.put("blobs/" + digest(bytes).replace(':', '/'), bytes);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d"
            .formatted(type, digest(bytes), bytes.length)
        + "}";
  }

  /** Adds the blobs of the image; the manifest's descriptor. */
  public String manifest(boolean gzip) {
    StringBuilder text = new StringBuilder("{\"schemaVersion\":2,\"config\":");
    text.append(blob("application/vnd.oci.image.config.v1+json", bytes(config())));
    text.append(",\"layers\":[");
    for (int i = 0; i < layers.size(); i++) {
      byte[] layer = gzip ? gzip(layers.get(i)) : layers.get(i);
      text.append(i == 0 ? "" : ",")
          .append(blob("application/vnd.oci.image.layer.v1.tar" + (gzip ? "+gzip" : ""), layer));
    }
    return blob("application/vnd.oci.image.manifest.v1+json", bytes(text.append("]}").toString()));
  }

  /** Puts down the index of a layout. */
  public ImageFixture index(String... descriptors) {
    files.put("oci-layout", bytes("{\"imageLayoutVersion\": \"1.0.0\"}"));
    files.put(
        "index.json",
        bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", descriptors) + "]}"));
    return this;
  }

  /** The image as an OCI layout. */
  public ImageFixture oci(boolean gzip) {
    return index(manifest(gzip));
  }

  /** The image as {@code docker save} wrote it for ten years. */
  public ImageFixture docker(String tag) {
    String config = hex(bytes(config())) + ".json";
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < layers.size(); i++) {
      String id = hex(bytes("layer" + i));
      files.put(id + "/VERSION", bytes("1.0"));
      files.put(id + "/json", bytes("{\"id\":\"" + id + "\",\"container_config\":" + run + "}"));
      files.put(id + "/layer.tar", layers.get(i));
      names.append(i == 0 ? "" : ",").append('"').append(id).append("/layer.tar\"");
    }
    files.put(config, bytes(config()));
    files.put(
        "manifest.json",
        bytes(
            "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}]"
                .formatted(config, tag, names)));
    files.put("repositories", bytes("{}"));
    return this;
  }

  /** All files as a tar. */
  public byte[] tar() {
    return tar(files);
  }

  /** How many files it consists of. */
  public int fileCount() {
    return files.size();
  }

  /** All files in {@code folder}. */
  public void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** A tar of {@code files}. */
  public static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = file.getKey();
        if (name.endsWith("@")) {
          TarArchiveEntry link =
              new TarArchiveEntry(name.substring(0, name.length() - 1), TarConstants.LF_SYMLINK);
          link.setLinkName(new String(file.getValue(), StandardCharsets.UTF_8));
          tar.putArchiveEntry(link);
        } else {
          TarArchiveEntry entry = new TarArchiveEntry(name, true);
          entry.setSize(file.getValue().length);
          tar.putArchiveEntry(entry);
          tar.write(file.getValue());
        }
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String digest(byte[] bytes) {
    return "sha256:" + hex(bytes);
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
