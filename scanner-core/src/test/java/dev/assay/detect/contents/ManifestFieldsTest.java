package dev.assay.detect.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ArtifactFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestFieldsTest {

  private static Map<String, String> fields(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ManifestFields.of(bytes, 0, bytes.length);
  }

  @Test
  void namesOfTwoLevelsAndDigestsOfValues() {
    Map<String, String> fields =
        fields(
            "{\"name\": \"a\", \"scripts\": {\"build\": \"x\", \"deep\": {\"y\": [1, {}]}},"
                + " \"files\": [\"a\"], \"none\": null, \"private\": true}");
    assertThat(fields)
        .containsOnlyKeys(
            "name", "scripts", "scripts.build", "scripts.deep", "files", "none", "private");
    assertThat(fields.values()).allSatisfy(each -> assertThat(each).matches("[0-9a-f]{16}|\\{\\}"));
    assertThat(fields.get("name")).isNotEqualTo(fields.get("scripts.build"));
  }

  /** Layout and order don't count; values and their kinds do. */
  @Test
  void equalValuesHaveEqualDigests() {
    assertThat(fields("{\"a\":{\"b\":[1,2]},\"c\":\"d\"}"))
        .isEqualTo(fields(" { \"c\" : \"d\" ,\n \"a\": {\"b\": [ 1, 2 ] } } "));
    assertThat(fields("{\"a\": 1}")).isNotEqualTo(fields("{\"a\": \"1\"}"));
    assertThat(fields("{\"a\": [1, 2]}")).isNotEqualTo(fields("{\"a\": [2, 1]}"));
    assertThat(fields("{\"a\": [[1], 2]}")).isNotEqualTo(fields("{\"a\": [[1, 2]]}"));
  }

  @Test
  void commitsAndVersionsOfWorkspacesStandAsTheyAre() {
    String id = "0123456789".repeat(4);
    assertThat(
            fields(
                "{\"gitHead\": \""
                    + id
                    + "\", \"git\": {\"sha1\": \""
                    + id
                    + "\"}, \"dependencies\": {\"b\": \"workspace:*\"}}"))
        .containsEntry("gitHead", id)
        .containsEntry("git.sha1", id)
        .containsEntry("dependencies.b", ArtifactFile.OF_WORKSPACE);
    assertThat(fields("{\"gitHead\": \"main\", \"other\": \"" + id + "\"}"))
        .doesNotContainValue("main")
        .doesNotContainValue(id);
  }

  @Test
  void whatIsNoManifestHasNoFields() {
    for (String broken : new String[] {"", "[]", "{\"a\": ", "{\"a\": {\"b\": [", "{a}", "\0"}) {
      assertThat(fields(broken)).as(broken).isEmpty();
    }
    assertThat(fields("{\"a\": " + "[".repeat(100_000) + "]}")).isEmpty();
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 9_000; i++) {
      many.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":1");
    }
    assertThat(fields(many + "}")).hasSize(2_000);
    assertThat(ManifestFields.reads("a/package.json", 1 << 20)).isFalse();
    assertThat(ManifestFields.reads("a/xpackage.json", 1)).isFalse();
    assertThat(ManifestFields.reads("package.json", 1)).isTrue();
  }
}
