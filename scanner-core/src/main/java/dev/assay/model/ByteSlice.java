package dev.assay.model;

/**
 * A stretch of a byte array that its owner may reuse: valid only until the call that handed it over
 * returns. Not copied, not immutable: a hot-path type.
 *
 * @param array the backing array
 * @param offset index of the first byte
 * @param length number of bytes
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: bytes are shared, never compared
public record ByteSlice(byte[] array, int offset, int length) {}
