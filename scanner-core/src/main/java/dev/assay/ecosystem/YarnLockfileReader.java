package dev.assay.ecosystem;

import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code yarn.lock}: that of yarn 1, in a notation of its own (classic.yarnpkg.com, yarn.lock), or
 * that of later ones, in YAML (yarnpkg.com), which begins with {@code __metadata}.
 */
final class YarnLockfileReader implements LockfileReader {
  private static final int HEAD = 1 << 12;

  @Override
  public String format() {
    return "yarn-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("yarn.lock");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    String head = new String(text.open().readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    if (Pattern.compile("^(?:\u00ef\u00bb\u00bf)?__metadata:", Pattern.MULTILINE)
        .matcher(head)
        .find()) {
      YarnBerryReading reading = new YarnBerryReading(text, claimant, out);
      YamlSections.read(text, reading);
      reading.give();
    } else {
      new YarnClassicReading(text, claimant, out).read();
    }
  }
}
