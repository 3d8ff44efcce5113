/** Reads rules as people write them: YAML files in, rules with their texts and examples out. */
@NullMarked
package dev.assay.rules.load;

import org.jspecify.annotations.NullMarked;
