package dev.assay.unpack;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

class Bzip2UnpackerTest extends StreamContract {

  @Override
  Unpacker unpacker() {
    return new Bzip2Unpacker();
  }

  @Override
  String fileName() {
    return "first.txt.bz2";
  }

  @Override
  OutputStream compressor(OutputStream out) throws IOException {
    return new BZip2CompressorOutputStream(out);
  }

  @Override
  int lostAtFault() {
    return 0;
  }
}
