package dev.assay.source.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a source pushes: texts by path. */
final class Pushed implements ContentSink {
  final Map<String, String> texts = new TreeMap<>();
  final List<Problem> problems = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  boolean stopped;

  static Pushed of(Source source) throws IOException {
    Pushed pushed = new Pushed();
    try (source) {
      source.push(pushed);
    }
    return pushed;
  }

  @Override
  public void accept(Content content) {
    try (InputStream in = content.open()) {
      String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
      String path = content.provenance().path();
      assertThat(texts.put(path, text)).as(path).isNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void notice(String notice) {
    notices.add(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {}

  @Override
  public void fork(Task task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean stopped() {
    return stopped;
  }
}
