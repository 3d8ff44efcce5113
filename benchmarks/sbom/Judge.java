import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.spdx.tools.SpdxToolsHelper;
import org.spdx.tools.SpdxToolsHelper.SerFileType;
import org.spdx.tools.SpdxVerificationException;
import org.spdx.tools.Verify;

/** Has the bills in a folder judged by the validators of their formats: FOLDER ENDING. One run each, for the validators need different versions of one library. */
class Judge {
  public static void main(String[] args) throws Exception {
    System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
    SpdxToolsHelper.initialize();
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(f -> f.toString().endsWith(args[1])).sorted().toList();
    }
    TreeMap<String, int[]> counts = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      List<String> faults = new ArrayList<>();
      String kind;
      if (name.endsWith(".cyclonedx.json")) {
        kind = "CycloneDX 1.6 JSON, JsonParser.validate";
        for (ParseException e :
            new JsonParser().validate(Files.readAllBytes(file), Version.VERSION_16)) {
          faults.add(e.getMessage());
        }
      } else if (name.endsWith(".cdx.xml")) {
        kind = "CycloneDX 1.6 XML, XmlParser.validate";
        for (ParseException e :
            new XmlParser().validate(Files.readAllBytes(file), Version.VERSION_16)) {
          faults.add(e.getMessage());
        }
      } else if (name.endsWith(".spdx.json")) {
        kind = "SPDX 2.3 JSON, Verify";
        try {
          faults.addAll(Verify.verify(file.toString(), SerFileType.JSON));
        } catch (SpdxVerificationException e) {
          Throwable cause = e;
          while (cause.getCause() != null) {
            cause = cause.getCause();
          }
          faults.add(String.valueOf(cause.getMessage()));
        }
      } else if (name.endsWith(".spdx3.json")) {
        kind = "SPDX 3.0.1 JSON-LD, Verify";
        faults.addAll(Verify.verify(file.toString(), SerFileType.JSONLD));
      } else {
        continue;
      }
      int[] count = counts.computeIfAbsent(kind, key -> new int[2]);
      count[faults.isEmpty() ? 0 : 1]++;
      faults.stream().limit(5).forEach(each -> System.out.println(name + ": " + each));
    }
    counts.forEach(
        (kind, count) -> System.out.println(kind + ": " + count[0] + " valid, " + count[1] + " not"));
    System.exit(0);
  }
}
