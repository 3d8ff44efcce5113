package dev.assay.benchmarks.recall;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.pack.BuiltInRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plants secrets in realistic files, scans them at default confidence, and tells by group how many
 * are found and which are not. A secret counts as found if a finding of any rule begins on its
 * line.
 *
 * <p>Arguments: an empty folder to write to, the folder of the rules. Exit 1 below 95%.
 */
public final class Recall {
  private static final List<String> TEMPLATES =
      List.of("configuration", "pipelines", "sources", "connections", "encoded");
  private static final int ROUNDS = 8;
  private static final double LEAST = 0.95;

  private Recall() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    Path tree = Path.of(args[0]);
    List<Planted> planted = plant(tree, Path.of(args[1]));
    RuleSet rules = BuiltInRules.load();
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(
                List.of(new ScanTarget.Tree(tree.toString())),
                ScanConfig.defaults(),
                rules,
                Progress.NONE);
    boolean enough = tell(planted, lines(result));
    System.out.println("problems: " + result.problems().size());
    System.exit(enough ? 0 : 1);
  }

  private static List<Planted> plant(Path tree, Path rules) throws IOException {
    List<Planted> planted = new ArrayList<>();
    for (String name : TEMPLATES) {
      try (InputStream in = Recall.class.getResourceAsStream("/planted/" + name + ".txt")) {
        if (in == null) {
          throw new IOException("no template " + name);
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
          planted.addAll(
              new Template(name, text)
                  .fill(
                      round,
                      (path, body) -> write(tree, path, body.getBytes(StandardCharsets.UTF_8))));
        }
      }
    }
    for (RuleSource source : RuleFiles.load(List.of(rules), List.of())) {
      planted.addAll(RuleShapes.plant(source, (path, body) -> write(tree, path, body)));
    }
    return planted;
  }

  private static void write(Path tree, String path, byte[] body) {
    try {
      Path file = tree.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines on which findings begin, by path; 0 for those of whole files. */
  private static Map<String, Set<Integer>> lines(ScanResult result) {
    Map<String, Set<Integer>> lines = new HashMap<>();
    for (Finding finding : result.findings()) {
      List<Place> places = new ArrayList<>(finding.places());
      places.add(finding.location());
      for (Place place : places) {
        Set<Integer> found =
            lines.computeIfAbsent(place.provenance().path(), path -> new HashSet<>());
        found.add(place.region() == null ? 0 : place.region().line());
      }
    }
    return lines;
  }

  private static boolean tell(List<Planted> planted, Map<String, Set<Integer>> found) {
    Map<String, int[]> counts = new TreeMap<>();
    Map<String, Integer> missed = new TreeMap<>();
    int all = 0;
    for (Planted secret : planted) {
      Set<Integer> lines = found.getOrDefault(secret.path(), Set.of());
      boolean hit = secret.line() == 0 ? !lines.isEmpty() : lines.contains(secret.line());
      int[] count = counts.computeIfAbsent(secret.group(), group -> new int[2]);
      count[0]++;
      if (hit) {
        count[1]++;
        all++;
      } else {
        missed.merge(secret.group() + ": " + secret.what(), 1, Integer::sum);
      }
    }
    missed.forEach((what, times) -> System.out.println("missed " + times + " of " + what));
    counts.forEach(
        (group, count) ->
            System.out.printf(
                "%-40s %5d of %5d  %.1f%%%n",
                group, count[1], count[0], 100.0 * count[1] / count[0]));
    System.out.printf(
        "%-40s %5d of %5d  %.1f%%%n", "all", all, planted.size(), 100.0 * all / planted.size());
    return all >= LEAST * planted.size();
  }
}
