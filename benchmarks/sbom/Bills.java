import dev.assay.config.LicencePolicy;
import dev.assay.config.Materials;
import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.report.ReportOptions;
import dev.assay.report.Reporters;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the bills of many artifacts, each in every format, in one process: OUT ARTIFACT… */
class Bills {
  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[0]);
    Host host =
        new Host(
            () -> new ByteArrayInputStream(new byte[0]),
            Map.of("SOURCE_DATE_EPOCH", "1700000000"),
            (where, fault) -> fault.printStackTrace());
    ScanConfig config =
        ScanConfig.defaults().with(new Materials(true, LicencePolicy.NONE));
    ReportOptions options =
        new ReportOptions(
            "bench", false, ReportOptions.Detail.NORMAL, "Acme <sbom@example.com>");
    for (int i = 1; i < args.length; i++) {
      long start = System.nanoTime();
      ScanResult result =
          Scanner.ofBill(host)
              .scan(
                  List.of(new ScanTarget.Tree(args[i])),
                  config,
                  new RuleSet(List.of(), Map::of),
                  Progress.NONE);
      String name = Path.of(args[i]).getFileName().toString();
      for (String format : Reporters.bills()) {
        String ending = format.equals("cyclonedx-xml") ? "cdx.xml" : format + ".json";
        try (OutputStream to = Files.newOutputStream(out.resolve(name + "." + ending))) {
          Reporters.find(format, options).write(result, to);
        }
      }
      System.out.printf(
          "%s\t%d components\t%d problems\t%d ms%n",
          name,
          result.components().size(),
          result.problems().size(),
          (System.nanoTime() - start) / 1_000_000);
    }
  }
}
