package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.unpack.code.ClassText;
import java.io.IOException;

/** Java class files (JVMS 25, chapter 4): their strings, with the names that they have. */
final class ClassFileUnpacker implements Unpacker {

  @Override
  public String format() {
    return "java-class";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return ClassText.recognises(head.array(), head.offset(), head.length());
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    ByteSlice all = Views.whole(container);
    int end = all.offset() + all.length();
    Views.push(container, Views.CONSTANTS, ClassText.of(all.array(), all.offset(), end), sink);
  }
}
