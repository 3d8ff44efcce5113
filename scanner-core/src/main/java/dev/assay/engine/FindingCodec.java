package dev.assay.engine;

import dev.assay.model.CommitInfo;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.model.Severity;
import dev.assay.model.Suppression;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Findings as bytes, for the private file of a {@link FindingStore}; read by the same process only.
 */
final class FindingCodec {
  private FindingCodec() {}

  static void write(Finding finding, DataOutputStream out) throws IOException {
    text(finding.ruleId(), out);
    out.writeByte(finding.severity().ordinal());
    out.writeByte(finding.confidence().ordinal());
    out.writeInt(finding.evidence().size());
    for (String line : finding.evidence()) {
      text(line, out);
    }
    text(finding.fingerprint(), out);
    place(finding.location(), out);
    out.writeInt(finding.places().size());
    for (Place place : finding.places()) {
      place(place, out);
    }
    out.writeInt(finding.morePlaces());
    SecretValue secret = finding.secret();
    out.writeBoolean(secret != null);
    if (secret != null) {
      text(secret.masked(), out);
      text(secret.secretId(), out);
      text(secret.shown().equals(secret.masked()) ? null : secret.shown(), out);
    }
    text(finding.excerpt(), out);
    text(finding.message(), out);
    Suppression suppression = finding.suppression();
    out.writeBoolean(suppression != null);
    if (suppression != null) {
      text(suppression.kind(), out);
      text(suppression.reason(), out);
    }
    out.writeInt(finding.fixes().size());
    for (Fix fix : finding.fixes()) {
      text(fix.description(), out);
      Fix.Change change = fix.change();
      out.writeBoolean(change != null);
      if (change != null) {
        text(change.file(), out);
        region(change.deleted(), out);
        text(change.inserted(), out);
      }
    }
  }

  static Finding read(DataInputStream in) throws IOException {
    String ruleId = text(in);
    Severity severity = Severity.values()[in.readByte()];
    Confidence confidence = Confidence.values()[in.readByte()];
    List<String> evidence = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      evidence.add(text(in));
    }
    String fingerprint = text(in);
    Place location = place(in);
    List<Place> places = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      places.add(place(in));
    }
    int morePlaces = in.readInt();
    SecretValue secret =
        in.readBoolean() ? new SecretValue(text(in), text(in), optional(in)) : null;
    String excerpt = optional(in);
    String message = text(in);
    Suppression suppression = in.readBoolean() ? new Suppression(text(in), text(in)) : null;
    Finding finding =
        new Finding(
            ruleId,
            severity,
            confidence,
            evidence,
            fingerprint,
            location,
            places,
            morePlaces,
            secret,
            excerpt,
            message,
            suppression);
    int fixes = in.readInt();
    return fixes == 0 ? finding : finding.withFixes(fixes(fixes, in));
  }

  private static List<Fix> fixes(int count, DataInputStream in) throws IOException {
    List<Fix> fixes = new ArrayList<>();
    for (int left = count; left > 0; left--) {
      String description = text(in);
      fixes.add(
          new Fix(
              description,
              in.readBoolean() ? new Fix.Change(text(in), region(in), text(in)) : null));
    }
    return fixes;
  }

  private static void place(Place place, DataOutputStream out) throws IOException {
    provenance(place.provenance(), out);
    Region region = place.region();
    out.writeBoolean(region != null);
    if (region != null) {
      region(region, out);
    }
  }

  private static void region(Region region, DataOutputStream out) throws IOException {
    out.writeInt(region.line());
    out.writeInt(region.column());
    out.writeInt(region.endLine());
    out.writeInt(region.endColumn());
    out.writeLong(region.byteOffset());
    out.writeLong(region.byteLength());
  }

  private static Place place(DataInputStream in) throws IOException {
    Provenance provenance = provenance(in);
    return new Place(provenance, in.readBoolean() ? region(in) : null);
  }

  private static Region region(DataInputStream in) throws IOException {
    return new Region(
        in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
  }

  private static void provenance(Provenance provenance, DataOutputStream out) throws IOException {
    if (provenance instanceof Provenance.File file) {
      out.writeByte('f');
      text(file.path(), out);
    } else if (provenance instanceof Provenance.StandardInput) {
      out.writeByte('-');
    } else if (provenance instanceof Provenance.Blob blob) {
      out.writeByte('b');
      text(blob.objectId(), out);
      text(blob.path(), out);
      commit(blob.commit(), out);
    } else if (provenance instanceof Provenance.Message message) {
      out.writeByte('m');
      text(message.kind(), out);
      text(message.objectId(), out);
      commit(message.commit(), out);
    } else if (provenance instanceof Provenance.Entry entry) {
      out.writeByte(entry.layer() ? 'l' : 'e');
      provenance(entry.container(), out);
      text(entry.name(), out);
    } else if (provenance instanceof Provenance.Repository repository) {
      out.writeByte('r');
      provenance(repository.place(), out);
      commit(repository.commit(), out);
    } else if (provenance instanceof Provenance.View view) {
      out.writeByte('v');
      provenance(view.of(), out);
      text(view.name(), out);
    }
  }

  private static Provenance provenance(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 'f' -> new Provenance.File(text(in));
      case '-' -> new Provenance.StandardInput();
      case 'b' -> new Provenance.Blob(text(in), text(in), commit(in));
      case 'm' -> new Provenance.Message(text(in), text(in), commit(in));
      case 'e', 'l' -> new Provenance.Entry(provenance(in), text(in), kind == 'l');
      case 'r' -> new Provenance.Repository(provenance(in), commit(in));
      case 'v' -> new Provenance.View(provenance(in), text(in));
      default -> throw new IOException("the store of findings is damaged");
    };
  }

  private static void commit(@Nullable CommitInfo commit, DataOutputStream out) throws IOException {
    out.writeBoolean(commit != null);
    if (commit != null) {
      text(commit.id(), out);
      text(commit.author(), out);
      out.writeLong(commit.epochSeconds());
    }
  }

  private static @Nullable CommitInfo commit(DataInputStream in) throws IOException {
    return in.readBoolean() ? new CommitInfo(text(in), text(in), in.readLong()) : null;
  }

  private static void text(@Nullable String text, DataOutputStream out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    String text = optional(in);
    if (text == null) {
      throw new IOException("the store of findings is damaged");
    }
    return text;
  }

  private static @Nullable String optional(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
