/**
 * Fetches packages from their registries, when the user asks for it by {@code --online}. This
 * package is the only one that opens a connection, and all that it ever sends is the name and
 * version of the package that was asked for, with the credentials that the user's own settings have
 * for that registry; a test holds the rest of Assay to that.
 */
@NullMarked
package dev.assay.source.registry;

import org.jspecify.annotations.NullMarked;
