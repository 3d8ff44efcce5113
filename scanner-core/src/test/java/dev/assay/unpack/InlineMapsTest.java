package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.LineFilter;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a text is cut into windows, the same is found in it. */
class InlineMapsTest {
  private static final InlineMaps.Places PLACES =
      (from, to) -> new Region(1, from + 1, 1, to + 1, from, to - from);

  /** What is found, and which characters were taken. */
  record Seen(List<String> maps, List<String> others, String taken) {}

  /** Feeds {@code text} in windows of {@code own} bytes that see {@code margin} around. */
  static Seen feed(byte[] text, int own, int margin) throws IOException {
    Content content = new BytesContent(new Provenance.File("x.js"), text);
    InlineMaps maps = new InlineMaps();
    maps.begin(content, new BudgetMeter(Budget.DEFAULT), true);
    maps.text();
    StringBuilder taken = new StringBuilder();
    for (int from = 0; from == 0 || from < text.length; from += own) {
      int ownEnd = Math.min(text.length, from + own);
      int begin = Math.max(0, from - margin);
      int end = Math.min(text.length, ownEnd + margin);
      // As windows are: at another place of another array each time.
      byte[] bytes = Arrays.copyOfRange(text, begin, end);
      int shift = begin;
      maps.window(
          bytes,
          0,
          from - begin,
          ownEnd - begin,
          end - begin,
          end == text.length,
          (first, last) -> PLACES.region(first + shift, last + shift));
      for (int i = from; i < ownEnd; i++) {
        taken.append(maps.takes(i - begin) ? '1' : '0');
      }
    }
    List<String> found = new ArrayList<>();
    Walk walk =
        new Walk(Budget.DEFAULT) {
          @Override
          public void accept(Content nested) {
            if (nested.provenance() instanceof Provenance.Entry entry
                && entry.container().path().equals("x.js")) {
              found.add(entry.path() + " " + nested.region() + " " + nested.size());
            }
            super.accept(nested);
          }
        };
    maps.push(walk);
    walk.contents.forEach((path, bytes) -> found.add(path + " " + Arrays.hashCode(bytes)));
    List<String> others = new ArrayList<>();
    walk.problems.forEach(each -> others.add(each.toString()));
    walk.notices.forEach(others::add);
    walk.observations.forEach(each -> others.add(each.toString()));
    return new Seen(found, others, taken.toString());
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append("x".repeat(random.nextInt(60)));
      text.append(random.nextInt(6) == 0 ? "ourceMappingURL=".substring(random.nextInt(16)) : "\n");
      String map =
          "{\"version\":3,\"sources\":[\"a?b\",\"é.ts\"],\"sourcesContent\":[\""
              + "y%\\n".repeat(random.nextInt(40))
              + "\"],\"mappings\":\"\"}";
      byte[] bytes = map.getBytes(StandardCharsets.UTF_8);
      String address =
          switch (random.nextInt(5)) {
            case 0 -> "data:application/json;base64," + Base64.getEncoder().encodeToString(bytes);
            case 1 -> "data:text/x;a=b;base64," + Base64.getUrlEncoder().encodeToString(bytes);
            case 2 ->
                "data:application/json,"
                    + map.replace("%", "%25").replace("{", "%7B").replace("é", "%C3%A9");
            case 3 -> "data:application/json," + map.replace("%", "%25");
            default -> "https://maps.acme.internal/x.map";
          };
      int cut = random.nextInt(5) == 0 ? random.nextInt(address.length()) : address.length();
      text.append(random.nextBoolean() ? "//# " : "/*@\t")
          .append("sourceMappingURL=")
          .append(address, 0, cut)
          .append(List.of("\n", "\"", " */", "<", "\\n", "").get(random.nextInt(6)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void findsTheSameHoweverTheTextIsCut() throws IOException {
    Random random = new Random(20261120);
    int found = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] text = text(random);
      Seen whole = feed(text, Math.max(1, text.length), 0);
      found += whole.maps().size();
      for (int own : new int[] {1 + random.nextInt(40), 50 + random.nextInt(500)}) {
        assertThat(feed(text, own, 3_000)).as("round %d, %d", round, own).isEqualTo(whole);
      }
    }
    assertThat(found).isGreaterThan(10_000);
  }

  /** Of a commit only the lines that it added count. */
  @Test
  void leavesAloneWhatStandsInOtherLines() throws IOException {
    String map = "%7B%22version%22:3,%22sources%22:[%22a%22],%22mappings%22:%22%22%7D";
    String line = "//# sourceMappingURL=data:application/json," + map + "\n";
    byte[] text = (line + line + line).getBytes(StandardCharsets.UTF_8);
    Content all = new BytesContent(new Provenance.File("x.js"), text);
    Content changed =
        new Content() {
          @Override
          public Provenance provenance() {
            return all.provenance();
          }

          @Override
          public long size() {
            return all.size();
          }

          @Override
          public InputStream open() throws IOException {
            return all.open();
          }

          @Override
          public LineFilter lines() {
            return (first, last) -> first <= 2 && 2 <= last;
          }
        };
    InlineMaps maps = new InlineMaps();
    maps.begin(changed, new BudgetMeter(Budget.DEFAULT), true);
    maps.text();
    int length = text.length;
    maps.window(
        text,
        0,
        0,
        length,
        length,
        true,
        (from, to) ->
            new Region(
                1 + from / line.length(),
                1 + from % line.length(),
                1 + to / line.length(),
                1 + to % line.length(),
                from,
                to - from));
    Walk walk = new Walk(Budget.DEFAULT);
    maps.push(walk);
    assertThat(walk.order).contains("x.js!/[source map 2]");
    assertThat(walk.order).doesNotContain("x.js!/[source map]", "x.js!/[source map 3]");
  }

  /** What looks for the mark sees it at every offset. */
  @Test
  void seesTheMarkWhereverItStands() throws IOException {
    String map =
        Base64.getEncoder()
            .encodeToString(
                "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"\"}"
                    .getBytes(StandardCharsets.UTF_8));
    for (int before = 0; before < 64; before++) {
      String text = "r".repeat(before) + "//# sourceMappingURL=data:x/json;base64," + map;
      Seen seen = feed(text.getBytes(StandardCharsets.UTF_8), text.length(), 0);
      assertThat(seen.maps()).as("%d", before).isNotEmpty();
      assertThat(seen.taken()).isEqualTo("0".repeat(before + 40) + "1".repeat(map.length()));
    }
  }
}
