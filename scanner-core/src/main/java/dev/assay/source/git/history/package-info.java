/**
 * The whole history of a git repository: every unique blob and message once, straight from the
 * packs, and afterwards the commits that introduced what was found.
 *
 * <p>Formats: gitformat-pack(5), gitformat-index(5), gitrepository-layout(5). Nothing here starts a
 * process or writes to the repository.
 */
@NullMarked
package dev.assay.source.git.history;

import org.jspecify.annotations.NullMarked;
