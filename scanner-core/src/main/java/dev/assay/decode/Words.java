package dev.assay.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at once, the first of them lowest. Compiled code reads them as one; to a start that
 * looks at a few small files each such read costs half a microsecond, and the first one several
 * milliseconds. So those who go through whole contents go through the first {@link #COLD} bytes one
 * by one. They do so in a method of its own: one that was compiled before the handle was made would
 * never know it for a constant.
 */
public final class Words {
  /** Bytes after which code is compiled that goes through them. */
  static final int COLD = 1 << 18;

  /** Made when it is first needed. */
  private static final class Wide {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  }

  private Words() {}

  /** {@code bytes[at..at+8)}. */
  public static long at(byte[] bytes, int at) {
    return (long) Wide.LONGS.get(bytes, at);
  }

  /** The same, put together. */
  static long slowly(byte[] bytes, int at) {
    long word = 0;
    for (int i = at + Long.BYTES - 1; i >= at; i--) {
      word = word << 8 | (bytes[i] & 0xff);
    }
    return word;
  }
}
