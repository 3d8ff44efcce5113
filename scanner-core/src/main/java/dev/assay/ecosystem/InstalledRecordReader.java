package dev.assay.ecosystem;

import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;

/**
 * {@code RECORD} of a Python package that is installed in a folder ({@link WheelRecord}): its files
 * are those that the wheel brought. What an installer makes itself has no digest there. In a wheel,
 * and in a zip of an installed tree, it is read while that is unpacked; in a tar or the layer of an
 * image here, since the files may stand in front of it.
 */
final class InstalledRecordReader implements LockfileReader {

  private static final String NAME = "RECORD";

  @Override
  public String format() {
    return "installed-record";
  }

  @Override
  public boolean reads(String name) {
    return name.equals(NAME);
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    if (!PythonPlaces.distInfo(claimant)) {
      return;
    }
    String above = "../";
    WheelRecord.read(
        text.open(),
        new WheelRecord.Output() {
          @Override
          public void line(WheelRecord.Line line) {
            Digests.Digest digest = line.digest();
            String subject = LogicalPaths.resolve(claimant, above + line.path());
            if (digest != null && subject != null && !line.path().startsWith("/")) {
              out.pin(
                  new Pin(
                      Pin.Kind.INSTALLED_FILE,
                      subject,
                      digest.algorithm(),
                      digest.hex(),
                      claimant,
                      text.region(line.from(), line.to())));
            }
          }

          @Override
          public void problem(Problem.Kind kind, int offset, String what) {
            out.problem(kind, text.line(offset), what);
          }
        });
  }
}
