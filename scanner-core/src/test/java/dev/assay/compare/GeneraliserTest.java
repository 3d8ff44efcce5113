package dev.assay.compare;

import static dev.assay.compare.Items.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.compare.Artifact.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeneraliserTest {

  private static List<String> patterns(List<Item> items) {
    List<String> patterns = new ArrayList<>();
    for (Generaliser.Group each : Generaliser.groups(items, "1.0.0")) {
      patterns.add(each.pattern() + " " + each.kind() + " " + each.items().size());
      for (Item item : each.items()) {
        assertThat(each.pattern().matches(item.path())).as(item.path()).isTrue();
        assertThat(item.kind()).isEqualTo(each.kind());
      }
    }
    assertThat(patterns).doesNotHaveDuplicates();
    return patterns;
  }

  private static List<Item> many(int count, String format, String kind) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          item(
              String.format(
                  java.util.Locale.ROOT,
                  format,
                  "n" + (char) ('a' + i % 26) + (char) ('a' + i / 26)),
              kind,
              i + 1));
    }
    return items;
  }

  @Test
  void namesWhatIsFew() {
    assertThat(
            patterns(
                List.of(
                    item("cli.js", "javascript", 5),
                    item("lib/a.js", "javascript", 5),
                    item("lib/b/c.js", "javascript", 5),
                    item("package.json", "json", 5))))
        .containsExactly(
            "cli.js javascript 1",
            "lib/a.js javascript 1",
            "lib/b/c.js javascript 1",
            "package.json json 1");
  }

  @Test
  void putsFoldersTogether() {
    List<Item> items = many(40, "lib/%s.js", "javascript");
    items.addAll(many(3, "lib/deep/%s.js", "javascript"));
    items.addAll(many(30, "locales/%s.json", "json"));
    items.addAll(many(30, "locales/%s.d.ts", "declarations"));
    items.add(item("index.js", "javascript", 1));
    assertThat(patterns(items))
        .containsExactly(
            "index.js javascript 1",
            "lib/**/*.js javascript 43",
            "locales/*.d.ts declarations 30",
            "locales/*.json json 30");
  }

  @Test
  void goesDownToWhereFilesAre() {
    List<Item> items = many(20, "org/acme/core/%s.class", "class");
    items.addAll(many(20, "org/acme/util/x/%s.class", "class"));
    items.addAll(many(20, "com/other/%s.class", "class"));
    assertThat(patterns(items))
        .containsExactly(
            "com/other/*.class class 20",
            "org/acme/core/*.class class 20",
            "org/acme/util/x/*.class class 20");
  }

  /** Whatever is unusual has a line of its own. */
  @Test
  void neverMixesKinds() {
    List<Item> items = many(300, "lib/%s.js", "javascript");
    items.add(item("lib/zz.js", "source-map", 9));
    items.add(item("lib/key", "private-key", 9));
    items.add(item("lib/data.js", "database", 9));
    assertThat(patterns(items))
        .containsExactly(
            "lib/*.js javascript 300",
            "lib/data.js database 1",
            "lib/key private-key 1",
            "lib/zz.js source-map 1");
  }

  @Test
  void leavesVersionsAndHashesOut() {
    assertThat(
            patterns(
                List.of(
                    item("assets/index-a1b2c3d4.js", "javascript", 9),
                    item("assets/vendor-CHZK6zbr.js", "javascript", 9),
                    item("assets/vendor-Ctugieod.js", "javascript", 9),
                    item("foo-1.0.0.jar", "jar", 9))))
        .containsExactly(
            "assets/index-*.js javascript 1", "assets/vendor-*.js javascript 2", "foo-*.jar jar 1");
  }

  /** What is in archives of the artifact, by kind and by where the archives lie. */
  @Test
  void tellsWhatIsInArchivesByKind() {
    List<Item> items = new ArrayList<>();
    for (int jar = 0; jar < 30; jar++) {
      String name = "BOOT-INF/lib/j" + (char) ('a' + jar % 26) + (jar / 26) + "-1." + jar + ".jar";
      items.add(item(name, "jar", 1000));
      items.addAll(many(10, name + "!/org/%s.class", "class"));
    }
    items.add(item("BOOT-INF/lib/ja0-1.0.jar!/deep/x.jar!/id.pem", "private-key", 9));
    assertThat(patterns(items))
        .containsExactly(
            "BOOT-INF/lib/*.jar jar 30",
            "BOOT-INF/lib/*.jar!/** class 300",
            "BOOT-INF/lib/*.jar!/** private-key 1");
  }

  @Test
  void staysSmallWhateverComes() {
    Random random = new Random(4);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int depth = random.nextInt(6); depth > 0; depth--) {
        path.append(Integer.toString(random.nextInt(100_000), 36)).append('/');
      }
      path.append("f.x").append(Integer.toString(random.nextInt(100_000), 36));
      items.add(item(path.toString(), i % 2 == 0 ? "text" : "binary", i));
    }
    assertThat(patterns(items)).hasSizeLessThanOrEqualTo(Generaliser.MANY);
    List<Item> deep = new ArrayList<>();
    deep.add(item("a/".repeat(30_000) + "b.js", "javascript", 1));
    deep.addAll(many(9, "x/".repeat(500) + "%s.js", "javascript"));
    deep.add(item("x/" + "y".repeat(9_000) + "*\n.js", "javascript", 1));
    assertThat(patterns(deep)).isNotEmpty();
  }
}
