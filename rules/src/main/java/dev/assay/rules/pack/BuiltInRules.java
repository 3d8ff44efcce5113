package dev.assay.rules.pack;

import dev.assay.model.RuleInfo;
import dev.assay.rules.JarResource;
import dev.assay.rules.RulePack;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

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
    byte[] bytes = JarResource.read(BuiltInRules.class, resource, RulePack.MAX_BYTES);
    if (bytes == null) {
      throw new IllegalStateException(
          "the built-in rules are not on the class path; build the module `rules` with Maven");
    }
    return new ByteArrayInputStream(bytes);
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
