/**
 * Reads rules in the TOML format that gitleaks made known, as its public documentation describes
 * it, and lays users' rules of either format over others.
 */
@NullMarked
package dev.assay.rules.gitleaks;

import org.jspecify.annotations.NullMarked;
