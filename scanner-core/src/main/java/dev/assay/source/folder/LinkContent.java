package dev.assay.source.folder;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Where a symbolic link leads, as it says. */
record LinkContent(Provenance provenance, ByteSlice target) implements Content {

  LinkContent(Provenance provenance, byte[] target) {
    this(provenance, new ByteSlice(target, 0, target.length));
  }

  @Override
  public long size() {
    return target.length();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(target.array(), target.offset(), target.length());
  }

  @Override
  public ByteSlice inMemory() {
    return target;
  }

  @Override
  public ArtifactFile.Mode mode() {
    return ArtifactFile.Mode.LINK;
  }
}
