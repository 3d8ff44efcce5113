package dev.assay.benchmarks;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.secret.SecretDetector;
import dev.assay.model.BytesContent;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.rules.pack.BuiltInRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The built-in rules over real text in memory, one thread: matching, filters, proof and decoding,
 * without reading files. {@code megabytes} is the figure: MB (10^6 bytes) a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx2g"})
public class SecretScanBenchmark {
  /** Layers of encoding that are looked through: none, or as many as by default. */
  @Param({"0", "3"})
  public int decode;

  private List<byte[]> corpus = List.of();
  private Detector.Worker worker =
      (content, out) -> {
        throw new IllegalStateException("not set up");
      };
  private int next;

  /** Bytes done, as JMH's own counter. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Volume {
    /** Megabytes, 10^6 bytes. */
    public double megabytes;

    /** Candidates seen, so that nothing can be optimised away. */
    public long candidates;
  }

  /** Reads the corpus: {@code -Dassay.corpus=DIR}, {@code -Dassay.corpus.mb=N}. */
  @Setup
  public void setUp() throws IOException {
    corpus =
        Corpus.read(
            Path.of(System.getProperty("assay.corpus", ".")),
            Long.getLong("assay.corpus.mb", 256) * 1_000_000);
    worker =
        new SecretDetector(
                BuiltInRules.load(),
                (bytes, from, to) -> new SecretValue("****", "id", null),
                decode,
                null)
            .worker();
  }

  /** One file after another. */
  @Benchmark
  public void scan(Volume volume) {
    byte[] bytes = corpus.get(next);
    next = (next + 1) % corpus.size();
    Detector.Observer out =
        new Detector.Observer() {
          @Override
          public void observe(Observation observation) {
            volume.candidates++;
          }

          @Override
          public void problem(Problem.Kind kind, String detail) {
            throw new IllegalStateException(detail);
          }
        };
    Detector.Pass pass = worker.begin(new BytesContent(new Provenance.File("x"), bytes), out);
    pass.window(
        new Window(
            bytes,
            0,
            0,
            bytes.length,
            bytes.length,
            0,
            true,
            true,
            (from, to) -> new Region(1, 1, 1, 1, from, to - from)));
    pass.end();
    volume.megabytes += bytes.length / 1e6;
  }
}
