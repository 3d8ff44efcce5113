package dev.assay.ecosystem;

import dev.assay.model.Provenance;
import java.io.IOException;

/**
 * pnpm's {@code pnpm-lock.yaml}, versions 5 to 9 (github.com/pnpm/spec, lockfile; from version 9 on
 * what a package needs stands in {@code snapshots}, one for each set of peers).
 */
final class PnpmLockfileReader implements LockfileReader {

  @Override
  public String format() {
    return "pnpm-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("pnpm-lock.yaml");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    PnpmReading reading = new PnpmReading(text, claimant, out);
    YamlSections.read(text, reading);
    reading.give();
  }
}
