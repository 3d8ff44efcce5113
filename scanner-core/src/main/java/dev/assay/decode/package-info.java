/**
 * Views of bytes as something else, with a map back to the original offsets: wide text as UTF-8,
 * and what base64, hexadecimal digits, escapes and other encodings stand for.
 */
@NullMarked
package dev.assay.decode;

import org.jspecify.annotations.NullMarked;
