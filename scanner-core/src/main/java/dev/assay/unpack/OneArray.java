package dev.assay.unpack;

import java.util.Arrays;
import org.tukaani.xz.ArrayCache;

/**
 * Gives a file's blocks one dictionary after the other without allocating it anew: blocks of a few
 * bytes that each claim a large one would else cost minutes.
 */
final class OneArray extends ArrayCache {

  private byte[] kept = new byte[0];

  @Override
  public byte[] getByteArray(int size, boolean zeros) {
    byte[] array = kept;
    if (array.length < size || array.length / 2 > size) {
      return new byte[size];
    }
    kept = new byte[0];
    if (zeros) {
      Arrays.fill(array, (byte) 0);
    }
    return array;
  }

  @Override
  public void putArray(byte[] array) {
    if (array.length > kept.length) {
      kept = array;
    }
  }
}
