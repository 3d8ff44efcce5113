package dev.assay.rules.pack;

import dev.assay.model.RuleInfo;
import dev.assay.rules.RulePack;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the built-in rules. On the way of every start: no lambdas here, each makes the JVM generate
 * a class.
 */
public final class BuiltInRules {
  private BuiltInRules() {}

  /**
   * All built-in rules; their texts are read when first asked for.
   *
   * @throws IllegalStateException if the pack is missing, damaged or of another version: a fault of
   *     the build
   */
  public static RuleSet load() {
    try (InputStream in = open(RulePack.RULES_RESOURCE)) {
      return new RuleSet(RulePack.read(in), new Texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    byte[] bytes = fromOwnJar(resource);
    InputStream in =
        bytes == null
            ? BuiltInRules.class.getResourceAsStream(resource)
            : new ByteArrayInputStream(bytes);
    if (in == null) {
      throw new IllegalStateException(
          "the built-in rules are not on the class path; build the module `rules` with Maven");
    }
    return in;
  }

  /**
   * The resource out of the jar that holds this class, or null if there is none: what a class
   * loader does too, but by way of URL connections and the JDK's own modules, which costs a start 3
   * to 5 ms. The jar is open already, and the JDK shares what it knows of it.
   */
  private static byte @Nullable [] fromOwnJar(String resource) {
    CodeSource source = BuiltInRules.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return null;
    }
    try (ZipFile jar = new ZipFile(new File(source.getLocation().toURI()))) {
      ZipEntry entry = jar.getEntry(resource.substring(1));
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readNBytes(RulePack.MAX_BYTES);
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return null; // a loader of its own kind: it knows the way
    }
  }

  private static final class Texts implements Supplier<Map<String, RuleInfo>> {
    @Override
    public Map<String, RuleInfo> get() {
      try (InputStream in = open(RulePack.TEXTS_RESOURCE)) {
        return RulePack.readTexts(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
