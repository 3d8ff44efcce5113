package dev.assay.rules.pack;

import dev.assay.model.RuleInfo;
import dev.assay.rules.JarResource;
import dev.assay.rules.RulePack;
import dev.assay.rules.RuleSet;
import java.io.IOException;
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
    return RulePack.load(bytes(RulePack.RULES_RESOURCE), new Texts());
  }

  private static byte[] bytes(String resource) {
    byte[] bytes;
    try {
      bytes = JarResource.read(BuiltInRules.class, resource, RulePack.MAX_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes == null) {
      throw new IllegalStateException(
          "the built-in rules are not on the class path; build the module `rules` with Maven");
    }
    return bytes;
  }

  private static final class Texts implements Supplier<Map<String, RuleInfo>> {
    @Override
    public Map<String, RuleInfo> get() {
      return RulePack.readTexts(bytes(RulePack.TEXTS_RESOURCE));
    }
  }
}
