package dev.assay.source.git;

import java.io.InputStream;

/**
 * An object's bytes as they are read. The stream is good until the next object is asked for, gives
 * exactly {@code size} bytes or fails.
 *
 * @param type {@code blob}, {@code tree}, {@code commit} or {@code tag}
 * @param size in bytes
 */
record GitObject(String type, long size, InputStream stream) {}
