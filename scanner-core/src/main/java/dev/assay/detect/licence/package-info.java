/**
 * Licences by their texts: which of SPDX's list a file holds or names, whole texts, notices, tags
 * and sentences; words of proprietary ones by rules; and whether what is declared, what is there
 * and what a team takes agree.
 */
@NullMarked
package dev.assay.detect.licence;

import org.jspecify.annotations.NullMarked;
