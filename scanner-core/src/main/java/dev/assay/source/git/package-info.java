/**
 * Git as a source: what a repository is and which of its oddities matter, the staged contents of an
 * index, and what the commits of a range added. Reads through the {@code git} command where there
 * is one and through JGit otherwise, with the same outcome; nothing of a repository's configuration
 * is ever run, and nothing of it decides what is scanned.
 */
@NullMarked
package dev.assay.source.git;

import org.jspecify.annotations.NullMarked;
