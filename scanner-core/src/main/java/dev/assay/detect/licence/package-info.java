/**
 * Licences by their texts: which of SPDX's list a file holds or names, whole texts, notices, tags
 * and sentences.
 */
@NullMarked
package dev.assay.detect.licence;

import org.jspecify.annotations.NullMarked;
