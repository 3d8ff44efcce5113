/** What `rules check` and `rules test` do: judge rules beyond what loading them demands. */
@NullMarked
package dev.assay.rules.check;

import org.jspecify.annotations.NullMarked;
