package dev.assay.model;

/**
 * Where a secret stands in its content. Lines and columns are 1-based; columns count UTF-16 code
 * units, {@code endColumn} is one past the last; lines end at LF, CRLF or CR. Byte figures are of
 * the content's own bytes, before any decoding.
 */
public record Region(
    int line, int column, int endLine, int endColumn, long byteOffset, long byteLength) {}
