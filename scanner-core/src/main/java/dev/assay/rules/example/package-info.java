/**
 * Examples of rules: their placeholders become realistic credentials at run time, always the same
 * ones, so that nothing that looks like a token stands in a repository.
 */
@NullMarked
package dev.assay.rules.example;

import org.jspecify.annotations.NullMarked;
