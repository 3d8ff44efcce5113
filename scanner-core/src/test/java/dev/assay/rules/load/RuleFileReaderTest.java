package dev.assay.rules.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.CharKind;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.Rule.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileReaderTest {

  @Test
  void readsAToken() {
    RuleSource source = RuleTexts.read("rules/acme/acme-token.yml", RuleTexts.TOKEN).get(0);
    Rule rule = source.rule();
    assertThat(rule.id()).isEqualTo("acme-token");
    assertThat(rule.severity()).isEqualTo(Severity.HIGH);
    assertThat(rule.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(rule.specific()).isTrue();
    assertThat(rule.near()).isNull();
    assertThat(rule.minEntropy()).isEqualTo(3.0);
    assertThat(rule.require()).isEqualTo(Set.of(CharKind.LETTER, CharKind.DIGIT));
    assertThat(rule.allow())
        .containsExactly(
            new Rule.Allow(
                false, Target.SECRET, List.of("x{8}"), List.of("example"), List.of(), List.of()));
    Shape.Token token = (Shape.Token) rule.shape();
    assertThat(token.anchors()).containsExactly(new Rule.Anchor("acme_", false, 0, 0));
    assertThat(token.secretGroup()).isEqualTo(1);
    assertThat(token.window()).isEqualTo(1024);
    assertThat(token.slow()).isFalse();
    assertThat(source.info().found()).isEqualTo("A token of Acme.");
    assertThat(source.info().references()).containsExactly("https://acme.test/tokens");
    assertThat(source.undocumented()).isEmpty();
    assertThat(source.literals()).containsExactly("acme_");
    assertThat(source.line()).isEqualTo(1);
    assertThat(source.match()).hasSize(2);
    assertThat(source.match().get(0).line()).isEqualTo(22);
    assertThat(source.match().get(0).text()).matches("token=acme_\\w{20}");
    assertThat(source.match().get(0).text()).isNotEqualTo("token=" + source.match().get(1).text());
  }

  @Test
  void readsAnAssignment() {
    RuleSource source = RuleTexts.read("acme-key.yml", RuleTexts.ASSIGN).get(0);
    assertThat(source.rule().shape())
        .isEqualTo(
            new Shape.Assign(
                List.of("acme_key", "acmekey"),
                List.of(),
                ByteSet.range('0', '9').with('a', 'f'),
                false,
                32,
                40));
    assertThat(source.rule().near()).isEqualTo(new Rule.Near("acme-token", 5, true));
    assertThat(source.rule().confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(source.undocumented()).containsExactly("found", "risk", "revoke", "references");
    assertThat(source.info().revoke()).isNotBlank();
  }

  @Test
  void readsAPathRule() {
    RuleSource source = RuleTexts.read("secret-file-acme.yml", RuleTexts.PATH).get(0);
    assertThat(source.rule().path().include()).containsExactly("**/acme.{key,pass}");
    assertThat(source.rule().path().exclude()).containsExactly("**/test/**");
    assertThat(((Shape.PathOnly) source.rule().shape()).content()).isNotNull();
    assertThat(source.match().get(0).path()).isEqualTo("a/acme.key");
    assertThat(source.ignore().get(0).path()).isEqualTo("a/acme.txt");
    assertThat(source.ignore().get(0).text()).isEmpty();
  }

  @Test
  void readsALicenceRule() {
    RuleSource source = RuleTexts.read("licence-acme.yml", LICENCE).get(0);
    assertThat(source.rule().shape())
        .isEqualTo(
            new Shape.Licence(
                Rule.Look.TEXT, List.of("acme agreement"), List.of("not * sold"), List.of()));
    assertThat(source.info().details().how().get(0)).contains("`acme agreement`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: licence-acme|id: acme-terms|begins with licence-",
        "id: licence-acme|id: licence-denied|built-in check",
        "look: text|look: texts|did you mean 'text'?",
        "look: text|look: metadata|write the declared `values`",
        "['Acme Agreement']|['of it']|word of 7 letters",
        "['Acme Agreement']|['...']|no text of 1 to 200 characters",
        "['Acme Agreement']|[]|write phrases",
        "also:|in: [npm], also:|x",
        "look: text|look: text, in: npm|x"
      })
  void tellsWhatIsWrongWithALicenceRule(String from, String to, String what) {
    String text = LICENCE.replace(from, to.replace(", ", "\n"));
    if (what.equals("x")) {
      assertThat(RuleTexts.faults("licence-acme.yml", text))
          .anySatisfy(fault -> assertThat(fault).contains("limit other rules with `path`"));
      return;
    }
    String name = to.startsWith("id: ") ? to.substring(4) : "licence-acme";
    assertThat(RuleTexts.faults(name + ".yml", text))
        .anySatisfy(fault -> assertThat(fault).contains(what));
  }

  private static final String LICENCE =
      """
      id: licence-acme
      name: terms of Acme
      kind: licence
      severity: medium
      look: text
      phrases: ['Acme Agreement']
      also: ['not * sold']
      """;

  @Test
  void readsAPathRuleForWhatShips() {
    String text =
        RuleTexts.PATH
            .replace("confidence: high", "confidence: high\nin: artifact")
            .replace("include: ['**/acme.{key,pass}']", "folders: ['.acme', acme.d]")
            .replace("content: '(?m)^key='\n", "");
    RuleSource source = RuleTexts.read("secret-file-acme.yml", text).get(0);
    assertThat(source.rule().shape())
        .isEqualTo(new Shape.PathOnly(null, List.of("artifact"), List.of(".acme", "acme.d")));
    assertThat(source.rule().path().include()).isEmpty();
    assertThat(source.info().details().where().get(0)).startsWith("Only in what ships");
  }

  @Test
  void readsAPathRuleForKindsOfPackage() {
    String text = RuleTexts.PATH.replace("confidence: high", "confidence: high\nin: [npm, wheel]");
    Shape.PathOnly shape =
        (Shape.PathOnly) RuleTexts.read("secret-file-acme.yml", text).get(0).rule().shape();
    assertThat(shape.in()).containsExactly("npm", "wheel");
    assertThat(shape.ships()).isTrue();
    assertThat(shape.content()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "kind: path | kind: path<in: artefact | :4:5: is no place; write artifact, or kinds of package",
        "kind: path | kind: path<in: [npm, weel] | did you mean 'wheel'?",
        "path: {include: ['**/acme.{key,pass}'] | path: {folders: ['.acme'] | write `in: artifact` too",
        "path: {include: ['**/acme.{key,pass}'] | path: {folders: ['a/b'] | is not the name of a folder",
        "path: {include: ['**/acme.{key,pass}'] | in: artifact<path: {folders: ['.acme'] | a rule about folders has none",
        "kind: path | kind: path<folders: [x] | 'folders' is not a key",
      })
  void saysWhatIsWrongWithARuleForWhatShips(String was, String is, String message) {
    String text = RuleTexts.PATH.replace(was, is.replace('<', '\n'));
    assertThat(text).isNotEqualTo(RuleTexts.PATH);
    assertThatThrownBy(() -> RuleTexts.read("secret-file-acme.yml", text))
        .hasMessageContaining(message);
  }

  @Test
  void knowsGenericRules() {
    String text = RuleTexts.ASSIGN.replace("id: acme-key", "id: generic-acme");
    assertThat(RuleTexts.read("generic-acme.yml", text).get(0).rule().specific()).isFalse();
  }

  @Test
  void takesTheWholeMatchForTheSecretWithoutAGroup() {
    String text = RuleTexts.TOKEN.replace("(acme_[A-Za-z0-9]{20})", "acme_[A-Za-z0-9]{20}");
    text = text.replace("secret: 1\n", "");
    Shape.Token token = (Shape.Token) RuleTexts.read("acme-token.yml", text).get(0).rule().shape();
    assertThat(token.secretGroup()).isZero();
  }

  @Test
  void readsATable() {
    String table =
        """
        template:
          kind: assign
          severity: high
          assign: {alphabet: hex, length: 32}
          doc: {found: A key., risk: It opens., revoke: Delete it.}
          match: ['FIRST_KEY=<<hex:32>>']
          ignore: ['x']
        rows:
          - id: first-key
            name: First
            assign: {keywords: [first_key]}
          - id: second-key
            name: Second
            severity: low
            assign: {keywords: [second_key], length: 36..40}
            doc: {found: Another key.}
            match: ['second_key: <<hex:36>>']
        """;
    List<RuleSource> rules = RuleTexts.read("rules/acme/_table.yml", table);
    assertThat(rules).extracting(RuleSource::id).containsExactly("first-key", "second-key");
    assertThat(rules).extracting(RuleSource::line).containsExactly(9, 12);
    assertThat(rules).allMatch(RuleSource::inTable);
    Rule second = rules.get(1).rule();
    assertThat(second.severity()).isEqualTo(Severity.LOW);
    assertThat(((Shape.Assign) second.shape()).minLength()).isEqualTo(36);
    assertThat(((Shape.Assign) rules.get(0).rule().shape()).maxLength()).isEqualTo(32);
    assertThat(rules.get(1).info().found()).isEqualTo("Another key.");
    assertThat(rules.get(1).info().risk()).isEqualTo("It opens.");
    assertThat(rules.get(1).match().get(0).text()).startsWith("second_key: ");
  }

  @Test
  void putsARowsValuesIntoTheTemplate() {
    String table =
        """
        template:
          kind: assign
          name: '%{service} key'
          severity: high
          assign: {keywords: ['%{key}'], then: [key, token], alphabet: hex, length: 32}
          with: {value: '<<hex:32>>'}
          doc: {found: 'A key of %{service}.', references: ['https://%{key}.test/keys']}
          match: ['%{KEY}_KEY=%{value}', '%{key}-token: "%{value}"']
        rows:
          - {id: first-key, with: {service: First, key: first}}
          - {id: second-key, with: {service: Second, key: second, value: '<<hex:36>>'}}
        """;
    List<RuleSource> rules = RuleTexts.read("rules/acme/_table.yml", table);
    RuleSource second = rules.get(1);
    assertThat(second.info().name()).isEqualTo("Second key");
    assertThat(second.info().found()).isEqualTo("A key of Second.");
    assertThat(second.info().references()).containsExactly("https://second.test/keys");
    assertThat(second.match()).hasSize(2);
    assertThat(second.match().get(0).text()).matches("SECOND_KEY=[0-9a-f]{36}");
    assertThat(rules.get(0).match().get(1).text()).matches("first-token: \"[0-9a-f]{32}\"");
    Shape.Assign shape = (Shape.Assign) second.rule().shape();
    assertThat(shape.keywords()).containsExactly("second");
    assertThat(shape.then()).containsExactly("key", "token");
  }

  @Test
  void refusesBrokenTables() {
    assertThat(
            RuleTexts.faults(
                "_table.yml",
                "template: {name: '%{service} key'}\nrows: [{id: a-key, with: {key: a}}]\n"))
        .anyMatch(
            f ->
                f.startsWith("_table.yml:1:18: has no value for %{service}; write it under `with`"))
        .anyMatch(f -> f.startsWith("_table.yml:2:8: 'kind' is missing"));
    assertThat(RuleTexts.faults("_table.yml", "template: {id: x, kindd: token}\nrow: []\n"))
        .anyMatch(f -> f.startsWith("_table.yml:1:16: 'id' can't be shared"))
        .anyMatch(f -> f.startsWith("_table.yml:1:1: 'rows' is missing"))
        .anyMatch(f -> f.startsWith("_table.yml:2:1: 'row' is not a key here"));
  }

  /** One line of a sound rule replaced, and what is then said, where. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id: acme-token|id: acme-tokn|1:5|not the name of its file; call the file acme-tokn.yml",
        "id: acme-token|id: Acme_token|1:5|lower-case words",
        "id: acme-token|id: sbom-token|1:5|kept for built-in checks",
        "id: acme-token|id: secret-file-x|1:5|kind: path",
        "id: acme-token|id: licence-x|1:5|kind: licence",
        "id: acme-token|x: y|1:1|'id' is missing",
        "kind: token|kind: tokens|3:7|write token, assign, generic, path or licence",
        "severity: high|severity: hihg|4:11|did you mean 'high'?",
        "severity: high|severty: high|4:1|did you mean 'severity'?",
        "confidence: medium|confidence: high|5:13|cite the vendor's page",
        "anchor: acme_|anchor: ac|6:9|fewer than 3 characters",
        "anchor: acme_|anchor: [acme_, x]|6:17|fewer than 3 characters",
        "anchor: acme_|slow: false|1:1|'anchor' is missing",
        "anchor: acme_|anchor: acmeX|7:10|not a pattern that can be used",
        "anchor: acme_|{anchor: acme_, slow: true}|7:1|not valid YAML",
        "secret: 1|slow: true|8:7|remove one of the two",
        "secret: 1|secret: 2|8:9|group 2, but the pattern has 1",
        "secret: 1|secret: one|8:9|whole number",
        "secret: 1|window: 70000|8:9|from 1 to 65536",
        "secret: 1|window: 10|7:10|window",
        "secret: 1|checksum: crc33|8:11|'checksum' is 'crc33'",
        "secret: 1|structure: jvt|8:12|did you mean 'jwt'?",
        "secret: 1|content: x|8:1|'content' is not a key here",
        "secret: 1|near: {rule: acme-token}|8:14|this rule itself",
        "secret: 1|near: {lines: 3}|8:7|'rule' is missing",
        "secret: 1|path: {include: 'a['}|8:17|never closes",
        "secret: 1|path: {}|8:7|limits nothing",
        "min-entropy: 3.0|min-entropy: 9|9:14|from 0.0 to 8.0",
        "require: [letter, digit]|require: [leter]|10:11|not a kind of character",
        "stopwords: [Example]|stopwords: ['']|14:17|empty stopword",
        "stopwords: [Example]|commits: [abc]|14:15|not a full commit id",
        "stopwords: [Example]|paths: ['{a']|14:13|never closes",
        "patterns: ['x{8}']|patterns: ['(x']|13:16|not a pattern",
        "patterns: ['x{8}']|patterns: ['']|13:16|empty regex",
        "target: secret|target: lines|12:13|did you mean 'line'?",
        "references: [https://acme.test/tokens]|references: [http://a]|19:16|not an https",
        "found: A token of Acme.|fund: A token|16:3|did you mean 'found'?",
        "found: A token of Acme.|found: ''|16:10|empty",
        "'acme_<<base62:20>>'|'acme_<<base63:20>>'|23:5|not a placeholder",
        "'acme_<<base62:20>>'|{text: x}|23:5|'path' is missing",
        "'acme_<<base62:20>>'|''|23:5|example without a text",
      })
  void saysWhatIsWrongAndWhere(String line, String instead, String place, String what) {
    assertThat(RuleTexts.TOKEN).contains(line);
    String text = RuleTexts.TOKEN.replace(line, instead);
    assertThat(RuleTexts.faults("acme-token.yml", text))
        .anySatisfy(
            fault -> assertThat(fault).startsWith("acme-token.yml:" + place + ":").contains(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alphabet: hex|alphabet: hexx|did you mean 'hex'?",
        "alphabet: hex|alphabet: '[z-a]'|neither a class",
        "alphabet: hex|alphabet: '[^a]'|neither a class",
        "length: 32..40|length: 40..32|'length' is '40..32'",
        "length: 32..40|length: 32-40|'length' is '32-40'",
        "length: 32..40|size: 3|'size' is not a key here",
        "keywords: [acme_key, acmekey]|keywords: []|'keywords' is missing",
        "keywords: [acme_key, acmekey]|keywords: [Acme]|not a keyword",
        "keywords: [acme_key, acmekey]|keywords: [ac]|not a keyword",
        "severity: medium|confidence: low|'severity' is missing",
        "required: true|required: yes|write one of false, true",
        "lines: 5|lines: -1|from 0 to 1000",
      })
  void saysWhatIsWrongWithAnAssignment(String part, String instead, String what) {
    assertThat(RuleTexts.ASSIGN).contains(part);
    assertThat(RuleTexts.faults("acme-key.yml", RuleTexts.ASSIGN.replace(part, instead)))
        .anySatisfy(fault -> assertThat(fault).contains(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "path: {include|paths: {include|'path' is missing",
        "include: ['**/acme.{key,pass}'], ||'include' is missing",
        "content: '(?m)^key='|content: '('|not a pattern",
        "content: '(?m)^key='|pattern: x|'pattern' is not a key here",
        "content: '(?m)^key='|checksum: x|'checksum' is not a key here",
      })
  void saysWhatIsWrongWithAPathRule(String part, String instead, String what) {
    assertThat(RuleTexts.PATH).contains(part);
    String text = RuleTexts.PATH.replace(part, instead == null ? "" : instead);
    assertThat(RuleTexts.faults("secret-file-acme.yml", text))
        .anySatisfy(fault -> assertThat(fault).contains(what));
  }

  @Test
  void tellsAllFaultsOfAFileAtOnce() {
    String text =
        RuleTexts.TOKEN
            .replace("severity: high", "severity: x")
            .replace("anchor: acme_", "anchor: ac")
            .replace("{20})", "{20}")
            .replace("secret: 1", "secrets: 1")
            .replace("require: [letter", "require: [leter");
    assertThat(RuleTexts.faults("acme-token.yml", text)).hasSize(5);
  }

  @Test
  void readsEveryAlphabet() {
    for (String name : Alphabets.names()) {
      assertThat(Alphabets.parse(name)).as(name).isNotNull();
    }
    assertThat(Alphabets.parse("[A-C_\\]\\-.-]"))
        .isEqualTo(ByteSet.range('A', 'C').union(ByteSet.of('_', ']', '-', '.')));
    assertThat(Alphabets.parse("[]")).isNull();
    assertThat(Alphabets.parse("[a\\]")).isNull();
    assertThat(Alphabets.parse("abc")).isNull();
  }
}
