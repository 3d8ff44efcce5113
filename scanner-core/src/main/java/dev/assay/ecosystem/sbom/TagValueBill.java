package dev.assay.ecosystem.sbom;

import dev.assay.model.StatedBill;
import dev.assay.model.StatedBill.Gathered;
import dev.assay.model.StatedBill.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** SPDX 2.2 and 2.3 in the notation of tags and values. For one bill. */
final class TagValueBill {
  private static final String OPEN = "<text>";
  private static final String CLOSE = "</text>";

  private final String name;
  private final List<Gathered> all = new ArrayList<>();
  private final Set<String> subjects = new HashSet<>();
  private String format = "";
  private Gathered current = new Gathered();

  TagValueBill(String name) {
    this.name = name;
  }

  StatedBill read(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw BillReader.malformed(name, i + 1, "a line begins with a tag and a colon");
      }
      String value = line.substring(colon + 1).strip();
      int begin = i;
      if (value.startsWith(OPEN)) {
        while (!lines[i].contains(CLOSE)) {
          if (++i == lines.length) {
            throw BillReader.malformed(name, begin + 1, "its <text> never ends");
          }
        }
        value = "";
      }
      tag(line.substring(0, colon), value, begin + 1);
    }
    List<StatedBill.Stated> components = new ArrayList<>();
    for (Gathered each : all) {
      if (subjects.contains(each.id)) {
        each.part = Part.SUBJECT;
      }
      components.add(each.done());
    }
    return new StatedBill(name, format, components);
  }

  private void tag(String tag, String value, int line) {
    switch (tag) {
      case "SPDXVersion" -> format = value.replace('-', ' ');
      case "PackageName" -> begin(Part.COMPONENT, value, line);
      case "FileName" -> {
        begin(Part.FILE, value, line);
        current.file(value);
      }
      case "SPDXID" -> current.id = value;
      case "PackageVersion" -> current.version = value;
      case "PackageFileName" -> current.file(value);
      case "PackageChecksum", "FileChecksum" -> {
        int colon = value.indexOf(':');
        if (colon > 0) {
          BillReader.digest(current, value.substring(0, colon), value.substring(colon + 1));
        }
      }
      case "ExternalRef" -> {
        String[] parts = value.split("\\s+", 3);
        if (parts.length == 3 && parts[1].endsWith("purl")) {
          current.purl = parts[2];
        }
      }
      case "Relationship" -> {
        String[] parts = value.split("\\s+", 3);
        if (parts.length == 3 && parts[1].equals("DESCRIBES")) {
          subjects.add(parts[2]);
        }
      }
      default -> {}
    }
  }

  private void begin(Part part, String value, int line) {
    current = new Gathered();
    current.part = part;
    current.line = line;
    current.name = value;
    all.add(current);
  }
}
