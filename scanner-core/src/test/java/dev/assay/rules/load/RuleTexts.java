package dev.assay.rules.load;

import dev.assay.rules.yaml.YamlFaults;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rule files for tests, whole ones of which a test changes a line. */
public final class RuleTexts {
  /** A sound token rule, {@code acme-token}. */
  public static final String TOKEN =
      """
      id: acme-token
      name: Acme token
      kind: token
      severity: high
      confidence: medium
      anchor: acme_
      pattern: '(?<![A-Za-z0-9])(acme_[A-Za-z0-9]{20})(?![A-Za-z0-9])'
      secret: 1
      min-entropy: 3.0
      require: [letter, digit]
      allow:
        - target: secret
          patterns: ['x{8}']
          stopwords: [Example]
      doc:
        found: A token of Acme.
        risk: It does what Acme does.
        revoke: Delete it at Acme.
        references: [https://acme.test/tokens]
      evidence: inferred
      match:
        - 'token=acme_<<base62:20>>'
        - 'acme_<<base62:20>>'
      ignore:
        - 'acme_<<base62:21>>'
        - 'acme_'
      """;

  /** A sound assignment rule, {@code acme-key}. */
  public static final String ASSIGN =
      """
      id: acme-key
      name: Acme key
      kind: assign
      severity: medium
      assign: {keywords: [acme_key, acmekey], alphabet: hex, length: 32..40}
      near: {rule: acme-token, lines: 5, required: true}
      match: ['ACME_KEY=<<hex:32>>', 'acmeKey: "<<hex:40>>"']
      ignore: ['ACME_KEY=<<hex:41>>', 'ACME_KEY=']
      """;

  /** A sound path rule, {@code secret-file-acme}. */
  public static final String PATH =
      """
      id: secret-file-acme
      name: Acme file
      kind: path
      severity: low
      confidence: high
      path: {include: ['**/acme.{key,pass}'], exclude: ['**/test/**']}
      content: '(?m)^key='
      match:
        - {path: a/acme.key, text: "key=<<base62:9>>"}
      ignore:
        - a/acme.txt
      """;

  private RuleTexts() {}

  /** Reads {@code text} as the file {@code name}; a fault fails the test. */
  public static List<RuleSource> read(String name, String text) {
    YamlFaults faults = new YamlFaults();
    List<RuleSource> rules =
        RuleFileReader.read(name, text.getBytes(StandardCharsets.UTF_8), faults);
    faults.throwIfAny();
    return rules;
  }

  /** The faults of {@code text}, each as it is shown. */
  static List<String> faults(String name, String text) {
    YamlFaults faults = new YamlFaults();
    RuleFileReader.read(name, text.getBytes(StandardCharsets.UTF_8), faults);
    return faults.sorted().stream().map(Object::toString).toList();
  }
}
