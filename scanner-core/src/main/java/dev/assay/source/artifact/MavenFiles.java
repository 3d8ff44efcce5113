package dev.assay.source.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Names of files in Maven's repositories (maven.apache.org, repositories/layout). */
public final class MavenFiles {

  /** Extension and classifier by type, where they are not the type itself and none. */
  private static final Map<String, String[]> TYPES =
      Map.of(
          "maven-plugin", new String[] {"jar", ""},
          "bundle", new String[] {"jar", ""},
          "ejb", new String[] {"jar", ""},
          "eclipse-plugin", new String[] {"jar", ""},
          "ejb-client", new String[] {"jar", "client"},
          "test-jar", new String[] {"jar", "tests"},
          "java-source", new String[] {"jar", "sources"},
          "javadoc", new String[] {"jar", "javadoc"});

  /** Files with a digest that stand beside others, the strongest first. */
  public static final List<Sidecar> SIDECARS =
      List.of(
          new Sidecar(".sha512", "SHA-512", 128),
          new Sidecar(".sha256", "SHA-256", 64),
          new Sidecar(".sha1", "SHA-1", 40));

  /**
   * A kind of file with a digest.
   *
   * @param algorithm JCA name
   * @param length of the digest in hexadecimal
   */
  public record Sidecar(String ending, String algorithm, int length) {

    /** The digest that {@code text} holds, first or at its end; null if it holds none. */
    public @Nullable String digest(String text) {
      Pattern hex = Pattern.compile("[0-9a-fA-F]{" + length + "}");
      String[] words = text.strip().split("\\s+", -1);
      for (String word : List.of(words[0], words[words.length - 1])) {
        if (hex.matcher(word).matches()) {
          return word.toLowerCase(Locale.ROOT);
        }
      }
      return null;
    }
  }

  private MavenFiles() {}

  /** The folder of all files of {@code name}, below the root of a repository. */
  public static String folder(PackageName name) {
    return name.namespace().replace('.', '/') + "/" + name.name() + "/" + name.version();
  }

  /** The name of the POM. */
  public static String pom(PackageName name) {
    return name.name() + "-" + name.version() + ".pom";
  }

  /**
   * The names that the artifact itself may have, of which the first that is there is meant. Besides
   * it the POM is.
   *
   * @param pom the text of the POM, which tells the kind of package if {@code name} doesn't; null
   *     if there is none
   */
  public static List<String> wanted(PackageName name, @Nullable String pom) {
    String type = name.qualifier("type");
    String classifier = name.qualifier("classifier");
    List<String> wanted = new ArrayList<>();
    if (type == null && classifier == null && pom != null) {
      type = packaging(pom);
    }
    String[] known = TYPES.get(type == null ? "jar" : type);
    String extension = known == null ? (type == null ? "jar" : type) : known[0];
    if (classifier == null) {
      classifier = known == null ? "" : known[1];
    }
    String middle = classifier.isEmpty() ? "" : "-" + classifier;
    wanted.add(name.name() + "-" + name.version() + middle + "." + extension);
    // Packagings of plugins: what they make has an extension of its own, most often this one.
    if (name.qualifier("type") == null && !extension.equals("jar") && !extension.equals("pom")) {
      wanted.add(name.name() + "-" + name.version() + middle + ".jar");
    }
    return wanted;
  }

  private static @Nullable String packaging(String pom) {
    try {
      String packaging = XmlNode.read(pom.getBytes(StandardCharsets.UTF_8)).text("packaging");
      return packaging != null && packaging.matches("[A-Za-z0-9._-]+") ? packaging : null;
    } catch (XMLStreamException e) {
      return null; // scanned like any file; what the package is, its name says or nobody
    }
  }
}
