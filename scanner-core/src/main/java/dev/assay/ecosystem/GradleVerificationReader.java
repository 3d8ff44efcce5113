package dev.assay.ecosystem;

import dev.assay.model.Confidence;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Gradle's {@code verification-metadata.xml} (docs.gradle.org, "Verifying dependencies"; schemas
 * 1.0 to 1.4): digests of artifacts by their coordinates, and what is taken without.
 */
final class GradleVerificationReader implements LockfileReader {

  private static final String NAME = "verification-metadata.xml";

  @Override
  public String format() {
    return "gradle-verification";
  }

  @Override
  public boolean reads(String name) {
    return name.equals(NAME);
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    // One character a byte, so that the parser's offsets are those of the file.
    try (Reader reader = new InputStreamReader(text.open(), StandardCharsets.ISO_8859_1)) {
      StringBuilder all = new StringBuilder();
      char[] buffer = new char[1 << 13];
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        all.append(buffer, 0, count);
      }
      Reading reading = new Reading(text, all, claimant, out);
      int mark = all.indexOf("\u00ef\u00bb\u00bf") == 0 ? 3 : 0;
      reading.mark = mark;
      XMLStreamReader xml = XmlManifest.open(all.substring(mark));
      try {
        reading.read(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      out.problem(
          Problem.Kind.MALFORMED,
          e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
          "it is not XML; what stands behind was not read");
    }
  }

  private static final class Reading {
    private final LockfileText text;
    private final CharSequence all;
    private final Provenance claimant;
    private final Output out;
    private int mark;

    private String group = "";
    private String name = "";
    private String version = "";
    private String artifact = "";
    private int artifactAt;
    private final List<Pin> pins = new ArrayList<>();
    private boolean signed;
    private boolean claimed;
    private @Nullable Region region;
    private String algorithm = "";
    private boolean verifyMetadata;
    private @Nullable Key key;

    /** A key that is trusted. */
    private static final class Key {
      private final int at;
      private boolean limited;

      Key(int at, boolean limited) {
        this.at = at;
        this.limited = limited;
      }
    }

    Reading(LockfileText text, CharSequence all, Provenance claimant, Output out) {
      this.text = text;
      this.all = all;
      this.claimant = claimant;
      this.out = out;
    }

    void read(XMLStreamReader xml) throws XMLStreamException {
      int depth = 0;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth == 1 && !xml.getLocalName().equals("verification-metadata")) {
              return;
            }
            begin(xml);
          }
          case XMLStreamConstants.CHARACTERS -> {
            if (verifyMetadata && xml.getText().strip().equals("false")) {
              int at = end(xml);
              fault(
                  "checksum-over-broad-trust",
                  Severity.LOW,
                  at,
                  at,
                  "verify-metadata",
                  "POMs and other metadata are not verified, which say what is downloaded besides");
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            end(xml.getLocalName());
          }
          default -> {}
        }
      }
    }

    private void begin(XMLStreamReader xml) {
      int to = end(xml);
      int from = Math.max(mark, lastOpen(to));
      switch (xml.getLocalName()) {
        case "verify-metadata" -> verifyMetadata = true;
        case "trust" -> trust(xml, from, to);
        case "trusted-key" ->
            key =
                new Key(
                    from,
                    !of(xml, "group").isEmpty()
                        || !of(xml, "name").isEmpty()
                        || !of(xml, "file").isEmpty());
        case "trusting" -> {
          Key trusted = key;
          if (trusted != null) {
            trusted.limited = true;
          }
        }
        case "component" -> {
          group = of(xml, "group");
          name = of(xml, "name");
          version = of(xml, "version");
        }
        case "artifact" -> {
          artifact = of(xml, "name");
          artifactAt = from;
          signed = false;
          claimed = false;
          pins.clear();
        }
        case "pgp" -> {
          signed = true;
          claimed = true;
        }
        case "md5", "sha1", "sha256", "sha512" -> {
          algorithm = String.valueOf(Digests.algorithm(xml.getLocalName()));
          String value = of(xml, "value");
          region = region(value, from, to);
          claimed = true;
          pin(value, from);
        }
        case "also-trust" -> pin(of(xml, "value"), from);
        default -> {}
      }
    }

    private void end(String element) {
      switch (element) {
        case "verify-metadata" -> verifyMetadata = false;
        case "trusted-key" -> {
          Key trusted = key;
          key = null;
          if (trusted != null && !trusted.limited) {
            fault(
                "checksum-over-broad-trust",
                Severity.LOW,
                trusted.at,
                trusted.at,
                "trusted-key",
                "a key is trusted for whatever it signs, not for some modules");
          }
        }
        case "artifact" -> {
          for (Pin pin : pins) {
            out.pin(
                signed
                    ? new Pin(
                        pin.kind(),
                        pin.subject(),
                        pin.algorithm(),
                        pin.digest(),
                        pin.claimant(),
                        pin.region(),
                        true)
                    : pin);
          }
          if (!claimed && !artifact.isEmpty()) {
            fault(
                "checksum-missing-pin",
                Severity.LOW,
                artifactAt,
                artifactAt,
                artifact,
                artifact + " is listed with neither a digest nor a key");
          }
          artifact = "";
        }
        default -> {}
      }
    }

    private void pin(String value, int at) {
      String hex = value.strip().toLowerCase(Locale.ROOT);
      if (algorithm.isEmpty() || !Digests.isHex(hex, algorithm)) {
        out.problem(
            Problem.Kind.MALFORMED,
            text.line(at),
            "its digest doesn't have the length or the characters of one");
      } else if (!artifact.isEmpty()) {
        String subject = group.replace('.', '/') + "/" + name + "/" + version + "/" + artifact;
        pins.add(new Pin(Pin.Kind.ARTIFACT, subject, algorithm, hex, claimant, region));
      }
    }

    private void trust(XMLStreamReader xml, int from, int to) {
      boolean regex = of(xml, "regex").equals("true");
      String trustedGroup = of(xml, "group");
      String trustedName = of(xml, "name");
      String trustedVersion = of(xml, "version");
      String file = of(xml, "file");
      boolean sources =
          file.contains("sources") || file.contains("javadoc") || file.contains("src");
      if (sources && !anything(file)) {
        return; // what IDEs download; nobody runs it
      }
      boolean any =
          anything(trustedGroup)
              && anything(trustedName)
              && anything(trustedVersion)
              && anything(file);
      if (any) {
        fault(
            "checksum-over-broad-trust",
            Severity.HIGH,
            from,
            to,
            "trust",
            "everything is trusted without a digest");
      } else if (regex && (wild(trustedGroup) || wild(trustedName) || wild(file))) {
        fault(
            "checksum-over-broad-trust",
            Severity.MEDIUM,
            from,
            to,
            "trust " + trustedGroup + ":" + trustedName + ":" + trustedVersion + ":" + file,
            "a pattern is trusted without a digest, which fits whatever is called so: "
                + shown(trustedGroup, trustedName, trustedVersion, file));
      } else if (file.isEmpty() && (trustedName.isEmpty() || trustedVersion.isEmpty())) {
        fault(
            "checksum-over-broad-trust",
            Severity.LOW,
            from,
            to,
            "trust " + trustedGroup + ":" + trustedName + ":" + trustedVersion,
            (trustedName.isEmpty() ? "a whole group is" : "all versions of a module are")
                + " trusted without a digest: "
                + shown(trustedGroup, trustedName, trustedVersion, file));
      }
    }

    private static String shown(String... parts) {
      StringBuilder text = new StringBuilder();
      for (String part : parts) {
        if (!part.isEmpty()) {
          text.append(text.length() == 0 ? "" : ":").append(part);
        }
      }
      return text.toString();
    }

    private static boolean anything(String pattern) {
      return pattern.isEmpty()
          || pattern.equals(".*")
          || pattern.equals(".+")
          || pattern.equals("^.*$")
          || pattern.equals("^.+$");
    }

    /** Whether a pattern leaves open with how many characters it goes on. */
    private static boolean wild(String pattern) {
      return pattern.contains(".*") || pattern.contains(".+");
    }

    private void fault(
        String rule, Severity severity, int from, int to, String subject, String evidence) {
      out.fault(
          new IntegrityFault(
              rule,
              severity,
              Confidence.HIGH,
              claimant,
              text.region(from, Math.max(from, to)),
              subject,
              evidence));
    }

    private static String of(XMLStreamReader xml, String attribute) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(attribute)) {
          return new String(
              xml.getAttributeValue(i).getBytes(StandardCharsets.ISO_8859_1),
              StandardCharsets.UTF_8);
        }
      }
      return "";
    }

    /** Offset behind the current event. */
    private int end(XMLStreamReader xml) {
      int offset = mark + xml.getLocation().getCharacterOffset();
      return Math.max(mark, Math.min(all.length(), offset));
    }

    private int lastOpen(int before) {
      int at = Math.min(before, all.length()) - 1;
      while (at > 0 && all.charAt(at) != '<') {
        at--;
      }
      return Math.max(0, at);
    }

    /** Of {@code value} in the element; of all of that if it is written otherwise there. */
    private Region region(String value, int from, int to) {
      int at = value.isEmpty() ? -1 : all.subSequence(from, to).toString().indexOf(value);
      return at < 0 ? text.region(from, to) : text.region(from + at, from + at + value.length());
    }
  }
}
