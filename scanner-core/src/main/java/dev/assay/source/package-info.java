/**
 * Where contents come from: folders, standard input, git, artifacts. Sources push, and never judge.
 */
@NullMarked
package dev.assay.source;

import org.jspecify.annotations.NullMarked;
