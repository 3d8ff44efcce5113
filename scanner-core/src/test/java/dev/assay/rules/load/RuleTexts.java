package dev.assay.rules.load;

import dev.assay.rules.RuleSet;
import dev.assay.rules.yaml.YamlFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Rule files of the core's own, whole ones of which a test changes a line. */
public final class RuleTexts {
  /** A sound token rule, {@code acme-token}. */
  public static final String TOKEN = resource("acme-token");

  /** A sound assignment rule, {@code acme-key}, that wants {@code acme-token} near. */
  public static final String ASSIGN = resource("acme-key");

  /** A sound path rule, {@code secret-file-acme}. */
  public static final String PATH = resource("secret-file-acme");

  /** Ids of all of them, one of each shape and proof. */
  public static final List<String> IDS =
      List.of(
          "acme-code",
          "acme-key",
          "acme-private-key",
          "acme-signed-token",
          "acme-token",
          "generic-acme-password",
          "secret-file-acme");

  private RuleTexts() {}

  /** The file of the rule {@code id}. */
  public static String resource(String id) {
    try (InputStream in = RuleTexts.class.getResourceAsStream("/rules/acme/" + id + ".yml")) {
      byte[] bytes = Objects.requireNonNull(in, id).readNBytes(1 << 16);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads {@code text} as the file {@code name}; a fault fails the test. */
  public static List<RuleSource> read(String name, String text) {
    YamlFaults faults = new YamlFaults();
    List<RuleSource> rules =
        RuleFileReader.read(name, text.getBytes(StandardCharsets.UTF_8), faults);
    faults.throwIfAny();
    return rules;
  }

  /** The rules of the core's own that have these ids; all of them if none is given. */
  public static List<RuleSource> sources(String... ids) {
    List<String> names = ids.length == 0 ? IDS : List.of(ids);
    return names.stream().flatMap(id -> read(id + ".yml", resource(id)).stream()).toList();
  }

  /** The same, ready for a scan. */
  public static RuleSet set(String... ids) {
    List<RuleSource> sources = sources(ids);
    return new RuleSet(
        sources.stream().map(RuleSource::rule).toList(),
        () -> sources.stream().collect(Collectors.toMap(RuleSource::id, RuleSource::info)));
  }

  /** The faults of {@code text}, each as it is shown. */
  static List<String> faults(String name, String text) {
    YamlFaults faults = new YamlFaults();
    RuleFileReader.read(name, text.getBytes(StandardCharsets.UTF_8), faults);
    return faults.sorted().stream().map(Object::toString).toList();
  }
}
