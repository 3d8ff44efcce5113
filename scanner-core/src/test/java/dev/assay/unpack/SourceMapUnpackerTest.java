package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.model.Budget;
import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.SourceMapFacts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceMapUnpackerTest extends UnpackerContract {

  @Override
  Unpacker unpacker() {
    return new SourceMapUnpacker();
  }

  @Override
  String fileName() {
    return "app.js.map";
  }

  /** It doesn't compress. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
  }

  @Override
  int views() {
    return 1;
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    StringWriter map = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(map)) {
      json.writeStartObject();
      json.writeNumberField("version", 3);
      json.writeArrayFieldStart("sources");
      for (Item item : items) {
        json.writeString(item.name());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("sourcesContent");
      for (Item item : items) {
        json.writeString(new String(item.bytes(), StandardCharsets.UTF_8));
      }
      json.writeEndArray();
      json.writeStringField("mappings", "AAAA,CAAC;");
      json.writeEndObject();
    }
    return utf8(map.toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String map(String sources, String contents) {
    return "{\"version\":3,\"sources\":["
        + sources
        + "],\"sourcesContent\":["
        + contents
        + "],\"names\":[],\"mappings\":\"AAAA\"}";
  }

  private static Walk walk(String map) {
    return Walk.of("app.js.map", utf8(map));
  }

  /** Its sources' texts by their names. */
  private static Map<String, String> sources(Walk walk) {
    Map<String, String> texts = texts(walk);
    texts.keySet().removeIf(path -> path.endsWith(SourceMapUnpacker.FIELDS));
    return texts;
  }

  private static SourceMapFacts facts(Walk walk) {
    assertThat(walk.observations).hasSize(1);
    return (SourceMapFacts) walk.observations.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sourcesContent':['one','two'],'mappings':'','names':[],'sources':['a','b'],'version':3}",
        "{'version':3,'file':'x.js','mappings':'AAAA','sources':['a','b'],'sourcesContent':['one','two']}",
        "{'version': 3, 'sources': ['a', 'b'], 'names': ['n'], 'mappings': 'A',\n 'sourcesContent': [ 'one' , 'two' ] }\n",
        ")]}'\n{'version':3,'sources':['a','b'],'sourcesContent':['one','two'],'mappings':''}",
        ")]}', while(1);\n {'version':3,'sources':['a','b'],'sourcesContent':['one','two'],'mappings':''}",
        "\uFEFF{'version':3,'sources':['a','b'],'sourcesContent':['one','two'],'mappings':''}",
        "{'version':3,'sources':['a','b'],'sourcesContent':['one','two'],'mappings':'','x_facebook_sources':[[{'names':['<global>'],'mappings':'AAA'}],null],'x_google_ignoreList':[0]}",
        "{'version':3,'x_deep':{'a':[{'sourcesContent':['no']},{}]},'sources':['a','b'],'sourcesContent':['one','two'],'mappings':''}",
        "{'version':'3','sources':['a','b'],'sourcesContent':['one','two'],'mappings':''}",
        "{'version':3,'sections':[{'offset':{'line':0,'column':0},'map':{'version':3,'sources':['a'],'sourcesContent':['one'],'mappings':''}},{'offset':{'line':9,'column':0},'map':{'version':3,'sections':[{'map':{'version':3,'sourcesContent':['two'],'sources':['b'],'mappings':''}}]}}]}",
        "{'mappings':'AAAA','sourcesContent':['one','two'],'sources':['a','b']}",
      })
  void readsEveryForm(String form) {
    Walk walk = walk(form.replace('\'', '"'));
    assertThat(walk.problems).isEmpty();
    assertThat(sources(walk))
        .containsExactly(Map.entry("app.js.map!/a", "one"), Map.entry("app.js.map!/b", "two"));
    SourceMapFacts facts = facts(walk);
    assertThat(facts.sources()).isEqualTo(2);
    assertThat(facts.embedded()).isEqualTo(2);
    assertThat(facts.lines()).isEqualTo(2);
    assertThat(facts.ownEmbedded()).isEqualTo(2);
    assertThat(facts.ownExamples()).containsExactly("a", "b");
    assertThat(facts.complete()).isTrue();
    assertThat(facts.form()).isEqualTo(SourceMapFacts.Form.FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':'x','version':'1.0.0'}",
        "{'version':3,'targets':{},'libraries':{}}",
        "{'version':1,'sources':['a'],'mappings':''}",
        "{'version':30,'sources':['a'],'mappings':''}",
        "{'version':3.1,'sources':['a'],'mappings':''}",
        "{'mappings':{'properties':{}}}",
        "{'sources':[{'type':'git'}]}",
        "{'sections':[{'title':'x'}]}",
        "{'names':['a','b']}",
        "[{'version':3,'sources':['a'],'mappings':''}]",
        "{'mappings':'the rest','sources':['a']}",
        "var x = {'version':3}",
      })
  void leavesOtherJsonAlone(String json) {
    byte[] bytes = utf8(json.replace('\'', '"'));
    assertThat(unpacker().recognises(new ByteSlice(bytes, 0, bytes.length))).isFalse();
  }

  /** What began like a map and isn't one is no problem, and nothing comes of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'version':3,'sources':['a','b']}",
        "{'version':3,'sources':['a','b'],'targets':{}}",
        "{'sources':['src/**','test/**'],'exclude':['x'",
        "{'sources':['src/**'] oops",
        "{'mappings':'AAAA', oops",
      })
  void givesUpWhatIsNoMap(String json) throws IOException {
    byte[] bytes = utf8(json.replace('\'', '"'));
    Walk walk = Walk.of("app.js.map", bytes);
    assertThat(walk.order).containsExactly("app.js.map");
    assertThat(walk.observations).isEmpty();
    if (json.contains("sources':['a','b']}") || json.contains("exclude")) {
      assertThat(unpacker().recognises(new ByteSlice(bytes, 0, bytes.length))).isTrue();
      assertThat(walk.problems).isEmpty();
    }
  }

  @Test
  void decodesEveryEscape() {
    Walk walk =
        walk(
            map(
                "\"a\",\"b\",\"c\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\\u0000é\",\"\\ud83dx\\uD83D\\n\\udE00\","
                    + "\"\\x\\q\\u12\\é\""));
    assertThat(sources(walk))
        .containsEntry("app.js.map!/a", "\"\\/\b\f\n\r\té\uD83D\uDE00\u0000é")
        .containsEntry("app.js.map!/b", "\uFFFDx\uFFFD\n\uFFFD")
        .containsEntry("app.js.map!/c", "xq\u0012é");
  }

  /** Escapes and quotes at every offset of the buffers. */
  @Test
  void readsAcrossTheEdgesOfItsBuffers() {
    String end = "\\\"\\\\\\uD83D\\uDE00\\r\\n";
    for (int length = (1 << 16) - 60; length < (1 << 16) + 2; length++) {
      Walk walk = walk(map("\"a\",\"b\"", "\"" + "x".repeat(length) + end + "\",\"two\\n\""));
      assertThat(walk.text("app.js.map!/a")).isEqualTo("x".repeat(length) + "\"\\\uD83D\uDE00\r\n");
      assertThat(walk.text("app.js.map!/b")).isEqualTo("two\n");
      assertThat(facts(walk).lines()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "webpack://ns/./src/a.ts, src/a.ts",
        "webpack:///./src/a.ts, src/a.ts",
        "webpack:///src/a.ts, src/a.ts",
        "webpack://src/a.ts, a.ts",
        "webpack:src/a.ts, src/a.ts",
        "webpack-internal:///./src/a.ts, src/a.ts",
        "turbopack://[project]/src/a.ts, src/a.ts",
        "ng://app/lib/a.ts, lib/a.ts",
        "../../src/a.ts, ../../src/a.ts",
        "src/./b/../a.ts, src/a.ts",
        "/Users/jo/src/a.ts, /Users/jo/src/a.ts",
        "file:///Users/jo/a.ts, /Users/jo/a.ts",
        "file:///C:/work/a.ts, C:/work/a.ts",
        "C:\\work\\a.ts, C:/work/a.ts",
        "https://host.corp/x/a.ts, host.corp/x/a.ts",
        "App.vue?vue&type=script&lang=ts, App.vue",
        "webpack:///./src/App.vue?a1b2, src/App.vue",
        "a?b/c.ts, a?b/c.ts",
        "\\u0000virtual:x, \\x00virtual:x",
        "line\\nbreak, line\\x0Abreak",
        "/../../etc/passwd, /etc/passwd",
      })
  void namesSourcesForPeople(String source, String shown) {
    String escaped = source.startsWith("C:") ? source.replace("\\", "\\\\") : source;
    Walk walk = walk(map("\"" + escaped + "\"", "\"x\""));
    assertThat(sources(walk)).containsOnlyKeys("app.js.map!/" + shown);
  }

  @Test
  void putsTheRootBeforeNames() {
    String sources = "'sources':['a.ts','/b.ts','webpack:///c.ts'],'sourcesContent':['1','2','3']";
    for (String root : List.of("src", "src/", "webpack:///src")) {
      for (String map :
          List.of(
              "{'version':3,'sourceRoot':'" + root + "'," + sources + ",'mappings':''}",
              "{'version':3,'mappings':''," + sources + ",'sourceRoot':'" + root + "'}")) {
        assertThat(sources(walk(map.replace('\'', '"'))))
            .containsOnlyKeys("app.js.map!/src/a.ts", "app.js.map!//b.ts", "app.js.map!/c.ts");
      }
    }
  }

  /** Queries stay where they tell sources apart; what is left has its number. */
  @Test
  void givesEveryNameOnce() {
    Walk walk =
        walk(
            map(
                "\"A.vue\",\"A.vue?b\",\"c.ts\",\"./c.ts\",\"c.ts\",null,\"D.vue?x\",\"ns/\"",
                "\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\""));
    assertThat(sources(walk))
        .containsOnlyKeys(
            "app.js.map!/A.vue",
            "app.js.map!/A.vue?b",
            "app.js.map!/c.ts",
            "app.js.map!/c (4).ts",
            "app.js.map!/c (5).ts",
            "app.js.map!/[source 6]",
            "app.js.map!/D.vue",
            "app.js.map!/ns/",
            "app.js.map!/[source 9]");
  }

  @Test
  void takesTextsWithNullsAndFewerThanNames() {
    Walk walk = walk(map("\"a\",\"b\",\"c\",\"d\"", "null,\"x\\ny\\n\",{\"odd\":[1,-2.5e3,true]}"));
    assertThat(sources(walk)).containsExactly(Map.entry("app.js.map!/b", "x\ny\n"));
    SourceMapFacts facts = facts(walk);
    assertThat(facts.sources()).isEqualTo(4);
    assertThat(facts.embedded()).isEqualTo(1);
    assertThat(facts.lines()).isEqualTo(2);
    assertThat(walk.text("app.js.map!/[fields]")).contains("odd");
  }

  /** Readers of JSON take the last of several; somebody may look at the first. */
  @Test
  void readsAllListsOfAKeyThatComesTwice() {
    Walk walk =
        walk(
            "{\"version\":3,\"sources\":[\"x\"],\"sourcesContent\":[\"one\"],\"mappings\":\"\","
                + "\"sources\":[\"y\"],\"sourcesContent\":[\"two\"]}");
    assertThat(sources(walk).values()).containsExactlyInAnyOrder("one", "two");
    assertThat(facts(walk).sources()).isEqualTo(1);
  }

  @Test
  void keepsAllElseInAView() {
    Walk walk =
        walk(
            "{\"version\":3,\"file\":\"out.js\",\"sourceRoot\":\"https://h/?t=1\",\"sources\":[\"s?key=2\"],"
                + "\"sourcesContent\":[\"the text\"],\"names\":[\"aName\"],\"mappings\":\"AAAA,BBBB\","
                + "\"x_own\":{\"token\":\"abc\"}}");
    assertThat(walk.text("app.js.map!/[fields]"))
        .isEqualTo(
            "{\"version\":3,\"file\":\"out.js\",\"sourceRoot\":\"https://h/?t=1\",\"sources\":[\"s?key=2\"],"
                + "\"sourcesContent\":[\"\n\"],\"names\":[\"aName\"],\"mappings\":\"\n\","
                + "\"x_own\":{\"token\":\"abc\"}}");
  }

  @Test
  void saysWhatStandsBehindTheMap() {
    Walk walk = walk(map("\"a\"", "\"x\"") + "\n\n  more\n");
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents).containsKey("app.js.map!/[trailing data at byte 85]");
  }

  @Test
  void tellsOwnSourcesFromThoseOfOthers() {
    List<String> own =
        List.of(
            "src/a.ts", "webpack://x/./lib/b.ts", "../app/vendor.ts", "polyfills.ts", "vite/x.ts");
    List<String> others =
        List.of(
            "../node_modules/react/index.js",
            "webpack:///./~/react/index.js",
            "webpack:///(webpack)/buildin/global.js",
            "webpack://x/webpack/runtime/define",
            "webpack:///webpack/bootstrap 1a2b",
            "webpack://x/external commonjs \\\"fs\\\"",
            "webpack:///external \\\"react\\\"",
            "\\u0000commonjsHelpers.js",
            "../.yarn/cache/x.zip/a.js",
            "webpack:///./a/.pnpm/x/a.js",
            "vite/preload-helper",
            "https://cdn.jsdelivr.net/npm/x/a.js",
            "webpack:///util (ignored)",
            "/rustc/abc/library/core/src/lib.rs",
            "core-js/modules/es.array.js");
    List<String> all = new ArrayList<>(own);
    all.addAll(others);
    String names = "\"" + String.join("\",\"", all) + "\"";
    String texts = ",\"x\\n\"".repeat(all.size()).substring(1);
    SourceMapFacts facts = facts(walk(map(names, texts)));
    assertThat(facts.embedded()).isEqualTo(all.size());
    assertThat(facts.lines()).isEqualTo(all.size());
    assertThat(facts.ownExamples())
        .containsExactly("../app/vendor.ts", "lib/b.ts", "polyfills.ts", "src/a.ts", "vite/x.ts");
    assertThat(facts.ownEmbedded()).isEqualTo(own.size());
    assertThat(facts.ownLines()).isEqualTo(own.size());
  }

  @ParameterizedTest
  @CsvSource({
    "webpack:///home/jo/shop/src/a.ts, true, jo",
    "webpack:////home/jo/a.ts, true, jo",
    "webpack:///C:/Users/kim/a.ts, true, kim",
    "webpack-internal:///Users/ann/shop/a.ts, true, ann",
    "webpack:////builds/acme/shop/a.ts, true, ''",
    "webpack:///home/runner/work/shop/a.ts, true, ''",
    "webpack:///home/hero.ts, false, ''",
    "webpack:///home/hero/hero.ts, false, ''",
    "webpack:///./home/hero/parts/a.ts, false, ''",
    "webpack://shop/home/jo/shop/a.ts, false, ''",
    "webpack:///src/a.ts, false, ''",
    "home/hero/hero.ts, false, ''",
    "../home/list/list.ts, false, ''",
    "../../home/list/list.ts, false, ''",
    "../../../../home/jo/a.ts, false, jo",
  })
  void tellsPathsBehindBundlersFromFoldersOfAProject(String name, boolean absolute, String user) {
    SourceMapFacts facts = facts(walk(map("\"" + name + "\"", "\"x\"")));
    assertThat(facts.absolutePaths()).hasSize(absolute ? 1 : 0);
    assertThat(facts.users()).isEqualTo(user.isEmpty() ? List.of() : List.of(user));
  }

  @Test
  void tellsPathsUsersAndHosts() {
    List<String> names =
        List.of(
            "/Users/jane/work/a.ts",
            "../../../home/joe/x.ts",
            "C:\\\\Users\\\\Kim Lee\\\\a.ts",
            "file:///home/ann/b.ts",
            "/home/runner/work/a.ts",
            "/Users/runner/work/a.ts",
            "C:\\\\Users\\\\root\\\\x.ts",
            "src/Users/view/x.ts",
            "https://git.acme.corp/raw/a.ts?token=x",
            "http://10.1.2.3:8080/a.ts",
            "https://secret-builds.s3.eu-west-1.amazonaws.com/a.ts",
            "https://s3.amazonaws.com/other-bucket/a.ts",
            "https://storage.googleapis.com/gcs-bucket/a.ts",
            "https://acc.blob.core.windows.net/c/a.ts",
            "https://x.r2.cloudflarestorage.com/b/a.ts",
            "gs://plain-bucket/a.ts",
            "\\\\\\\\fileserver\\\\share\\\\a.ts",
            "https://unpkg.com/x/a.js",
            "http://localhost:3000/a.js",
            "webpack://ns/./a.ts");
    String all = "\"" + String.join("\",\"", names) + "\"";
    SourceMapFacts facts =
        facts(
            walk(
                "{\"version\":3,\"sourceRoot\":\"\",\"sources\":[" + all + "],\"mappings\":\"\"}"));
    assertThat(facts.sources()).isEqualTo(names.size());
    assertThat(facts.embedded()).isZero();
    assertThat(facts.users()).containsExactly("Kim Lee", "ann", "jane", "joe");
    assertThat(facts.absolutePaths())
        .contains("/Users/jane/work/a.ts", "C:\\Users\\Kim Lee\\a.ts", "file:///home/ann/b.ts")
        .doesNotContain("../../../home/joe/x.ts", "src/Users/view/x.ts");
    assertThat(facts.hosts())
        .containsExactly(
            "10.1.2.3",
            "acc.blob.core.windows.net",
            "fileserver",
            "git.acme.corp",
            "gs://plain-bucket",
            "s3.amazonaws.com/other-bucket",
            "secret-builds.s3.eu-west-1.amazonaws.com",
            "storage.googleapis.com/gcs-bucket",
            "x.r2.cloudflarestorage.com");
  }

  @Test
  void tellsTheHostOfItsRootAndOfSectionsElsewhere() {
    SourceMapFacts facts =
        facts(
            walk(
                "{\"version\":3,\"sections\":[{\"url\":\"https://maps.acme.internal/x.map\"},{\"map\":"
                    + "{\"version\":3,\"sourceRoot\":\"https://src.acme.local/r\",\"sources\":[\"a\"],"
                    + "\"mappings\":\"\"}}]}"));
    assertThat(facts.hosts()).containsExactly("maps.acme.internal", "src.acme.local");
  }

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "a,1",
    "a\\n,1",
    "a\\nb,2",
    "a\\r\\nb\\r\\n,2",
    "\\r\\r,2",
    "\\n\\n\\u000a,3",
    "\\u000d\\n,1"
  })
  void countsLines(String text, int lines) {
    assertThat(facts(walk(map("\"a\"", "\"" + text + "\""))).lines()).isEqualTo(lines);
  }

  /** Wherever it was cut: what was there is told, and that it isn't all. */
  @Test
  void tellsWhatWasThereWhenItIsTruncated() throws IOException {
    byte[] whole = utf8(map("\"a\",\"b\"", "\"one\\n\",\"two\\u00e9\""));
    for (int length = 24; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      Walk walk = Walk.of("app.js.map", cut);
      assertThat(walk.kinds()).as("%d", length).containsExactly(Problem.Kind.TRUNCATED);
      assertThat(facts(walk).complete()).isFalse();
      boolean one = new String(cut, StandardCharsets.UTF_8).contains("\"one\\n\"");
      assertThat(walk.contents.containsKey("app.js.map!/a")).as("%d", length).isEqualTo(one);
    }
  }

  @Test
  void tellsWhereItIsNoJsonAnyMore() {
    Walk walk = walk("{\"version\":3,\"sources\":[\"a\"],\"sourcesContent\":[\"x\"], oops}");
    assertThat(walk.kinds()).containsExactly(Problem.Kind.MALFORMED);
    assertThat(walk.problems.get(0).detail()).contains("byte 53");
    assertThat(walk.text("app.js.map!/a")).isEqualTo("x");
    assertThat(facts(walk).complete()).isFalse();
  }

  @Test
  void holdsAgainstDeepNesting() {
    for (String open : List.of("[", "{\"a\":", "{\"sections\":[{\"map\":")) {
      Walk walk =
          walk(
              "{\"version\":3,\"sources\":[\"a\"],\"sourcesContent\":[\"x\"],\"x_\":"
                  + open.repeat(200_000));
      assertThat(walk.kinds()).isSubsetOf(Problem.Kind.MALFORMED, Problem.Kind.TRUNCATED);
      assertThat(walk.problems).hasSize(1);
    }
    Walk sections =
        walk("{\"version\":3,\"sections\":[{\"map\":".repeat(5_000) + "{}" + "}]}".repeat(5_000));
    assertThat(sections.problems).hasSize(1);
  }

  @Test
  void holdsAgainstLongNamesAndManySources() {
    String name = "n".repeat(1 << 20);
    Walk walk = walk(map("\"" + name + "\",\"" + name + "x\"", "\"one\",\"two\""));
    assertThat(sources(walk).values()).containsExactlyInAnyOrder("one", "two");
    Walk many = walk(map("\"a\"" + ",\"a\"".repeat(2_000_000), "null"));
    assertThat(facts(many).sources()).isEqualTo(2_000_001);
    assertThat(many.problems).isEmpty();
  }

  /** What a map gives away doesn't depend on what is left of the budget. */
  @Test
  void tellsAllFiguresWhenItsEntriesAreUsedUp() {
    Walk walk =
        Walk.of(
            new BytesContent(
                new Provenance.File("app.js.map"), utf8(map("\"a\",\"b\"", "\"1\",\"2\""))),
            new Budget(16, 1, 1 << 20, 200, null));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_MANY_ENTRIES);
    assertThat(facts(walk).embedded()).isEqualTo(2);
  }
}
