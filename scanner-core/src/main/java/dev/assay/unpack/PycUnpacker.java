package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.unpack.code.PycText;
import java.io.IOException;

/** Compiled Python (PEP 3147, PEP 552): its strings, with the names that they have. */
final class PycUnpacker implements Unpacker {

  @Override
  public String format() {
    return "pyc";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return PycText.recognises(head.array(), head.offset(), head.length());
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    ByteSlice all = Views.whole(container);
    int end = all.offset() + all.length();
    Views.push(container, Views.CONSTANTS, PycText.of(all.array(), all.offset(), end), sink);
  }
}
