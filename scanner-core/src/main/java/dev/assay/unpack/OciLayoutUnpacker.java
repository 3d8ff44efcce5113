package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A container image that is a folder (OCI image specification, "Image Layout"): the file that says
 * so, where the source knows what lies beside it. Alone it is a file like any other.
 */
final class OciLayoutUnpacker implements Unpacker {

  private static final String VERSION = "\"imageLayoutVersion\"";

  @Override
  public String format() {
    return "oci-layout";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() > VERSION.length()
        && head.array()[head.offset()] == '{'
        && new String(
                head.array(),
                head.offset(),
                Math.min(head.length(), 1 << 9),
                StandardCharsets.ISO_8859_1)
            .contains(VERSION);
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    FileTree tree = container.tree();
    if (tree == null) {
      return;
    }
    Unpacking unpacking = new Unpacking(container, meter, null, sink);
    try {
      ImageFiles files = new ImageFiles();
      for (Content each : tree.files()) {
        String path = each.provenance().path();
        ImageFile file =
            ImageFile.file(
                path.substring(tree.root().length()), each.size(), each.mode(), each::open);
        files.add(file);
        if (path.equals(container.provenance().path())) {
          file.take(); // its bytes are scanned anyway
        }
      }
      new ImageArchive(files, unpacking, meter, sink).go(true, false);
      for (int i = 0; i < files.all().size(); i++) {
        if (!files.all().get(i).taken() && !unpacking.stopped()) {
          sink.accept(tree.files().get(i));
        }
      }
    } finally {
      unpacking.finish();
    }
  }
}
