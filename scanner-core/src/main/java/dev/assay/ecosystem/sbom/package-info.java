/** Reads bills of materials of any tool: CycloneDX 1.2 to 1.6, SPDX 2.2, 2.3 and 3.0.1. */
@NullMarked
package dev.assay.ecosystem.sbom;

import org.jspecify.annotations.NullMarked;
