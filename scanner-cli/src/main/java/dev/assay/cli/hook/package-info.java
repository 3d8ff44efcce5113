/**
 * The short way for hooks: the command lines that hooks use, parsed by hand and run from a small
 * jar. Every class that is loaded here costs each commit some of its hundred milliseconds: no
 * picocli, YAML, JSON or JGit, and no lambdas, streams, formatters or regular expressions. What
 * both ways share, from the {@link dev.assay.cli.hook.Plan} of a scan to running it, stands here
 * too.
 */
@NullMarked
package dev.assay.cli.hook;

import org.jspecify.annotations.NullMarked;
